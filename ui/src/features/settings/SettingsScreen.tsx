import "./settings.css";
import { useT } from "../../i18n";
import { Tabs } from "../../kit";
import { go, Page, to, useFrame, useRoute } from "../../shared";
import { AccountList } from "./AccountList";
import { AccountSetup } from "./AccountSetup";
import { Display } from "./Display";
import { KeyStore } from "./KeyStore";
import { Rotation } from "./keys/Rotation";
import { LedgerProof } from "./LedgerProof";
import { Secrets } from "./Secrets";

/** "#/settings", "#/settings/accounts/new", "#/settings/accounts/<id>", "#/settings/<tab>". */
export function SettingsScreen() {
  const t = useT();
  const frame = useFrame();
  const [, tab = "accounts", which] = useRoute().path;
  if (tab === "accounts" && which !== undefined) {
    if (!frame.data) return <Page title={t("settings.setup.new")}>{null}</Page>;
    const account = frame.data.accounts.find((one) => one.id === which) ?? null;
    return <AccountSetup key={which} frame={frame.data} account={account} />;
  }
  const panel = (children: React.ReactNode) => <div className="settings-panel">{children}</div>;
  return (
    <Page title={t("settings.title")} about={t("settings.about")}>
      <Tabs
        label={t("settings.title")}
        value={tab}
        onChange={(id) => go(to("settings", id), { replace: true })}
        tabs={[
          {
            id: "accounts",
            label: t("settings.tab.accounts"),
            panel: panel(
              frame.data ? (
                <>
                  <KeyStore frame={frame.data} />
                  <AccountList frame={frame.data} />
                </>
              ) : null,
            ),
          },
          {
            id: "secrets",
            label: t("settings.tab.secrets"),
            panel: panel(
              frame.data ? (
                <>
                  <KeyStore frame={frame.data} />
                  <Secrets frame={frame.data} />
                </>
              ) : null,
            ),
          },
          {
            id: "keys",
            label: t("settings.tab.keys"),
            panel: panel(frame.data ? <Rotation frame={frame.data} /> : null),
          },
          { id: "display", label: t("settings.tab.display"), panel: panel(<Display />) },
          {
            id: "ledger",
            label: t("settings.tab.ledger"),
            panel: panel(frame.data ? <LedgerProof frame={frame.data} /> : null),
          },
        ]}
      />
    </Page>
  );
}
