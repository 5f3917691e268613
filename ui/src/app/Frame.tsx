import Keyboard from "lucide-react/icons/keyboard";
import Globe from "lucide-react/icons/languages";
import Monitor from "lucide-react/icons/monitor";
import Moon from "lucide-react/icons/moon";
import PanelLeft from "lucide-react/icons/panel-left";
import Search from "lucide-react/icons/search";
import Sun from "lucide-react/icons/sun";
import { useEffect, useRef, useState } from "react";
import { useSpeech } from "../i18n";
import { Icon, IconButton, Kbd, type Shortcut, useKeys } from "../kit";
import { go, localeOf, setPrefs, useFrame, usePrefs, useRoute, useWholeRoom } from "../shared";
import { usePracticeOpen } from "../shared/practice";
import { Band } from "./Band";
import { KeysDialog } from "./KeysDialog";
import { Mark } from "./Mark";
import { Palette } from "./Palette";
import { PracticeAside } from "./PracticeAside";
import { places, screenOf } from "./routes";
import { StatusBar } from "./StatusBar";

const nextTheme = { system: "light", light: "dark", dark: "system" } as const;
const themeIcon = { system: Monitor, light: Sun, dark: Moon } as const;

export function Frame() {
  const { t, locale } = useSpeech();
  const prefs = usePrefs();
  const route = useRoute();
  const frame = useFrame().data ?? null;
  const { place, screen } = screenOf(route);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const main = useRef<HTMLElement>(null);
  const practice = usePracticeOpen() && frame?.current?.environment === "practice";
  const narrow = prefs.rail === "narrow";
  const whole = useWholeRoom();

  const shortcuts: Shortcut[] = [
    ...places.map((p) => ({
      keys: p.keys,
      label: t(p.name),
      inFields: p.keys.startsWith("mod"),
      run: () => go(p.address),
    })),
    { keys: "o", label: t("outbox.title"), run: () => go("#/outbox") },
    { keys: "u", label: t("app.unknown_money"), run: () => go("#/payments?unknown=1") },
    { keys: "mod+k", label: t("app.search"), inFields: true, run: () => setPalette(true) },
    { keys: "?", label: t("app.keys"), run: () => setHelp(true) },
    { keys: "escape", label: t("app.back"), run: () => window.history.back() },
  ];
  useKeys(shortcuts, 0);

  // A new screen is read from its beginning.
  const address = route.path.join("/");
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (address !== undefined && document.activeElement === document.body) main.current?.focus();
  }, [address]);

  return (
    <div className="frame" data-rail={whole ? "away" : prefs.rail}>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t("app.skip")}
      </a>
      <Band frame={frame} />
      {whole ? null : (
        <nav className="rail" aria-label={t("app.rail")}>
          <div className="rail-head">
            <Mark />
            {narrow ? null : <span className="rail-name">{t("app.name")}</span>}
          </div>
          <button
            type="button"
            className="rail-search"
            onClick={() => setPalette(true)}
            aria-label={narrow ? t("app.search") : undefined}
            title={t("app.search")}
          >
            <Icon of={Search} />
            {narrow ? null : (
              <>
                <span>{t("app.search_short")}</span>
                <Kbd keys="mod+k" />
              </>
            )}
          </button>
          <ul className="rail-places">
            {places.map((p) => {
              const open = p.id === "outbox" && frame ? frame.open_orders - frame.waiting_orders : 0;
              const unknown = p.id === "outbox" ? (frame?.unknown_orders ?? 0) : 0;
              return (
                <li key={p.id}>
                  <a
                    className="rail-place"
                    href={p.address}
                    aria-current={place === p.id ? "page" : undefined}
                    title={narrow ? t(p.name) : undefined}
                  >
                    <Icon of={p.icon} />
                    <span className={narrow ? "sr-only" : undefined}>{t(p.name)}</span>
                    {open > 0 ? (
                      <span className="rail-count" data-unknown={unknown > 0 || undefined}>
                        {open}
                      </span>
                    ) : null}
                  </a>
                </li>
              );
            })}
          </ul>
          <div className="rail-foot">
            <IconButton
              icon={Globe}
              label={t("app.other_language")}
              onPress={() => setPrefs({ language: localeOf(prefs.language) === "en" ? "zh-CN" : "en" })}
            />
            <IconButton
              icon={themeIcon[prefs.theme]}
              label={t("app.theme", { theme: t(`app.theme.${prefs.theme}`) })}
              onPress={() => setPrefs({ theme: nextTheme[prefs.theme] })}
            />
            <IconButton icon={Keyboard} label={t("app.keys")} keys="?" onPress={() => setHelp(true)} />
            <IconButton
              icon={PanelLeft}
              label={narrow ? t("app.rail.widen") : t("app.rail.narrow")}
              aria-expanded={!narrow}
              onPress={() => setPrefs({ rail: narrow ? "wide" : "narrow" })}
            />
          </div>
        </nav>
      )}
      <main className="main" id="main" ref={main} tabIndex={-1} lang={locale}>
        {screen}
      </main>
      {practice ? <PracticeAside /> : null}
      <StatusBar frame={frame} />
      {palette ? <Palette onClose={() => setPalette(false)} /> : null}
      {help ? <KeysDialog onClose={() => setHelp(false)} /> : null}
    </div>
  );
}
