import "./theme.css";
import "./frame.css";
import { QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useState } from "react";
import { DeclarationSheet } from "../features/customs";
import { SpeechProvider } from "../i18n";
import { invalidate, listenToStale, makeClient } from "../ipc";
import { allowSingleLetters } from "../kit";
import { localeOf, type Prefs, type Slots, SlotsProvider, StatusProvider, usePrefs } from "../shared";
import { Frame } from "./Frame";

const slots: Slots = { DeclarationSheet };

function Stale() {
  const client = useQueryClient();
  useEffect(
    () =>
      listenToStale(
        (tags) => invalidate(client, tags),
        () => void client.invalidateQueries(),
      ),
    [client],
  );
  return null;
}

const systemIsDark = "(prefers-color-scheme: dark)";

/** Says on the root which theme is shown, and follows the system while nobody chose one. */
function useTheme(chosen: Prefs["theme"]) {
  useLayoutEffect(() => {
    const system = window.matchMedia(systemIsDark);
    const show = () => {
      const dark = chosen === "system" ? system.matches : chosen === "dark";
      document.documentElement.setAttribute("data-theme", dark ? "dark" : "light");
    };
    show();
    system.addEventListener("change", show);
    return () => system.removeEventListener("change", show);
  }, [chosen]);
}

export function App() {
  const [client] = useState(makeClient);
  const prefs = usePrefs();
  useTheme(prefs.theme);
  useEffect(() => {
    const root = document.documentElement;
    root.setAttribute("data-density", prefs.density);
    allowSingleLetters(prefs.singleKeys);
  }, [prefs]);
  return (
    <QueryClientProvider client={client}>
      <SpeechProvider locale={localeOf(prefs.language)}>
        <SlotsProvider value={slots}>
          <StatusProvider>
            <Stale />
            <Frame />
          </StatusProvider>
        </SlotsProvider>
      </SpeechProvider>
    </QueryClientProvider>
  );
}
