import { useT } from "../../i18n";
import { Page } from "../../shared";

export function TakeScreen() {
  const t = useT();
  return <Page title={t("take.title")}>{null}</Page>;
}
