import { addDays } from "../../shared";

// The gateway lets a hold go seven days after it was made, unless it names another end (capture).
const holdDays = 7;
// From here on the desk lists a hold among those that end soon.
const remindedHours = 48;

/**
 * Until when a payment made now by hand must be captured, and from when the desk reminds of it, in epoch
 * milliseconds. The gateway names the exact end once it is paid.
 */
export function captureBy(now: number): { until: number; reminded: number } {
  const until = addDays(now, holdDays);
  return { until, reminded: until - remindedHours * 3_600_000 };
}
