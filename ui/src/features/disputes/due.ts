const hour = 3_600_000;

/** Sending takes time and lines break: what we keep ourselves to ends twelve hours before the bank's own. */
export function innerDeadline(due: number): number {
  return due - 12 * hour;
}

/** Until when to send: the earlier deadline we keep ourselves to, and once it has passed the real one. */
export function sendBefore(due: number, now: number): number {
  const inner = innerDeadline(due);
  return inner > now ? inner : due;
}
