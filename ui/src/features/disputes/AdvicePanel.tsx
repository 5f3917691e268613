import { useSpeech } from "../../i18n";
import type { AdviceView } from "../../ipc";
import { Fact, Facts } from "../../kit";
import { Panel, TimeText } from "../../shared";

/** What the gateway thinks of the defence: how likely it wins, what to send, and what it wrote by itself. */
export function AdvicePanel({ advice }: { advice: AdviceView }) {
  const { t, word } = useSpeech();
  const level = (name: string) => word("disputes.word.level", name);
  return (
    <Panel title={t("disputes.advice")}>
      <div className="dispute-claim">
        {advice.strategy ? <p className="dispute-claim-words">{advice.strategy}</p> : null}
        <Facts>
          {advice.win_rate ? <Fact name={t("disputes.advice.chance")}>{level(advice.win_rate)}</Fact> : null}
          {advice.evidence.length > 0 ? (
            <Fact name={t("disputes.advice.proof")}>
              <ul className="dispute-proof">
                {advice.evidence.map((own) => (
                  <li key={own.tag}>
                    <code>{own.tag}</code>
                    {own.counts ? ` · ${t("disputes.advice.counts", { level: level(own.counts) })}` : null}
                    {own.obtained === null
                      ? null
                      : ` · ${t(own.obtained ? "disputes.advice.given" : "disputes.advice.missing")}`}
                  </li>
                ))}
              </ul>
            </Fact>
          ) : null}
          {advice.written ? (
            <Fact name={t("disputes.advice.written")}>
              {advice.written} <span className="field-hint">{t("disputes.advice.written_words")}</span>
            </Fact>
          ) : null}
          {advice.improve ? <Fact name={t("disputes.advice.improve")}>{advice.improve}</Fact> : null}
          {advice.at === null ? null : (
            <Fact name={t("disputes.advice.at")}>
              <TimeText at={advice.at} />
            </Fact>
          )}
        </Facts>
      </div>
    </Panel>
  );
}
