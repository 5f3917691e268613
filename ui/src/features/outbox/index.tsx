import { useT } from "../../i18n";
import { Page } from "../../shared";

export function OutboxScreen() {
  const t = useT();
  return <Page title={t("outbox.title")}>{null}</Page>;
}
