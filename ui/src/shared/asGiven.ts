import type { Locale } from "../i18n";

/**
 * A moment as the gateway wrote it ("2026-03-12T19:09:16-08:00"), in words with its own offset: "Thu 2026-03-12
 * 19:09 (UTC−8)". Null when it is not such a text; then it is shown as it came.
 */
export function asGiven(text: string, locale: Locale): string | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.exec(
    text.trim(),
  );
  if (!found) return null;
  const [, year, month, day, hours, minutes, offset = ""] = found;
  // The day as written, wherever this computer stands: its weekday must not move with the zone.
  const written = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const real = new Date(written).toISOString().slice(0, 10) === `${year}-${month}-${day}`;
  if (!real || Number(hours) > 23 || Number(minutes) > 59) return null;
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(written);
  return `${weekday} ${year}-${month}-${day} ${hours}:${minutes} (${offsetText(offset)})`;
}

function offsetText(offset: string): string {
  if (offset === "Z") return "UTC";
  const digits = offset.replace(":", "");
  const rest = digits.slice(3, 5);
  return `UTC${offset.startsWith("-") ? "−" : "+"}${Number(digits.slice(1, 3))}${rest === "00" ? "" : `:${rest}`}`;
}
