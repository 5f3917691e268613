import "./agreements.css";
import Handshake from "lucide-react/icons/handshake";
import Plus from "lucide-react/icons/plus";
import { useMemo, useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type DossierRowView } from "../../ipc";
import { Button, type GridColumn, Segments, useKeys } from "../../kit";
import { go, Page, TimeText, to, useFrame, useNow, useRoute } from "../../shared";
import { DossierBadge, DossierList, DueText } from "../../shared/dossier";
import { useStage } from "../../shared/practice";
import { BeginSheet } from "./BeginSheet";
import { Switch } from "./Switch";

const widths = "190px 150px minmax(140px, 1fr) 170px 170px 110px";

type Order = "newest" | "due";

/** How the list was sorted, so that coming back from a page finds it so. */
let lastOrder: Order = "newest";

/** Standing consents, newest first or by the end of their tokens. */
export function AgreementsScreen() {
  const { t } = useSpeech();
  const now = useNow();
  const [order, setOrder] = useState<Order>(lastOrder);
  const account = useFrame().data?.current ?? null;
  const begin = useRoute().query.get("do") === "begin" && account !== null;
  const open = () => go(to("agreements", { do: "begin" }), { replace: true });
  useStage({ place: "agreements", further: ["agreement", "debit"] });
  useKeys(account ? [{ keys: "n", label: t("agreements.begin"), run: open }] : []);
  const columns = useMemo<GridColumn<DossierRowView>[]>(
    () => [
      {
        id: "state",
        head: t("agreements.col.state"),
        cell: (row) => <DossierBadge kind="agreement" state={row.state} />,
      },
      { id: "wallet", head: t("agreements.wallet"), cell: (row) => row.wallet },
      { id: "buyer", head: t("agreements.buyer"), cell: (row) => row.title },
      {
        id: "due",
        head: t("agreements.col.token"),
        cell: (row) => (row.due_at === null ? null : <DueText due={row.due_at} now={now} />),
      },
      { id: "id", head: t("agreements.id"), cell: (row) => <span className="mono dim">{row.id}</span> },
      {
        id: "opened",
        head: t("agreements.col.begun"),
        cell: (row) => <TimeText at={row.opened_at} inList />,
      },
    ],
    [t, now],
  );
  const beginButton = (
    <Button look="primary" icon={Plus} keys="n" onPress={open}>
      {t("agreements.begin")}
    </Button>
  );
  return (
    <Page
      fill
      title={t("agreements.title")}
      about={t("agreements.about")}
      acts={
        <>
          <Switch here="agreements" />
          <Segments
            label={t("agreements.sort")}
            hideLabel
            value={order}
            onChange={(next) => {
              lastOrder = next;
              setOrder(next);
            }}
            options={[
              { value: "newest", label: t("agreements.sort.newest") },
              { value: "due", label: t("agreements.sort.due") },
            ]}
          />
          {account ? beginButton : null}
        </>
      }
    >
      <DossierList
        kind="agreement"
        command={commands.agreementList}
        label={t("agreements.title")}
        columns={columns}
        widths={widths}
        least={980}
        byDeadline={order === "due"}
        onOpen={(row) => go(to("agreements", row.id))}
        icon={Handshake}
        empty={
          order === "due"
            ? { title: t("agreements.none_due"), words: t("agreements.none_due_words") }
            : { title: t("agreements.empty"), words: t("agreements.empty_words"), act: beginButton }
        }
      />
      {begin ? <BeginSheet onClose={() => go(to("agreements"), { replace: true })} /> : null}
    </Page>
  );
}
