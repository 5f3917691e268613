import { useSpeech } from "../../i18n";
import type { DisputeView } from "../../ipc";
import { Fact, Facts } from "../../kit";
import { MoneyText, Panel } from "../../shared";
import { claimOf } from "./claim";

/** What the other side says, in plain words and in its own code. */
export function ClaimPanel({ dispute }: { dispute: DisputeView }) {
  const { t, word } = useSpeech();
  const claim = claimOf(dispute.reason_code);
  return (
    <Panel title={t("disputes.claim")}>
      <div className="dispute-claim">
        {dispute.kind ? <p>{word("disputes.word.kind_words", dispute.kind)}</p> : null}
        {claim ? <p className="dispute-claim-words">{t(`disputes.claim.${claim}`)}</p> : null}
        <Facts>
          {dispute.reason ? (
            <Fact name={t("disputes.reason")}>
              <q>{dispute.reason}</q>
            </Fact>
          ) : null}
          {dispute.reason_code ? (
            <Fact name={t("disputes.reason_code")}>
              <code>{dispute.reason_code}</code> {dispute.source}
            </Fact>
          ) : null}
          {dispute.judged ? (
            <Fact name={t("disputes.judged")}>
              {word("disputes.word.judged", dispute.judged)}{" "}
              {dispute.judged_amount ? <MoneyText money={dispute.judged_amount} strong /> : null}
            </Fact>
          ) : null}
          {dispute.accepted_because ? (
            <Fact name={t("disputes.accepted_because")}>
              {word("disputes.word.accepted", dispute.accepted_because)}
            </Fact>
          ) : null}
          {dispute.defended_because ? (
            <Fact name={t("disputes.defended_because")}>
              <q>{dispute.defended_because}</q>
            </Fact>
          ) : null}
        </Facts>
      </div>
    </Panel>
  );
}
