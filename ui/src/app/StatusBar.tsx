import { useSpeech } from "../i18n";
import type { FrameView } from "../ipc";
import { clock, StatusBadge, TimeText, useNow, useStatusNote, zone } from "../shared";

/** Always in sight: sums, the outbox, the last word of the gateway, the time. */
export function StatusBar({ frame }: { frame: FrameView | null }) {
  const { t } = useSpeech();
  const now = useNow(1000);
  const note = useStatusNote();
  const skewed = Math.abs(frame?.clock_ahead_ms ?? 0) > 120_000;
  return (
    <footer className="status-bar">
      <div className="status-note">{note}</div>
      {frame ? (
        <>
          <a className="status-item" href="#/outbox">
            {frame.unknown_orders > 0 ? <StatusBadge state="unknown" quiet /> : null}
            {t("app.outbox_count", {
              open: frame.open_orders - frame.waiting_orders,
              unknown: frame.unknown_orders,
              waiting: frame.waiting_orders,
            })}
          </a>
          <span className="status-item">
            {frame.last_contact === null ? (
              t("app.no_contact")
            ) : (
              <>
                {t("app.last_contact")} <TimeText at={frame.last_contact} inList />
              </>
            )}
          </span>
          {skewed ? <span className="status-item status-warn">{t("app.clock_off")}</span> : null}
        </>
      ) : null}
      <span className="status-item status-clock">
        {clock(now)} {zone(now)}
      </span>
    </footer>
  );
}
