// The texts of the screens in both languages, as the screens themselves read them.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { top } from "./tools.mjs";

export const locales = ["en", "zh-CN"];

function catalogue(locale) {
  const source = path.join(top, "ui/src");
  const files = readdirSync(source, { recursive: true }).filter((file) => path.basename(file) === `${locale}.json`);
  return Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(path.join(source, file), "utf8"))));
}

const catalogues = Object.fromEntries(locales.map((locale) => [locale, catalogue(locale)]));

/** A text by its name; only such as take no values. */
export function says(locale, name) {
  const text = catalogues[locale][name];
  if (text === undefined || text.includes("{")) throw new Error(`${name} is no plain text of ${locale}`);
  return text;
}
