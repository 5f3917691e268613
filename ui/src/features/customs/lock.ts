import type { PermitView } from "../../ipc";

/** Until when a correction has to wait, if that is all that stands in its way. */
export function lockedUntil(correct: PermitView): number | null {
  const from = correct.problem?.args.from;
  if (correct.problem?.code !== "bar.resend_too_early" || from?.kind !== "time") return null;
  return from.value;
}

export type Lock = { locked: boolean; until: number | null };

/** Time opens the lock by itself; anything else needs news from the core. */
export function lockAt(correct: PermitView, now: number): Lock {
  const until = lockedUntil(correct);
  if (correct.allowed) return { locked: false, until: null };
  if (until === null) return { locked: true, until: null };
  return now < until ? { locked: true, until } : { locked: false, until: null };
}

/** 4:07 */
export function countdown(until: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
