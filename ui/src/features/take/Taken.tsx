import { useSpeech } from "../../i18n";
import { type ActionView, commands, useQuery } from "../../ipc";
import { Button } from "../../kit";
import { ActionState, go, OfferCard, to } from "../../shared";

/** A payment that was sent at once: where it stands, and where the buyer must go on if the wallet wants it. */
export function Taken({ first, onAnother }: { first: ActionView; onAnother: () => void }) {
  const { t } = useSpeech();
  const { data: payment } = useQuery(
    commands.paymentShow,
    { id: first.payment },
    { tags: [`payment:${first.payment}`, "payments", "outbox"] },
  );
  const offer = payment?.offer ?? null;
  return (
    <div className="take-made">
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
