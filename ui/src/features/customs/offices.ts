import type { Locale } from "../../i18n";
import type { OfficeView } from "../../ipc";

export function officeName(office: OfficeView, locale: Locale): string {
  return locale === "en" ? office.english : office.chinese;
}

/** Found by either name or by the code, whatever language the screen speaks. */
export function findOffices(offices: readonly OfficeView[], typed: string): OfficeView[] {
  const text = typed.trim().toLowerCase();
  if (text === "") return [...offices];
  return offices.filter((office) =>
    [office.english, office.chinese, office.code].some((name) => name.toLowerCase().includes(text)),
  );
}

/** The code to send for what stands in the field; null when it is neither a name nor a code. */
export function codeOf(offices: readonly OfficeView[], typed: string): string | null {
  const text = typed.trim();
  const named = offices.find((office) => office.english === text || office.chinese === text);
  if (named) return named.code;
  return /^[A-Za-z][A-Za-z0-9_]{1,127}$/.test(text) ? text.toUpperCase() : null;
}
