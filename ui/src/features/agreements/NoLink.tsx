import { useSpeech } from "../../i18n";
import { type AgreementView, commands, useCommand } from "../../ipc";
import { Button } from "../../kit";
import { go, ProblemCard, to } from "../../shared";

/**
 * A consent that was written down and has no link: the gateway refused, or was not reached, and the buyer was
 * asked nothing; or the shop waits for the buyer no longer. Where there was no link, asking again under the same number
 * gives the same consent its link; the gateway takes a number only once.
 */
export function NoLink({ agreement }: { agreement: AgreementView }) {
  const { t } = useSpeech();
  const { wallet, buyer, dossier } = agreement;
  const { id, state } = dossier.row;
  const gaveUp = state === "given_up";
  const title = t(gaveUp ? "agreements.gave_up" : "agreements.no_link");
  const again = useCommand(commands.agreementBegin, ["agreement", `agreement:${id}`, "desk", "frame"]);
  return (
    <>
      <section className="case-note" aria-label={title}>
        <strong>{title}</strong>
        <span>
          {gaveUp
            ? t("agreements.gave_up.words")
            : t("agreements.no_link.words", { wallet: agreement.wallet_name })}
        </span>
        <p>
          {gaveUp ? (
            <Button small onPress={() => go(to("agreements", { do: "begin" }))}>
              {t("agreements.gave_up.again")}
            </Button>
          ) : (
            <Button small busy={again.isPending} onPress={() => again.send({ draft: id, wallet, buyer })}>
              {t("agreements.no_link.again")}
            </Button>
          )}
        </p>
      </section>
      <ProblemCard problem={again.problem} />
    </>
  );
}
