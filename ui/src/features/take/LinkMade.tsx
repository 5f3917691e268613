import { useSpeech } from "../../i18n";
import { type ActionView, commands, useCommand, useQuery } from "../../ipc";
import { Button } from "../../kit";
import { ActionState, go, OfferCard, ProblemCard, to, useAction, useNow } from "../../shared";
import { useStage } from "../../shared/practice";
import { linkState } from "./linkState";
import { Standing } from "./Standing";

/** A link that was asked for: itself, how it stands, and what to tell the customer. */
export function LinkMade({ first, onAnother }: { first: ActionView; onAnother: () => void }) {
  const { t } = useSpeech();
  const now = useNow(1000);
  const action = useAction(first);
  const { data: payment, problem } = useQuery(
    commands.paymentShow,
    { id: first.payment },
    {
      tags: [`payment:${first.payment}`, "payments", "outbox"],
      again: (view) => (view === undefined || ["asked", "pending"].includes(view.row.state) ? 3000 : false),
    },
  );
  const inquire = useCommand(commands.paymentInquire, [`payment:${first.payment}`, "payments", "frame"]);
  const state = linkState(action, payment, now);
  // Nobody can pay with it any more, and nothing was paid.
  const over = state === "closed";
  useStage(
    payment
      ? {
          place: "link",
          subject: payment.row.payment_id ?? payment.row.id,
          onPlayed: () => inquire.send({ id: first.payment }),
        }
      : null,
  );
  const offer = payment?.offer ?? null;
  return (
    <div className="take-made">
      <Standing
        state={state}
        payment={payment}
        why={payment?.problem ?? action.problem}
        label={t("take.link.state")}
      />
      {offer !== null && (state === "open" || state === "expired") ? <OfferCard offer={offer} /> : null}
      {state === "making" || state === "unknown" || state === "refused" ? (
        <ActionState first={first} />
      ) : null}
      <ProblemCard problem={problem ?? inquire.problem} />
      <footer className="take-foot">
        <Button look={over ? "primary" : "quiet"} onPress={onAnother}>
          {t(over ? "take.link.new" : "take.another")}
        </Button>
        {state === "open" || state === "expired" ? (
          <Button busy={inquire.isPending} onPress={() => inquire.send({ id: first.payment })}>
            {t("take.link.ask")}
          </Button>
        ) : null}
        <Button look={over ? "plain" : "primary"} onPress={() => go(to("payments", first.payment))}>
          {t("take.open")}
        </Button>
      </footer>
    </div>
  );
}
