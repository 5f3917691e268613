import "./theme.css";
import "./frame.css";
import { QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { DeclarationSheet } from "../features/customs";
import { SpeechProvider } from "../i18n";
import { invalidate, listenToStale, makeClient } from "../ipc";
import { allowSingleLetters } from "../kit";
import { localeOf, type Slots, SlotsProvider, StatusProvider, usePrefs } from "../shared";
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

export function App() {
  const [client] = useState(makeClient);
  const prefs = usePrefs();
  useEffect(() => {
    const root = document.documentElement;
    if (prefs.theme === "system") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", prefs.theme);
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
