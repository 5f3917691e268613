import "./disputes.css";
import Scale from "lucide-react/icons/scale";
import { useMemo, useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type DossierRowView } from "../../ipc";
import { type GridColumn, Segments } from "../../kit";
import { go, MoneyCell, Page, TimeText, to, useNow } from "../../shared";
import { DossierBadge, DossierList, DueText } from "../../shared/dossier";

import { useStage } from "../../shared/practice";

const widths = "150px 236px 126px minmax(120px, 1fr) 160px 122px";
const unanswered = ["open"];
type Order = "deadline" | "newest";

/** How the list was sorted, so that coming back from a case finds it so. */
let lastOrder: Order = "deadline";

/** What needs an answer, soonest deadline first; or every dispute, newest first. */
export function DisputesScreen() {
  const { t } = useSpeech();
  const now = useNow();
  const [order, setOrder] = useState<Order>(lastOrder);
  useStage({ place: "disputes" });
  const columns = useMemo<GridColumn<DossierRowView>[]>(
    () => [
      {
        id: "state",
        head: t("disputes.col.state"),
        cell: (row) => <DossierBadge kind="dispute" state={row.state} />,
      },
      {
        id: "due",
        head: t("disputes.col.due"),
        cell: (row) =>
          row.due_at === null ? null : <DueText due={row.due_at} now={now} calm={row.state !== "open"} />,
      },
      {
        id: "amount",
        head: t("disputes.col.amount"),
        right: true,
        cell: (row) => (row.amount ? <MoneyCell money={row.amount} /> : null),
      },
      { id: "reason", head: t("disputes.col.reason"), cell: (row) => row.title },
      { id: "id", head: t("disputes.col.id"), cell: (row) => <span className="mono dim">{row.id}</span> },
      { id: "opened", head: t("disputes.col.opened"), cell: (row) => <TimeText at={row.opened_at} inList /> },
    ],
    [t, now],
  );
  return (
    <Page
      fill
      title={t("disputes.title")}
      about={t(`disputes.about.${order}`)}
      acts={
        <Segments
          label={t("disputes.order")}
          hideLabel
          value={order}
          onChange={(next) => {
            lastOrder = next;
            setOrder(next);
          }}
          options={[
            { value: "deadline", label: t("disputes.order.deadline") },
            { value: "newest", label: t("disputes.order.newest") },
          ]}
        />
      }
    >
      <DossierList
        kind="dispute"
        command={commands.disputeList}
        label={t("disputes.title")}
        columns={columns}
        widths={widths}
        least={982}
        byDeadline={order === "deadline"}
        waiting={unanswered}
        onOpen={(row) => go(to("disputes", row.id))}
        icon={Scale}
        empty={
          order === "deadline"
            ? { title: t("disputes.none_due"), words: t("disputes.none_due_words") }
            : { title: t("disputes.empty"), words: t("disputes.empty_words") }
        }
      />
    </Page>
  );
}
