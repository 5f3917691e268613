import { useSpeech } from "../../i18n";
import { type AgreementView, commands, useQuery } from "../../ipc";
import { before, deadline, MoneyText, StatusBadge, TimeText, to, useSettled } from "../../shared";

/** What a press would do, said back before it; nothing of it has been sent. */
export function DryRun({
  agreement,
  order,
  amount,
}: {
  agreement: AgreementView;
  order: string;
  amount: string | null;
}) {
  const { t, locale } = useSpeech();
  const settled = useSettled(order, 200);
  const { data } = useQuery(
    commands.paymentSameOrder,
    { order_number: settled },
    { enabled: settled !== "", tags: ["payments"], forget: 10_000 },
  );
  const same = settled === "" ? [] : (data ?? []);
  const first = same.find((payment) => payment.in_the_way) ?? null;
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
        {first ? (
          <li className="dry-run-warning">
            <strong>{before(t("agreements.dry.same_order"))}</strong>
            <MoneyText money={first.amount} /> <StatusBadge state={first.state} quiet />{" "}
            <TimeText at={first.created_at} inList />{" "}
            <a href={to("payments", first.id)}>{t("dossier.open_payment")}</a>
          </li>
        ) : order !== "" && data && settled === order ? (
          <li>{t("agreements.dry.no_same_order")}</li>
        ) : null}
        <li className="dim">{t("agreements.dry.nothing_sent")}</li>
      </ul>
    </section>
  );
}
