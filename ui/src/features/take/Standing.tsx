import Check from "lucide-react/icons/circle-check";
import Help from "lucide-react/icons/circle-question-mark";
import Clock from "lucide-react/icons/clock";
import Octagon from "lucide-react/icons/octagon-alert";
import { type Key, useSpeech } from "../../i18n";
import type { PaymentView, Problem } from "../../ipc";
import { Icon, type Picture } from "../../kit";
import { MoneyText, type Refusal, refusalOf } from "../../shared";
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

const declined: Record<Refusal, Key> = {
  another_way: "take.link.declined_tell",
  new_code: "take.link.declined_code_tell",
  goes_back: "take.link.declined_back_tell",
};

/** What to tell the customer. Of a payment sent at once there is no link that could be in doubt. */
function tellOf(state: LinkState, why: Problem | null, atOnce: boolean): Key {
  if (state === "declined") return declined[refusalOf(why)];
  return atOnce && state === "unknown" ? "take.taken.unknown_tell" : `take.link.${state}_tell`;
}

/** How a payment stands in one sentence, and what to tell the customer. */
export function Standing({
  state,
  payment,
  why,
  atOnce = false,
  label,
}: {
  state: LinkState;
  payment: PaymentView | undefined;
  /** Why it came to nothing, if it did. */
  why: Problem | null;
  /** Sent at once, not by a link. */
  atOnce?: boolean;
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
        <p>{t(tellOf(state, why, atOnce))}</p>
      </div>
    </section>
  );
}
