import { useT } from "../../i18n";
import { Page } from "../../shared";

export function CustomsScreen() {
  const t = useT();
  return <Page title={t("customs.title")}>{null}</Page>;
}
export { DeclarationSheet } from "./DeclarationSheet";
