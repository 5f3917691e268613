import { useSpeech } from "../../i18n";
import type { DeclarationView, PartView } from "../../ipc";
import { Badge, Button, Table } from "../../kit";
import { IdText, MoneyCell, Panel, ProblemLine, StatusBadge, TimeText } from "../../shared";

/** Captures, refunds and cancellations with where each stands. */
export function Parts({ parts }: { parts: readonly PartView[] }) {
  const { t, word } = useSpeech();
  if (parts.length === 0) return null;
  return (
    <Panel title={t("payment.parts")} count={parts.length}>
      <Table
        label={t("payment.parts")}
        rows={parts}
        rowKey={(part) => `${part.kind} ${part.id}`}
        columns={[
          { id: "kind", head: t("payment.what"), narrow: true, cell: (part) => word("kind", part.kind) },
          {
            id: "state",
            head: t("payment.state"),
            narrow: true,
            cell: (part) => <StatusBadge state={part.state} />,
          },
          {
            id: "amount",
            head: t("payment.amount"),
            right: true,
            narrow: true,
            cell: (part) => <MoneyCell money={part.amount} />,
          },
          {
            id: "why",
            head: t("payment.details"),
            cell: (part) => (
              <span className="part-details">
                {part.reason ? <span>{word("reason", part.reason)}</span> : null}
                {part.note ? <q>{part.note}</q> : null}
                {part.last ? <Badge>{t("payment.rest_let_go")}</Badge> : null}
                {part.elsewhere ? <Badge tone="info">{t("payment.elsewhere")}</Badge> : null}
                {part.problem ? (
                  <span className="part-problem">
                    {part.problem.gateway_code ? (
                      <code className="mono">{part.problem.gateway_code}</code>
                    ) : null}{" "}
                    <ProblemLine problem={part.problem} />
                  </span>
                ) : null}
              </span>
            ),
          },
          {
            id: "time",
            head: t("payment.time"),
            narrow: true,
            cell: (part) => <TimeText at={part.done_at ?? part.asked_at} />,
          },
          {
            id: "id",
            head: t("payment.id"),
            narrow: true,
            cell: (part) => <IdText id={part.gateway_id ?? part.id} name={t("payment.id")} brief />,
          },
        ]}
      />
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
      <Table
        label={t("payment.declarations")}
        rows={declarations}
        rowKey={(declaration) => declaration.id}
        columns={[
          {
            id: "state",
            head: t("payment.state"),
            narrow: true,
            cell: (d) => <StatusBadge state={d.state} />,
          },
          {
            id: "amount",
            head: t("payment.amount"),
            right: true,
            narrow: true,
            cell: (d) => <MoneyCell money={d.amount} />,
          },
          { id: "office", head: t("payment.customs"), narrow: true, cell: (d) => d.customs },
          {
            id: "why",
            head: t("payment.details"),
            cell: (d) => (
              <span className="part-details">
                {d.suborder ? <span className="mono">{d.suborder}</span> : null}
                {d.customs_text ? <q>{d.customs_text}</q> : null}
                {d.problem ? (
                  <span className="part-problem">
                    <ProblemLine problem={d.problem} />
                  </span>
                ) : null}
              </span>
            ),
          },
          {
            id: "time",
            head: t("payment.time"),
            narrow: true,
            cell: (d) => <TimeText at={d.returned_at ?? d.asked_at} />,
          },
          {
            id: "correct",
            head: <span className="sr-only">{t("payment.correct")}</span>,
            narrow: true,
            cell: (d) =>
              d.correct.allowed ? (
                <Button small onPress={() => onCorrect(d)}>
                  {t("payment.correct")}
                </Button>
              ) : null,
          },
        ]}
      />
    </Panel>
  );
}
