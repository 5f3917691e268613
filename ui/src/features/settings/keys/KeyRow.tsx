import type { ReactNode } from "react";
import { useSpeech } from "../../../i18n";
import type { KeyView } from "../../../ipc";
import { Badge, Fact, Facts } from "../../../kit";
import { CopyButton, deadline, TimeText } from "../../../shared";

const tones = { signing: "info", next: "warn", earlier: "plain" } as const;

/** Groups of four, to be compared by eye with the dashboard's. */
function spaced(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(" ") ?? fingerprint;
}

/** One key: what it is for now, how to recognise it, and when it was last of use. */
export function KeyRow({
  of,
  keyView,
  children,
}: {
  of: "ours" | "gateway";
  keyView: KeyView;
  children?: ReactNode;
}) {
  const { t, locale } = useSpeech();
  const role = keyView.role === "next" || keyView.role === "earlier" ? keyView.role : "signing";
  const name = of === "ours" ? t("settings.rotation.version", { version: keyView.version }) : null;
  return (
    <li className="key-row">
      <div className="key-row-head">
        {name === null ? null : <strong>{name}</strong>}
        <Badge tone={tones[role]}>{t(`settings.rotation.${of}.${role}`)}</Badge>
        {keyView.kept ? null : <Badge tone="bad">{t("settings.rotation.not_kept")}</Badge>}
      </div>
      <Facts>
        <Fact name={t("settings.keys.fingerprint")}>
          <span className="id">
            <span className="mono">{spaced(keyView.fingerprint)}</span>
            <CopyButton text={keyView.public_key} label={t("settings.keys.copy_public")} />
          </span>
        </Fact>
        {keyView.from === null ? null : (
          <Fact name={t("settings.rotation.from")}>{deadline(keyView.from, locale)}</Fact>
        )}
        {keyView.until === null ? null : (
          <Fact name={t("settings.rotation.until")}>
            <TimeText at={keyView.until} />
          </Fact>
        )}
        <Fact name={t("settings.rotation.used")}>
          {keyView.last_used === null ? (
            t("settings.rotation.never")
          ) : (
            <TimeText at={keyView.last_used} inList />
          )}
        </Fact>
      </Facts>
      {children}
    </li>
  );
}
