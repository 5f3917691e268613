import type { ReactNode } from "react";
import { useT } from "../i18n";
import { spanLeft, timeLeft } from "./left";
import { useNow } from "./now";
import { ClockText } from "./TimeText";

/** How long something lives, counted down, with the moment itself. */
export function Countdown({ until }: { until: number }) {
  const t = useT();
  const now = useNow(1000);
  if (now >= until) return <span className="countdown">{t("shared.offer.over")}</span>;
  return (
    <span className="countdown" data-near={until - now < 60_000 || undefined}>
      {t("shared.offer.left", { left: timeLeft(until, now) })} (<ClockText at={until} />)
    </span>
  );
}

/** A frame around a code that runs out with it. The words beside it say the same. */
export function ExpiryRing({ from, until, children }: { from: number; until: number; children: ReactNode }) {
  const now = useNow(1000);
  return (
    <div className="ring">
      <svg viewBox="0 0 100 100" className="ring-line" aria-hidden="true" focusable="false">
        <rect x="1" y="1" width="98" height="98" rx="5" className="ring-rest" />
        <rect
          x="1"
          y="1"
          width="98"
          height="98"
          rx="5"
          pathLength={1000}
          strokeDasharray={`${spanLeft(from, until, now)} 1000`}
          className="ring-left"
          data-near={until - now < 30_000 || undefined}
        />
      </svg>
      <div className="ring-inside">{children}</div>
    </div>
  );
}
