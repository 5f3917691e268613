import { useT } from "../../i18n";
import { Page } from "../../shared";

export function PaymentsScreen() {
  const t = useT();
  return <Page title={t("payments.title")}>{null}</Page>;
}
