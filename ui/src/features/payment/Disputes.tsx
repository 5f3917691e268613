import { useSpeech } from "../../i18n";
import type { DossierRowView } from "../../ipc";
import { DeadlineText, MoneyText, Panel, TimeText, to } from "../../shared";
import { DossierBadge } from "../../shared/dossier";

/** Disputes of this payment, newest first; each opens its own screen. */
export function Disputes({ disputes }: { disputes: readonly DossierRowView[] }) {
  const { t } = useSpeech();
  if (disputes.length === 0) return null;
  return (
    <Panel title={t("payment.disputes")} count={disputes.length}>
      <ul>
        {disputes.map((dispute) => (
          <li key={dispute.id} className="part">
            <div className="part-words">
              <p className="part-what">
                <a href={to("disputes", dispute.id)}>{dispute.title}</a>{" "}
                {dispute.amount ? <MoneyText money={dispute.amount} strong /> : null}{" "}
                <DossierBadge kind="dispute" state={dispute.state} />
              </p>
              <p className="part-details">
                <TimeText at={dispute.opened_at} />
                {dispute.due_at === null ? null : (
                  <>
                    {" · "}
                    {t("payment.disputes.due")} <DeadlineText at={dispute.due_at} />
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
