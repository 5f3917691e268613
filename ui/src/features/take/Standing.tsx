import Check from "lucide-react/icons/circle-check";
import Help from "lucide-react/icons/circle-question-mark";
import Clock from "lucide-react/icons/clock";
import Octagon from "lucide-react/icons/octagon-alert";
import { useSpeech } from "../../i18n";
import type { PaymentView } from "../../ipc";
import { Icon, type Picture } from "../../kit";
import { MoneyText } from "../../shared";
import type { LinkState } from "./linkState";

const pictures: Record<LinkState, Picture> = {
  making: Clock,
  open: Clock,
  unknown: Help,
  held: Check,
  paid: Check,
  lapsed: Octagon,
  refused: Octagon,
  expired: Octagon,
  declined: Octagon,
  closed: Clock,
  cancelled: Octagon,
};

/** How a payment stands in one sentence, and what to tell the customer. */
export function Standing({
  state,
  payment,
  label,
}: {
  state: LinkState;
  payment: PaymentView | undefined;
  label: string;
}) {
  const { t } = useSpeech();
  return (
    <section className="link-state" data-state={state} role="status" aria-label={label}>
      <Icon of={pictures[state]} size={22} />
      <div>
        <p className="link-says">
          <strong>{t(`take.link.${state}`)}</strong>{" "}
          {payment ? <MoneyText money={payment.row.amount} strong /> : null}
        </p>
        <p>{t(`take.link.${state}_tell`)}</p>
      </div>
    </section>
  );
}
