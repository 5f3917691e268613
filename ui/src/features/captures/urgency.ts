const hour = 3_600_000;

export type Urgency = "urgent" | "soon" | "calm" | "over";

/** How near the end of a hold is: the last four hours, the last 48, or neither. */
export function urgencyOf(until: number, now: number): Urgency {
  const left = until - now;
  if (left <= 0) return "over";
  if (left < 4 * hour) return "urgent";
  return left < 48 * hour ? "soon" : "calm";
}

/** What is left of seven days, in thousandths; only for drawing the bar. */
export function share(until: number, now: number): number {
  const whole = 7 * 24 * hour;
  const left = Math.min(Math.max(until - now, 0), whole);
  return Math.round((left * 1000) / whole);
}
