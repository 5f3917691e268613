import "./stores.css";
import Store from "lucide-react/icons/map-pin-house";
import Plus from "lucide-react/icons/plus";
import { useMemo } from "react";
import { useSpeech } from "../../i18n";
import { commands, type DossierRowView } from "../../ipc";
import { Button, type GridColumn, useKeys } from "../../kit";
import { go, Page, TimeText, to, useFrame } from "../../shared";
import { DossierBadge, DossierList } from "../../shared/dossier";

const widths = "150px minmax(180px, 1fr) minmax(190px, 0.8fr) 140px";

/** Merchants and stores put before the wallets. */
export function StoresScreen() {
  const { t } = useSpeech();
  const account = useFrame().data?.current ?? null;
  const register = () => go(to("stores", "new"));
  useKeys(account ? [{ keys: "n", label: t("stores.register"), run: register }] : []);
  const columns = useMemo<GridColumn<DossierRowView>[]>(
    () => [
      {
        id: "state",
        head: t("stores.col.state"),
        cell: (row) => <DossierBadge kind="registration" state={row.state} />,
      },
      { id: "name", head: t("stores.col.name"), cell: (row) => row.title },
      { id: "id", head: t("stores.col.id"), cell: (row) => <span className="mono dim">{row.id}</span> },
      { id: "asked", head: t("stores.col.asked"), cell: (row) => <TimeText at={row.opened_at} inList /> },
    ],
    [t],
  );
  const button = (
    <Button look="primary" icon={Plus} keys="n" onPress={register}>
      {t("stores.register")}
    </Button>
  );
  return (
    <Page fill title={t("stores.title")} about={t("stores.about")} acts={account ? button : null}>
      <DossierList
        kind="registration"
        command={commands.registrationList}
        label={t("stores.title")}
        columns={columns}
        widths={widths}
        least={760}
        onOpen={(row) => go(to("stores", row.id))}
        icon={Store}
        empty={{ title: t("stores.empty"), words: t("stores.empty_words"), act: button }}
      />
    </Page>
  );
}
