import { IntlMessageFormat } from "intl-messageformat";
import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { type Key, type Locale, problemTexts, texts } from "./catalogues";

export type { Key, Locale } from "./catalogues";

export type Values = Record<string, string | number>;

const compiled = new Map<string, IntlMessageFormat>();

/** Puts values into an ICU text. */
export function put(text: string, locale: Locale, values?: Values): string {
  const name = `${locale} ${text}`;
  let format = compiled.get(name);
  if (!format) {
    format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
    compiled.set(name, format);
  }
  return String(format.format(values));
}

export type Translate = (key: Key, values?: Values) => string;

export type Speech = {
  locale: Locale;
  t: Translate;
  /** A text named at run time, such as a state word of the core; falls back to the word itself. */
  word: (family: string, word: string) => string;
  /** A sentence of the core's own problem catalogue. */
  problem: (code: string, part: "says" | "todo", values?: Values) => string | null;
};

function isKey(name: string): name is Key {
  return name in texts.en;
}

export function speech(locale: Locale): Speech {
  return {
    locale,
    t: (key, values) => put(texts[locale][key], locale, values),
    word: (family, word) => {
      const name = `${family}.${word}`;
      return isKey(name) ? put(texts[locale][name], locale) : word;
    },
    problem: (code, part, values) => {
      const text = problemTexts[locale][code]?.[part];
      return text === undefined ? null : put(text, locale, values);
    },
  };
}

const Spoken = createContext<Speech>(speech("en"));

export function SpeechProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const value = useMemo(() => speech(locale), [locale]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <I18nProvider locale={locale}>
      <Spoken value={value}>{children}</Spoken>
    </I18nProvider>
  );
}

export function useSpeech(): Speech {
  return useContext(Spoken);
}

/** The texts of the screen in the chosen language. */
export function useT(): Translate {
  return useContext(Spoken).t;
}
