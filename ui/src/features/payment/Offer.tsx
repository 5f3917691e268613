import { useSpeech } from "../../i18n";
import type { PaymentView } from "../../ipc";
import { OfferCard, Panel } from "../../shared";

/** What the buyer goes on with, while nothing is paid. */
export function Offer({ payment }: { payment: PaymentView }) {
  const { t } = useSpeech();
  if (payment.offer === null || !["asked", "pending"].includes(payment.row.state)) return null;
  return (
    <Panel title={t("shared.offer.title")}>
      <div className="payment-offer">
        <OfferCard offer={payment.offer} />
      </div>
    </Panel>
  );
}
