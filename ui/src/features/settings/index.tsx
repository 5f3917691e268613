import { useT } from "../../i18n";
import { Page } from "../../shared";

export function SettingsScreen() {
  const t = useT();
  return <Page title={t("settings.title")}>{null}</Page>;
}
