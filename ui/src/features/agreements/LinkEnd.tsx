import { useSpeech } from "../../i18n";
import { deadline, timeLeft, useNow } from "../../shared";

/** When the buyer's link ends. The core asks the gateway a little after it, and then says what became of it. */
export function LinkEnd({ until }: { until: number }) {
  const { t, locale } = useSpeech();
  const now = useNow(1000);
  return (
    <p className="countdown">
      {until <= now
        ? t("agreements.link_ended", { at: deadline(until, locale) })
        : t("agreements.link_until", { at: deadline(until, locale), left: timeLeft(until, now) })}
    </p>
  );
}
