import X from "lucide-react/icons/x";
import { useSpeech } from "../../i18n";
import { commands, useQuery } from "../../ipc";
import { Fact, Facts, IconButton, Skeleton } from "../../kit";
import {
  DeadlineText,
  IdText,
  MoneyBox,
  MoneyText,
  ProblemCard,
  paidWith,
  StatusBadge,
  TimeText,
  to,
} from "../../shared";

/** The payment under the cursor, beside the list. */
export function Preview({ id, onClose }: { id: string; onClose: () => void }) {
  const speech = useSpeech();
  const { t, word } = speech;
  const { data: payment, problem } = useQuery(
    commands.paymentShow,
    { id },
    { tags: [`payment:${id}`], keep: true, forget: 60_000 },
  );
  return (
    <aside className="preview" aria-label={t("payments.preview")}>
      <header className="preview-head">
        <h2>
          <a href={to("payments", id)}>{payment?.row.order_number ?? t("payments.preview")}</a>
        </h2>
        <IconButton icon={X} label={t("shared.close")} keys="Space" onPress={onClose} />
      </header>
      <ProblemCard problem={problem} />
      {payment ? (
        <>
          <p className="preview-amount">
            <MoneyText money={payment.row.amount} /> <StatusBadge state={payment.row.state} />
          </p>
          <MoneyBox money={payment.money} hold={payment.capture.allowed} />
          <Facts>
            <Fact name={t("payments.time")}>
              <TimeText at={payment.row.created_at} />
            </Fact>
            <Fact name={t("payments.method")}>{paidWith(payment.row, speech)}</Fact>
            {payment.row.description === "" ? null : (
              <Fact name={t("payments.description")}>{payment.row.description}</Fact>
            )}
            {payment.row.hold_until !== null && payment.capture.allowed ? (
              <Fact name={t("payments.hold")}>
                <DeadlineText at={payment.row.hold_until} brief />
              </Fact>
            ) : null}
            {payment.row.payment_id === null ? null : (
              <Fact name={t("payments.gateway_id")}>
                <IdText id={payment.row.payment_id} name={t("payments.gateway_id")} />
              </Fact>
            )}
          </Facts>
          {payment.parts.length === 0 ? null : (
            <ul className="preview-parts">
              {payment.parts.map((part) => (
                <li key={part.id}>
                  <span>
                    {word("kind", part.kind)} <MoneyText money={part.amount} />
                  </span>
                  <StatusBadge state={part.state} quiet />
                </li>
              ))}
            </ul>
          )}
        </>
      ) : problem ? null : (
        <Skeleton label={t("shared.loading")} />
      )}
    </aside>
  );
}
