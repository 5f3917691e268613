import CornerDownLeft from "lucide-react/icons/corner-down-left";
import Plus from "lucide-react/icons/plus";
import Search from "lucide-react/icons/search";
import Wand from "lucide-react/icons/wand-sparkles";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useSpeech } from "../i18n";
import { commands, type PaymentRowView, useQuery } from "../ipc";
import { composing, Icon, Kbd, type Picture, useModalKeys } from "../kit";
import {
  everything,
  go,
  MoneyText,
  paidWith,
  StatusBadge,
  setPrefs,
  TimeText,
  to,
  useSettled,
} from "../shared";
import { setPracticeOpen, usePractising } from "../shared/practice";
import { places } from "./routes";

type Entry =
  | { id: string; kind: "command"; name: string; icon: Picture; keys?: string; run: () => void }
  | { id: string; kind: "payment"; row: PaymentRowView; run: () => void };

// "Ｄｅｓｋ" and "desk" are the same to a person.
function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}

/** One box for search, commands and places. */
export function Palette({ onClose }: { onClose: () => void }) {
  const speech = useSpeech();
  const { t } = speech;
  useModalKeys();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const asked = useSettled(plain(text), 80);
  const found = useQuery(
    commands.paymentList,
    { ...everything, text: asked === "" ? null : asked, limit: 8 },
    { enabled: asked.length >= 2, tags: ["payments"], keep: true, forget: 10_000 },
  );
  const practising = usePractising();
  const jump = (address: string) => () => {
    onClose();
    go(address);
  };
  const all: Entry[] = [
    ...places.map((p) => ({
      id: `go-${p.id}`,
      kind: "command" as const,
      name: t("app.go_to", { place: t(p.name) }),
      icon: p.icon,
      keys: p.keys,
      run: jump(p.address),
    })),
    ...(practising
      ? [
          {
            id: "practice",
            kind: "command" as const,
            name: t("practice.title"),
            icon: Wand,
            run: () => {
              setPracticeOpen(true);
              onClose();
            },
          },
        ]
      : []),
    { id: "take", kind: "command", name: t("take.title"), icon: Plus, run: jump("#/take") },
    {
      id: "unknown",
      kind: "command",
      name: t("app.unknown_money"),
      icon: Search,
      keys: "u",
      run: jump("#/payments?unknown=1"),
    },
    ...(["light", "dark", "system"] as const).map((theme) => ({
      id: `theme-${theme}`,
      kind: "command" as const,
      name: t("app.theme", { theme: t(`app.theme.${theme}`) }),
      icon: CornerDownLeft,
      run: () => {
        setPrefs({ theme });
        onClose();
      },
    })),
    {
      id: "language",
      kind: "command",
      name: t("app.other_language"),
      icon: CornerDownLeft,
      run: () => {
        setPrefs({ language: t("app.other_language_code") === "en" ? "en" : "zh-CN" });
        onClose();
      },
    },
  ];
  const needle = plain(text);
  const matching = all.filter((entry) => entry.kind === "command" && plain(entry.name).includes(needle));
  const payments: Entry[] =
    asked.length >= 2 && needle.length >= 2
      ? (found.data?.payments ?? []).map((row) => ({
          id: row.id,
          kind: "payment",
          row,
          run: jump(to("payments", row.id)),
        }))
      : [];
  const entries = [...payments, ...matching];
  const chosen = Math.min(at, entries.length - 1);

  useEffect(() => {
    list.current?.querySelector(`[data-at="${chosen}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (composing(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (entries.length > 0) setAt((chosen + step + entries.length) % entries.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      entries[chosen]?.run();
    }
  };

  return (
    <ModalOverlay
      className="overlay overlay-palette"
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="palette">
        <AriaDialog aria-label={t("app.search")} className="palette-body">
          <div className="palette-box">
            <Icon of={Search} size={18} />
            <input
              className="palette-input"
              role="combobox"
              aria-expanded="true"
              aria-controls={`${id}-list`}
              aria-activedescendant={entries[chosen] ? `${id}-${chosen}` : undefined}
              aria-label={t("app.search")}
              placeholder={t("app.search_hint")}
              autoComplete="off"
              spellCheck={false}
              // biome-ignore lint/a11y/noAutofocus: the box was called to be typed into
              autoFocus
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setAt(0);
              }}
              onKeyDown={onKeyDown}
            />
          </div>
          <div
            className="palette-list"
            role="listbox"
            id={`${id}-list`}
            aria-label={t("app.search")}
            ref={list}
          >
            {entries.map((entry, index) => (
              <div
                key={entry.id}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === chosen}
                data-at={index}
                className="palette-row"
                onPointerMove={() => setAt(index)}
                onClick={entry.run}
                onKeyDown={undefined}
              >
                {entry.kind === "payment" ? (
                  <>
                    <StatusBadge state={entry.row.state} quiet />
                    <span className="palette-order">{entry.row.order_number}</span>
                    <span className="palette-about">{paidWith(entry.row, speech)}</span>
                    <MoneyText money={entry.row.amount} />
                    <TimeText at={entry.row.created_at} inList />
                  </>
                ) : (
                  <>
                    <Icon of={entry.icon} />
                    <span className="palette-name">{entry.name}</span>
                    {entry.keys ? <Kbd keys={entry.keys} /> : null}
                  </>
                )}
              </div>
            ))}
            {entries.length === 0 ? <p className="palette-none">{t("app.search_none")}</p> : null}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
