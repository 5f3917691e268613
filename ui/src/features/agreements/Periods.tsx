import { useSpeech } from "../../i18n";
import type { PeriodView } from "../../ipc";
import { Table } from "../../kit";
import { MoneyCell, Panel, StatusBadge, TimeText, to } from "../../shared";

function brief(id: string): string {
  return id.length > 14 ? `${id.slice(0, 4)}…${id.slice(-6)}` : id;
}

/** Each period that was debited, with its payment. */
export function Periods({ periods }: { periods: readonly PeriodView[] }) {
  const { t } = useSpeech();
  return (
    <Panel title={t("agreements.periods")} count={periods.length}>
      {periods.length === 0 ? (
        <p className="periods-none">{t("agreements.periods_none")}</p>
      ) : (
        <Table
          label={t("agreements.periods")}
          rows={periods}
          rowKey={(period) => period.payment}
          columns={[
            { id: "phase", head: t("agreements.phase"), cell: (period) => period.phase, narrow: true },
            {
              id: "state",
              head: t("agreements.col.state"),
              cell: (period) => <StatusBadge state={period.paid ? "paid" : "declined"} quiet />,
            },
            {
              id: "amount",
              head: t("agreements.amount"),
              right: true,
              cell: (period) => (period.amount ? <MoneyCell money={period.amount} /> : null),
            },
            { id: "at", head: t("agreements.when"), cell: (period) => <TimeText at={period.at} /> },
            {
              id: "payment",
              head: t("agreements.payment"),
              cell: (period) => (
                <a className="mono" href={to("payments", period.payment)} title={period.payment}>
                  {brief(period.payment)}
                </a>
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
}
