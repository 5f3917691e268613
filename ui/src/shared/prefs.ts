import { useSyncExternalStore } from "react";
import type { Locale } from "../i18n";

/** What a person chose for this computer's screen. Nothing about money is kept here. */
export type Prefs = {
  language: "system" | Locale;
  theme: "system" | "light" | "dark";
  density: "compact" | "normal" | "roomy";
  rail: "wide" | "narrow";
  singleKeys: boolean;
};

const place = "counterfoil.prefs";
const usual: Prefs = {
  language: "system",
  theme: "system",
  density: "normal",
  rail: "wide",
  singleKeys: true,
};

function read(): Prefs {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? "{}");
    return typeof kept === "object" && kept !== null ? { ...usual, ...kept } : usual;
  } catch {
    return usual;
  }
}

let now = read();
const listeners = new Set<() => void>();

export function setPrefs(change: Partial<Prefs>): void {
  now = { ...now, ...change };
  try {
    localStorage.setItem(place, JSON.stringify(now));
  } catch {
    // Not remembered, but in force until the window closes.
  }
  for (const listener of listeners) listener();
}

export function usePrefs(): Prefs {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => now,
  );
}

export function localeOf(language: Prefs["language"]): Locale {
  if (language !== "system") return language;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

export const rowHeight: Record<Prefs["density"], number> = { compact: 28, normal: 34, roomy: 44 };
