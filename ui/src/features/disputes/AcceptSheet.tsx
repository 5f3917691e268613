import { useSpeech } from "../../i18n";
import { commands, type DisputeView } from "../../ipc";
import { Button, Fact, Facts } from "../../kit";
import { ActSheet, formatMoney, isZero, MoneyText } from "../../shared";
import { useStage } from "../../shared/practice";

import { useDisputeAct } from "./useDisputeAct";

type Props = { dispute: DisputeView; onReload: () => void; onClose: () => void };

/** Giving in: what is lost, and that it cannot be taken back. */
export function AcceptSheet({ dispute, onReload, onClose }: Props) {
  const { t, locale } = useSpeech();
  const { id, draft, act, problem, offer } = useDisputeAct(
    dispute,
    "accept_dispute",
    commands.disputeAccept,
    onReload,
  );
  useStage({ place: "accept", inFront: true, subject: id });
  const { amount } = dispute.dossier.row;
  const { refunded } = dispute;
  const send = (again: boolean) =>
    draft && act.send({ draft: draft.draft, id, version: draft.version, again });
  const lost = amount ? formatMoney(amount, locale) : "";
  return (
    <ActSheet
      title={t("disputes.accept.title", { amount: lost, ending: id.slice(-4) })}
      onClose={onClose}
      press={t("disputes.accept.press", { amount: lost })}
      look="danger"
      ready={draft !== null}
      busy={act.isPending}
      onPress={() => send(false)}
      sent={act.data}
      problem={problem}
      offer={
        problem?.next === "confirm" ? (
          <Button
            small
            look="danger"
            busy={act.isPending}
            isDisabled={draft === null}
            onPress={() => send(true)}
          >
            {t("disputes.accept.again", { amount: lost })}
          </Button>
        ) : (
          offer
        )
      }
    >
      <Facts>
        {amount ? (
          <Fact name={t("disputes.accept.lost")}>
            <MoneyText money={amount} strong />
          </Fact>
        ) : null}
        {refunded && !isZero(refunded) ? (
          <Fact name={t("disputes.refunded")}>
            <MoneyText money={refunded} strong />
          </Fact>
        ) : null}
      </Facts>
      {refunded && !isZero(refunded) ? (
        <p className="case-note" data-tone="bad">
          {t("disputes.accept.twice")}
        </p>
      ) : null}
      <p>{t("disputes.accept.words")}</p>
      <p className="case-note">{t("disputes.accept.final")}</p>
    </ActSheet>
  );
}
