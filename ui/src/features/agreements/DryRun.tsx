import { useSpeech } from "../../i18n";
import type { AgreementView } from "../../ipc";
import { deadline, type Guard } from "../../shared";

/** What a press would do, said back before it; nothing of it has been sent. */
export function DryRun({
  agreement,
  guard,
  amount,
}: {
  agreement: AgreementView;
  /** What is known of the order number. */
  guard: Guard;
  amount: string | null;
}) {
  const { t, locale } = useSpeech();
  const { order } = guard;
  return (
    <section className="dry-run" aria-label={t("agreements.dry")} aria-live="polite">
      <h3>{t("agreements.dry")}</h3>
      <ul>
        <li>
          {amount && order !== ""
            ? t("agreements.dry.debit", {
                amount,
                buyer: agreement.buyer,
                wallet: agreement.wallet_name,
                order,
              })
            : t("agreements.dry.missing")}
        </li>
        <li>
          {agreement.token_until === null
            ? t("agreements.dry.token_long")
            : t("agreements.dry.token", { until: deadline(agreement.token_until, locale) })}
        </li>
        {guard.inTheWay.length > 0 ? (
          <li className="dry-run-warning">
            {t(guard.second ? "agreements.dry.second" : "agreements.dry.same_order")}
          </li>
        ) : guard.free && order !== "" ? (
          <li>{t("agreements.dry.no_same_order")}</li>
        ) : null}
        <li className="dim">{t("agreements.dry.nothing_sent")}</li>
      </ul>
    </section>
  );
}
