import "./agreements.css";
import Plus from "lucide-react/icons/plus";
import Repeat from "lucide-react/icons/repeat";
import { useMemo } from "react";
import { useSpeech } from "../../i18n";
import { commands, type DossierRowView, useCommand } from "../../ipc";
import { Button, type GridColumn, useKeys } from "../../kit";
import { go, MoneyCell, Page, ProblemCard, TimeText, to, useFrame, useRoute } from "../../shared";
import { DossierBadge, DossierList } from "../../shared/dossier";
import { useStage } from "../../shared/practice";
import { SubscribeSheet } from "./SubscribeSheet";
import { Switch } from "./Switch";

const widths = "180px 150px minmax(160px, 1fr) 240px 122px";

export function SubscriptionsScreen() {
  const { t } = useSpeech();
  const account = useFrame().data?.current ?? null;
  const begin = useRoute().query.get("do") === "subscribe" && account !== null;
  const find = useCommand(commands.subscriptionFind, ["subscription"]);
  const open = () => go(to("subscriptions", { do: "subscribe" }), { replace: true });
  useStage({ place: "subscriptions", further: ["subscribe", "subscription"] });
  useKeys(account ? [{ keys: "n", label: t("agreements.subscribe"), run: open }] : []);
  const columns = useMemo<GridColumn<DossierRowView>[]>(
    () => [
      {
        id: "state",
        head: t("agreements.col.state"),
        cell: (row) => <DossierBadge kind="subscription" state={row.state} />,
      },
      {
        id: "amount",
        head: t("agreements.per_period"),
        right: true,
        cell: (row) => (row.amount ? <MoneyCell money={row.amount} /> : null),
      },
      { id: "what", head: t("agreements.what_for"), cell: (row) => row.title },
      { id: "id", head: t("agreements.id"), cell: (row) => <span className="mono dim">{row.id}</span> },
      {
        id: "opened",
        head: t("agreements.col.begun"),
        cell: (row) => <TimeText at={row.opened_at} inList />,
      },
    ],
    [t],
  );
  const button = (
    <Button look="primary" icon={Plus} keys="n" onPress={open}>
      {t("agreements.subscribe")}
    </Button>
  );
  return (
    <Page
      fill
      title={t("agreements.subscriptions")}
      about={t("agreements.subscriptions_about")}
      acts={
        <>
          <Switch here="subscriptions" />
          {account ? (
            <Button busy={find.isPending} onPress={() => find.send({})}>
              {t("agreements.find")}
            </Button>
          ) : null}
          {account ? button : null}
        </>
      }
    >
      <ProblemCard problem={find.problem} />
      <DossierList
        kind="subscription"
        command={commands.subscriptionList}
        label={t("agreements.subscriptions")}
        columns={columns}
        widths={widths}
        least={880}
        onOpen={(row) => go(to("subscriptions", row.id))}
        icon={Repeat}
        empty={{
          title: t("agreements.no_subscriptions"),
          words: t("agreements.no_subscriptions_words"),
          act: button,
        }}
      />
      {begin ? <SubscribeSheet onClose={() => go(to("subscriptions"), { replace: true })} /> : null}
    </Page>
  );
}
