import ArrowLeft from "lucide-react/icons/circle-arrow-left";
import BrokenRing from "lucide-react/icons/circle-dashed";
import type { ReactNode } from "react";
import { useSpeech } from "../i18n";
import { Icon, type Picture } from "../kit";

export type Tone = "done" | "part" | "waiting" | "unknown" | "refused" | "returned" | "expired";

/** Every state word of the core: payments, parts, orders, declarations. */
const tones: Record<string, Tone> = {
  asked: "waiting",
  pending: "waiting",
  queued: "waiting",
  sending: "waiting",
  waiting: "waiting",
  under_way: "waiting",
  with_customs: "waiting",
  authorised: "part",
  partly_captured: "part",
  paid: "done",
  done: "done",
  accepted: "done",
  partly_refunded: "returned",
  refunded: "returned",
  cancelled: "returned",
  unknown: "unknown",
  declined: "refused",
  refused: "refused",
  customs_refused: "refused",
  contradiction: "refused",
  expired: "expired",
  closed: "expired",
  expiring: "unknown",
};

// Shapes drawn to be told apart in one colour: tick disc, half disc, ring, diamond, square.
function Shape({ tone }: { tone: Tone }) {
  const pictures: Partial<Record<Tone, Picture>> = { returned: ArrowLeft, expired: BrokenRing };
  const picture = pictures[tone];
  if (picture) return <Icon of={picture} size={14} />;
  return (
    <svg className="shape" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false">
      {tone === "done" ? (
        <>
          <circle cx="7" cy="7" r="6" fill="currentColor" />
          <path d="M4.2 7.2 6.2 9.2 9.9 5.2" className="shape-cut" />
        </>
      ) : null}
      {tone === "part" ? (
        <>
          <circle cx="7" cy="7" r="5.3" className="shape-line" />
          <path d="M7 1.7a5.3 5.3 0 0 1 0 10.6z" fill="currentColor" />
        </>
      ) : null}
      {tone === "waiting" ? <circle cx="7" cy="7" r="5.2" className="shape-line" /> : null}
      {tone === "unknown" ? (
        <>
          <path d="M7 .8 13.2 7 7 13.2.8 7z" className="shape-diamond" />
          <path
            d="M5.5 5.7c.1-1 .8-1.5 1.6-1.5.9 0 1.6.6 1.6 1.4 0 1.2-1.6 1.2-1.6 2.4"
            className="shape-mark"
          />
          <circle cx="7.1" cy="9.8" r=".7" fill="currentColor" />
        </>
      ) : null}
      {tone === "refused" ? (
        <>
          <rect x="1" y="1" width="12" height="12" rx="1.5" fill="currentColor" />
          <path d="m4.6 4.6 4.8 4.8m0-4.8-4.8 4.8" className="shape-cut" />
        </>
      ) : null}
    </svg>
  );
}

/** Words with the shape and colour of a tone. */
export function ToneBadge({ tone, quiet, children }: { tone: Tone; quiet?: boolean; children: ReactNode }) {
  return (
    <span className={quiet ? "status status-quiet" : "status"} data-tone={tone}>
      <Shape tone={tone} />
      <span>{children}</span>
    </span>
  );
}

/** A state as word, shape and colour; no one of them alone. */
export function StatusBadge({ state, quiet }: { state: string; quiet?: boolean }) {
  const { word } = useSpeech();
  return (
    <ToneBadge tone={toneOf(state)} quiet={quiet ?? false}>
      {word("state", state)}
    </ToneBadge>
  );
}

export function toneOf(state: string): Tone {
  return tones[state] ?? "unknown";
}
