const hour = 3_600_000;

/** Two levels of urgency: a week ahead it is soon, in the last 48 hours it is now. `over` once the moment has passed. */
export type Urgency = "over" | "now" | "soon" | "calm";

export function urgencyOf(due: number, now: number): Urgency {
  const left = due - now;
  if (left <= 0) return "over";
  if (left <= 48 * hour) return "now";
  return left <= 7 * 24 * hour ? "soon" : "calm";
}
