const hour = 3_600_000;
const day = 24 * hour;

/** Two levels of urgency: the last ten days, the last 24 hours. `over` once the moment has passed. */
export type Urgency = "over" | "now" | "urgent" | "calm";

export function urgencyOf(due: number, now: number): Urgency {
  const left = due - now;
  if (left <= 0) return "over";
  if (left <= day) return "now";
  return left <= 10 * day ? "urgent" : "calm";
}
