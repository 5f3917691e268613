import { useT } from "../../i18n";
import { Checkbox, Segments } from "../../kit";
import { Panel, setPrefs, usePrefs } from "../../shared";

/** What a person chose for this computer's screen; in force at once. */
export function Display() {
  const t = useT();
  const prefs = usePrefs();
  return (
    <>
      <Panel title={t("settings.display.title")}>
        <div className="settings-fields">
          <Segments
            label={t("settings.language")}
            value={prefs.language}
            onChange={(language) => setPrefs({ language })}
            options={[
              { value: "system", label: t("settings.language.system") },
              { value: "en", label: t("settings.language.en") },
              { value: "zh-CN", label: t("settings.language.zh") },
            ]}
          />
          <Segments
            label={t("settings.theme")}
            value={prefs.theme}
            onChange={(theme) => setPrefs({ theme })}
            options={[
              { value: "system", label: t("settings.theme.system") },
              { value: "light", label: t("settings.theme.light") },
              { value: "dark", label: t("settings.theme.dark") },
            ]}
          />
          <Segments
            label={t("settings.density")}
            value={prefs.density}
            onChange={(density) => setPrefs({ density })}
            options={[
              { value: "compact", label: t("settings.density.compact") },
              { value: "normal", label: t("settings.density.normal") },
              { value: "roomy", label: t("settings.density.roomy") },
            ]}
          />
        </div>
      </Panel>
      <Panel title={t("settings.keyboard.title")}>
        <div className="settings-fields">
          <Checkbox
            label={t("settings.single")}
            hint={t("settings.single_hint")}
            checked={prefs.singleKeys}
            onChange={(singleKeys) => setPrefs({ singleKeys })}
          />
        </div>
      </Panel>
    </>
  );
}
