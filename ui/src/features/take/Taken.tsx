import { useSpeech } from "../../i18n";
import { type ActionView, commands, useCommand, useQuery } from "../../ipc";
import { Button } from "../../kit";
import { ActionState, go, OfferCard, to, useAction, useNow } from "../../shared";
import { useStage } from "../../shared/practice";
import { type LinkState, linkState } from "./linkState";
import { Standing } from "./Standing";

// Before its end a payment sent at once has no link to speak of; that its answer was lost is told all the same.
const told: readonly LinkState[] = ["unknown", "held", "paid", "lapsed", "declined", "closed", "cancelled"];

/** A payment that was sent at once: where it stands, and where the buyer must go on if the wallet wants it. */
export function Taken({ first, onAnother }: { first: ActionView; onAnother: () => void }) {
  const { t } = useSpeech();
  const now = useNow();
  const action = useAction(first);
  const { data: payment } = useQuery(
    commands.paymentShow,
    { id: first.payment },
    {
      tags: [`payment:${first.payment}`, "payments", "outbox"],
      again: (view) => (view === undefined || ["asked", "pending"].includes(view.row.state) ? 3000 : false),
    },
  );
  const inquire = useCommand(commands.paymentInquire, [`payment:${first.payment}`, "payments", "frame"]);
  useStage(
    payment
      ? {
          place: "payment",
          subject: payment.row.payment_id ?? payment.row.id,
          onPlayed: () => inquire.send({ id: first.payment }),
        }
      : null,
  );
  const state = linkState(action, payment, now);
  const offer = told.includes(state) && state !== "unknown" ? null : (payment?.offer ?? null);
  return (
    <div className="take-made">
      {told.includes(state) ? (
        <Standing
          state={state}
          payment={payment}
          why={payment?.problem ?? action.problem}
          atOnce
          label={t("take.taken.state")}
        />
      ) : null}
      <ActionState first={first} />
      {offer === null ? null : <OfferCard offer={offer} />}
      <footer className="take-foot">
        <Button onPress={onAnother}>{t("take.another")}</Button>
        <Button look="primary" onPress={() => go(to("payments", first.payment))}>
          {t("take.open")}
        </Button>
      </footer>
    </div>
  );
}
