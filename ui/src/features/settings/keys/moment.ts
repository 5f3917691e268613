import { startOfDay } from "../../../shared";

/** A typed day ("2026-11-28") and time ("14:05") in this computer's zone, in epoch milliseconds; null if it is none. */
export function momentOf(day: string, time: string): number | null {
  const start = startOfDay(day);
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time.trim());
  if (start === null || !found) return null;
  const date = new Date(start);
  date.setHours(Number(found[1]), Number(found[2]));
  return date.getTime();
}
