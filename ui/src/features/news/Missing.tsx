import Ear from "lucide-react/icons/ear-off";
import { useSpeech } from "../../i18n";
import { commands, useQuery } from "../../ipc";
import { Button, Empty, Skeleton, Table } from "../../kit";
import { MoneyCell, ProblemCard, paidWith, StatusBadge, TimeText, to } from "../../shared";

/**
 * Payments that no notification ever spoke of: what a dead notification address looks like. That there are none
 * says nothing of an address: without a relay there is none, and the news may have come by another road.
 */
export function Missing({ relay }: { relay: boolean }) {
  const speech = useSpeech();
  const { t } = speech;
  const { data, problem, reload } = useQuery(commands.newsMissing, undefined, {
    tags: ["news", "payments"],
    keep: true,
  });
  if (problem) {
    return (
      <div className="dossier-problem">
        <ProblemCard
          problem={problem}
          act={
            <Button small onPress={() => void reload()}>
              {t("dossier.reload")}
            </Button>
          }
        />
      </div>
    );
  }
  if (!data) return <Skeleton label={t("shared.loading")} lines={8} />;
  if (data.length === 0) {
    return (
      <Empty icon={Ear} title={t("news.missing.none")}>
        {t(relay ? "news.missing.none_relay" : "news.missing.none_words")}
      </Empty>
    );
  }
  return (
    <div className="news-missing">
      <p className="case-note">
        <strong>{t("news.missing.count", { count: data.length })}</strong>
        <span>{t("news.missing.words")}</span>
      </p>
      <Table
        label={t("news.show.missing")}
        rows={data}
        rowKey={(row) => row.id}
        columns={[
          { id: "state", head: t("news.col.state"), cell: (row) => <StatusBadge state={row.state} quiet /> },
          { id: "at", head: t("news.col.at"), cell: (row) => <TimeText at={row.created_at} inList /> },
          {
            id: "amount",
            head: t("news.col.amount"),
            right: true,
            cell: (row) => <MoneyCell money={row.amount} />,
          },
          {
            id: "order",
            head: t("news.col.order"),
            cell: (row) => (
              <a className="mono" href={to("payments", row.id)}>
                {row.order_number}
              </a>
            ),
          },
          { id: "method", head: t("news.col.method"), cell: (row) => paidWith(row, speech) },
        ]}
      />
    </div>
  );
}
