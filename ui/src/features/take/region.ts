const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

function plain(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

/** Every two-letter code that names a country or region in this language, by its name. */
function named(locale: string): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames([locale], { type: "region", fallback: "none" });
  const found = new Map<string, string>();
  for (const one of letters) {
    for (const other of letters) {
      const code = one + other;
      // A withdrawn code bears the name of what followed it: DD is Germany too.
      if (Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`) continue;
      const name = names.of(code);
      if (name !== undefined && !found.has(plain(name))) found.set(plain(name), code);
    }
  }
  return found;
}

let known: readonly ReadonlyMap<string, string>[] | null = null;

/** The region somebody means: "Germany", "德国" and "de" are DE. Empty: any; null: nobody knows that one. */
export function regionOf(typed: string): string | null {
  const text = plain(typed);
  if (text === "") return "";
  known ??= ["en", "zh-CN"].map(named);
  for (const names of known) {
    const code = names.get(text);
    if (code !== undefined) return code;
  }
  const code = text.toUpperCase();
  return /^[A-Z]{2}$/.test(code) && known.some((names) => [...names.values()].includes(code)) ? code : null;
}
