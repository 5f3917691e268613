import Search from "lucide-react/icons/search";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useSpeech } from "../../i18n";
import type { DossierRowView } from "../../ipc";
import {
  Button,
  composing,
  Empty,
  Grid,
  type GridColumn,
  type GridHandle,
  Icon,
  Kbd,
  type Picture,
  Skeleton,
  useKeys,
} from "../../kit";
import { useFrame } from "../frame";
import { NoAccount } from "../NoAccount";
import { ProblemCard } from "../ProblemCard";
import { rowHeight, usePrefs } from "../prefs";
import { useSettled } from "../settled";
import { everyDossier } from "./form";
import { type ListCommand, useDossierPages } from "./pages";
import { type DossierKind, dossierTone, statesOf } from "./tones";

type Props = {
  kind: DossierKind;
  command: ListCommand;
  label: string;
  columns: readonly GridColumn<DossierRowView>[];
  widths: string;
  least: number;
  byDeadline?: boolean;
  /** By deadline: the states that are listed; all of them when none is named. */
  waiting?: string[];
  onOpen: (row: DossierRowView) => void;
  icon: Picture;
  /** Shown when there is nothing at all. */
  empty: { title: string; words: string; act?: ReactNode };
};

/** Where the cursor was in each list, so that coming back from a page finds it there. */
const left = new Map<DossierKind, { state: string | null; active: number }>();

function StateFilter({
  kind,
  counts,
  value,
  onChange,
}: {
  kind: DossierKind;
  counts: readonly (readonly [string, number])[];
  value: string | null;
  onChange: (state: string | null) => void;
}) {
  const { t, word } = useSpeech();
  const known = new Map(counts);
  const order = statesOf(kind);
  const states = [
    ...order.filter((state) => known.has(state)),
    ...[...known.keys()].filter((s) => !order.includes(s)),
  ];
  if (value !== null && !states.includes(value)) states.push(value);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const chip = (state: string | null, name: string, count: number) => (
    <button
      key={state ?? "all"}
      type="button"
      className="state-chip"
      aria-pressed={value === state}
      data-tone={state === null ? undefined : dossierTone(kind, state)}
      onClick={() => onChange(state)}
    >
      {name} <span className="count">{count}</span>
    </button>
  );
  return (
    <fieldset className="state-chips">
      <legend className="sr-only">{t("dossier.filter_state")}</legend>
      {chip(null, t("dossier.all"), all)}
      {states.map((state) => chip(state, word(`dossier.word.${kind}`, state), known.get(state) ?? 0))}
    </fieldset>
  );
}

const every: string[] = [];

/** A list of disputes, agreements, subscriptions, registrations or notifications, with its filters and keys. */
export function DossierList(props: Props) {
  const {
    kind,
    command,
    label,
    columns,
    widths,
    least,
    byDeadline = false,
    waiting = every,
    onOpen,
    icon,
    empty,
  } = props;
  const { t } = useSpeech();
  const prefs = usePrefs();
  const frame = useFrame();
  const account = frame.data?.current ?? null;
  const [state, setState] = useState<string | null>(left.get(kind)?.state ?? null);
  const [active, setActive] = useState(left.get(kind)?.active ?? 0);
  const [text, setText] = useState("");
  const settled = useSettled(text.trim(), 120);
  const grid = useRef<GridHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const list = useDossierPages(
    command,
    {
      ...everyDossier,
      states: byDeadline ? waiting : state === null ? [] : [state],
      text: settled === "" ? null : settled,
      by_deadline: byDeadline,
    },
    kind,
    account !== null,
  );
  const at = Math.min(active, Math.max(0, list.rows.length - 1));
  useEffect(() => {
    left.set(kind, { state, active });
  }, [kind, state, active]);
  const step = (by: number) => () => {
    grid.current?.focus();
    grid.current?.move(by);
  };
  const row = list.rows[at];
  useKeys([
    { keys: "/", label: t("dossier.search"), run: () => search.current?.focus() },
    { keys: "j", label: t("dossier.key.next"), run: step(1) },
    { keys: "k", label: t("dossier.key.previous"), run: step(-1) },
    { keys: "enter", label: t("dossier.key.open"), run: () => row && onOpen(row) },
  ]);
  const problem = list.problem ?? (frame.data ? null : frame.problem);
  const reload = () => {
    void frame.reload();
    list.reload();
  };
  // By deadline there is no state to choose: what waits for somebody is listed.
  const filtered = (state !== null && !byDeadline) || settled !== "";
  const clear = () => {
    setState(null);
    setText("");
    setActive(0);
  };

  if (frame.data && account === null) {
    return (
      <div className="dossiers">
        <NoAccount icon={icon} />
      </div>
    );
  }
  return (
    <div className="dossiers">
      <div className="dossier-filters">
        <div className="dossier-search">
          <Icon of={Search} size={14} />
          <input
            ref={search}
            className="dossier-search-input"
            type="search"
            aria-label={t("dossier.search")}
            placeholder={t("dossier.search_hint")}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setActive(0);
            }}
            onKeyDown={(event) => {
              if (composing(event)) return;
              if (event.key === "Escape" || event.key === "Enter" || event.key === "ArrowDown") {
                event.preventDefault();
                event.stopPropagation();
                if (event.key === "Escape") setText("");
                search.current?.blur();
                grid.current?.focus();
              }
            }}
          />
          <Kbd keys="/" />
        </div>
        {byDeadline || (list.counts.length === 0 && state === null) ? null : (
          <StateFilter
            kind={kind}
            counts={list.counts}
            value={state}
            onChange={(next) => {
              setState(next);
              setActive(0);
            }}
          />
        )}
      </div>
      {problem ? (
        <div className="dossier-problem">
          <ProblemCard
            problem={problem}
            act={
              <Button small onPress={reload}>
                {t("dossier.reload")}
              </Button>
            }
          />
        </div>
      ) : list.isPending || !frame.data ? (
        <Skeleton label={t("shared.loading")} lines={10} />
      ) : list.rows.length === 0 ? (
        filtered ? (
          <Empty
            icon={icon}
            title={t("dossier.none")}
            act={<Button onPress={clear}>{t("dossier.show_all")}</Button>}
          >
            {t("dossier.none_words")}
          </Empty>
        ) : (
          <Empty icon={icon} title={empty.title} act={empty.act}>
            {empty.words}
          </Empty>
        )
      ) : (
        <div className="dossier-body">
          <Grid
            ref={grid}
            label={label}
            columns={columns}
            widths={widths}
            least={least}
            rows={list.rows.length}
            total={list.whole ? list.rows.length : -1}
            rowHeight={rowHeight[prefs.density]}
            rowAt={(index) => list.rows[index]}
            active={at}
            onActive={setActive}
            onOpen={onOpen}
            onWindow={list.onWindow}
          />
        </div>
      )}
    </div>
  );
}
