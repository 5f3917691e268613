import type { ReactNode } from "react";
import { useSpeech } from "../../i18n";
import type { DeclarationView, MoneyView, PartView } from "../../ipc";
import { Badge, Button } from "../../kit";
import { IdText, MoneyText, NextCheck, Panel, ProblemLine, StatusBadge, TimeText } from "../../shared";

/** One line: what, how much, how it stands, and when. */
export function Row({
  what,
  money,
  state,
  details,
  at,
  id,
  act,
}: {
  what: string;
  money: MoneyView;
  state: string;
  details: ReactNode;
  at: number;
  id: ReactNode;
  act?: ReactNode;
}) {
  return (
    <li className="part">
      <div className="part-words">
        <p className="part-what">
          <span>{what}</span> <MoneyText money={money} strong /> <StatusBadge state={state} />
        </p>
        <p className="part-details">{details}</p>
      </div>
      <div className="part-side">
        <TimeText at={at} />
        {id}
      </div>
      {act}
    </li>
  );
}

/** Captures, refunds and cancellations with where each stands. */
export function Parts({ parts }: { parts: readonly PartView[] }) {
  const { t, word } = useSpeech();
  if (parts.length === 0) return null;
  return (
    <Panel title={t("payment.parts")} count={parts.length}>
      <ul>
        {parts.map((part) => (
          <Row
            key={`${part.kind} ${part.id}`}
            what={word("kind", part.kind)}
            money={part.amount}
            state={part.state}
            at={part.done_at ?? part.asked_at}
            id={<IdText id={part.gateway_id ?? part.id} name={t("payment.id")} brief />}
            details={
              <>
                {part.reason ? <span>{word("reason", part.reason)}</span> : null}
                {part.note ? <q>{part.note}</q> : null}
                {part.last ? <Badge>{t("payment.rest_let_go")}</Badge> : null}
                {part.elsewhere ? <Badge tone="info">{t("payment.elsewhere")}</Badge> : null}
                <ProblemLine problem={part.problem} />
              </>
            }
          />
        ))}
      </ul>
    </Panel>
  );
}

export function Declarations({
  declarations,
  onCorrect,
}: {
  declarations: readonly DeclarationView[];
  onCorrect: (declaration: DeclarationView) => void;
}) {
  const { t } = useSpeech();
  if (declarations.length === 0) return null;
  return (
    <Panel title={t("payment.declarations")} count={declarations.length}>
      <ul>
        {declarations.map((declaration) => (
          <Row
            key={declaration.id}
            what={declaration.customs}
            money={declaration.amount}
            state={declaration.state}
            at={declaration.returned_at ?? declaration.asked_at}
            id={<IdText id={declaration.id} name={t("payment.id")} brief />}
            details={
              <>
                {declaration.suborder ? <span className="mono">{declaration.suborder}</span> : null}
                {declaration.customs_code ? <code className="mono">{declaration.customs_code}</code> : null}
                {declaration.customs_text ? <q>{declaration.customs_text}</q> : null}
                <NextCheck at={declaration.next_at} />
                <ProblemLine problem={declaration.problem} />
              </>
            }
            act={
              declaration.correct.allowed ? (
                <Button small onPress={() => onCorrect(declaration)}>
                  {t("payment.correct")}
                </Button>
              ) : null
            }
          />
        ))}
      </ul>
    </Panel>
  );
}
