import { useSpeech } from "../../i18n";
import type { DebitView } from "../../ipc";
import { Table } from "../../kit";
import { MoneyCell, Panel, StatusBadge, TimeText, to } from "../../shared";

/** As many as the core lists; the rest is found among the payments. */
const most = 50;

/** What was taken under a consent, newest first, each with its payment. */
export function Debits({ debits }: { debits: readonly DebitView[] }) {
  const { t } = useSpeech();
  return (
    <Panel title={t("agreements.debits")} count={debits.length}>
      {debits.length === 0 ? (
        <p className="periods-none">{t("agreements.debits_none")}</p>
      ) : (
        <Table
          label={t("agreements.debits")}
          rows={debits}
          rowKey={(debit) => debit.payment}
          columns={[
            {
              id: "order",
              head: t("agreements.order"),
              cell: (debit) => (
                <a className="mono" href={to("payments", debit.payment)}>
                  {debit.order_number}
                </a>
              ),
            },
            {
              id: "state",
              head: t("agreements.col.state"),
              cell: (debit) => <StatusBadge state={debit.unknown ? "unknown" : debit.state} quiet />,
            },
            {
              id: "amount",
              head: t("agreements.amount"),
              right: true,
              cell: (debit) => <MoneyCell money={debit.amount} />,
            },
            { id: "at", head: t("agreements.when"), cell: (debit) => <TimeText at={debit.at} /> },
          ]}
        />
      )}
      {debits.length < most ? null : <p className="periods-none">{t("agreements.debits_more", { most })}</p>}
    </Panel>
  );
}
