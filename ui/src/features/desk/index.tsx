import { useT } from "../../i18n";
import { Page } from "../../shared";

export function DeskScreen() {
  const t = useT();
  return <Page title={t("desk.title")}>{null}</Page>;
}
