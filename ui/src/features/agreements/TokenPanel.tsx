import { useSpeech } from "../../i18n";
import type { AgreementView } from "../../ipc";
import { Fact, Facts } from "../../kit";
import { deadline, Panel, useNow } from "../../shared";
import { DueText } from "../../shared/dossier";

/** How long the consent can still be used. The token itself never comes to a screen. */
export function TokenPanel({ agreement }: { agreement: AgreementView }) {
  const { t, locale } = useSpeech();
  const now = useNow();
  const { token_until: until, renewable_until: renewable } = agreement;
  if (agreement.dossier.row.state !== "active" && until === null) return null;
  return (
    <Panel title={t("agreements.token")}>
      <div className="token">
        <Facts>
          <Fact name={t("agreements.token.until")}>
            {until === null ? (
              t("agreements.token.long")
            ) : (
              <>
                <DueText due={until} now={now} /> <span className="dim">{deadline(until, locale)}</span>
              </>
            )}
          </Fact>
          <Fact name={t("agreements.token.renewable")}>
            {renewable === null ? t("agreements.token.not_renewable") : deadline(renewable, locale)}
          </Fact>
        </Facts>
      </div>
    </Panel>
  );
}
