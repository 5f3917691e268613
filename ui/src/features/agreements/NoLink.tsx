import { useSpeech } from "../../i18n";
import { type AgreementView, commands, useCommand } from "../../ipc";
import { Button } from "../../kit";
import { ProblemCard } from "../../shared";

/**
 * A consent that was written down and for which the gateway gave no link: it refused, or was not reached. The
 * buyer was asked nothing. Asking again under the same number gives the same consent its link.
 */
export function NoLink({ agreement }: { agreement: AgreementView }) {
  const { t } = useSpeech();
  const { wallet, buyer, dossier } = agreement;
  const { id } = dossier.row;
  const again = useCommand(commands.agreementBegin, ["agreement", `agreement:${id}`, "desk", "frame"]);
  return (
    <>
      <section className="case-note" aria-label={t("agreements.no_link")}>
        <strong>{t("agreements.no_link")}</strong>
        <span>{t("agreements.no_link.words", { wallet: agreement.wallet_name })}</span>
        <p>
          <Button small busy={again.isPending} onPress={() => again.send({ draft: id, wallet, buyer })}>
            {t("agreements.no_link.again")}
          </Button>
        </p>
      </section>
      <ProblemCard problem={again.problem} />
    </>
  );
}
