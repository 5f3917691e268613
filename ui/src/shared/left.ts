/** What is left until a moment, as a countdown: 4:59, or 1:02:03 from an hour on; 0:00 once it is over. */
export function timeLeft(at: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((at - now) / 1000));
  const two = (part: number) => String(part).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** How much of a span is left, in thousandths; only for drawing. */
export function spanLeft(from: number, until: number, now: number): number {
  if (until <= from || now >= until) return 0;
  return Math.min(1000, Math.floor(((until - now) * 1000) / (until - from)));
}
