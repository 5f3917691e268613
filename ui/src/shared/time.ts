import type { Locale } from "../i18n";

const parts = new Intl.DateTimeFormat("en-CA", {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function read(at: number): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]));
}

/** 2026-11-20 15:04, the same in both languages. */
export function absolute(at: number, { seconds = false }: { seconds?: boolean } = {}): string {
  const p = read(at);
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}${seconds ? `:${p.second}` : ""}`;
}

export function dayOf(at: number): string {
  return absolute(at).slice(0, 10);
}

export function clock(at: number, { seconds = false }: { seconds?: boolean } = {}): string {
  return absolute(at, { seconds }).slice(11);
}

/** UTC+8, as it is on that day. */
export function zone(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}

/** Deadlines carry their weekday. */
export function deadline(at: number, locale: Locale): string {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short" }).format(at);
  return `${weekday} ${absolute(at)} (${zone(at)})`;
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/** "3 hours ago", "in 5 minutes"; counts whole units. */
export function relative(at: number, now: number, locale: Locale): string {
  const away = at - now;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  const found = units.find(([, size]) => Math.abs(away) >= size);
  if (!found) return format.format(0, "second");
  return format.format(Math.trunc(away / found[1]), found[0]);
}

/** What is left until a deadline: 41 h 20 min. */
export function hoursLeft(at: number, now: number): { hours: number; minutes: number } {
  const left = Math.max(0, at - now);
  return { hours: Math.floor(left / 3_600_000), minutes: Math.floor((left % 3_600_000) / 60_000) };
}

/** The first moment of a typed day ("2026-11-20") in this computer's zone, or null. */
export function startOfDay(typed: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed.trim());
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const date = new Date(year, month - 1, day);
  const real = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
  return real ? date.getTime() : null;
}

export function addDays(at: number, days: number): number {
  const date = new Date(at);
  date.setDate(date.getDate() + days);
  return date.getTime();
}
