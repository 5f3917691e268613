import { useSpeech } from "../../i18n";
import { Segments } from "../../kit";
import { go, to } from "../../shared";

/** Consents and subscriptions stand side by side: both debit without the buyer at hand. */
export function Switch({ here }: { here: "agreements" | "subscriptions" }) {
  const { t } = useSpeech();
  return (
    <Segments
      label={t("agreements.switch")}
      hideLabel
      value={here}
      onChange={(place) => go(to(place))}
      options={[
        { value: "agreements", label: t("agreements.title") },
        { value: "subscriptions", label: t("agreements.subscriptions") },
      ]}
    />
  );
}
