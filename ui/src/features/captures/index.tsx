import { useT } from "../../i18n";
import { Page } from "../../shared";

export function CapturesScreen() {
  const t = useT();
  return <Page title={t("captures.title")}>{null}</Page>;
}
