import { useSpeech } from "../../i18n";
import type { FrameView } from "../../ipc";
import { Badge, Table } from "../../kit";
import { Panel } from "../../shared";
import { EnvironmentWord } from "./Environment";

type Secret = {
  id: string;
  what: string;
  of: string;
  environment: string | null;
  store: string;
  fingerprint: string;
};

function Store({ frame, store }: { frame: FrameView; store: string }) {
  const { t, word } = useSpeech();
  if (store === "nowhere") return <span>{t("settings.secrets.nowhere")}</span>;
  const light = frame.vault_locked ? "locked" : frame.key_store_works ? "works" : "broken";
  return (
    <span className="store">
      {frame.key_store_works || frame.vault_locked ? word("settings.store", store) : t("settings.store.none")}
      <Badge tone={light === "works" ? "info" : light === "locked" ? "warn" : "bad"}>
        {t(`settings.store.${light}`)}
      </Badge>
    </span>
  );
}

/** Every secret the program keeps, and where. */
export function Secrets({ frame }: { frame: FrameView }) {
  const { t, word } = useSpeech();
  const store = frame.key_store;
  const secrets: Secret[] = [
    ...frame.accounts.map((account) => ({
      id: account.id,
      what: t("settings.secrets.signing", { version: account.key_version }),
      of: account.name,
      environment: account.environment,
      store,
      fingerprint: account.merchant_fingerprint,
    })),
    {
      id: "data",
      what: t("settings.secrets.data"),
      of: t("settings.secrets.data_of"),
      environment: null,
      store,
      fingerprint: "",
    },
    ...(store === "passphrase"
      ? [
          {
            id: "passphrase",
            what: t("settings.secrets.passphrase"),
            of: t("settings.secrets.passphrase_of"),
            environment: null,
            store: "nowhere",
            fingerprint: "",
          },
        ]
      : []),
  ];
  return (
    <Panel title={t("settings.secrets.title")} count={secrets.length}>
      <p className="panel-words">{t("settings.secrets.words")}</p>
      <Table
        label={t("settings.secrets.title")}
        rows={secrets}
        rowKey={(secret) => secret.id}
        columns={[
          { id: "what", head: t("settings.secrets.what"), cell: (secret) => secret.what },
          {
            id: "of",
            head: t("settings.secrets.of"),
            cell: (secret) => (
              <span className="secret-of">
                {secret.of}
                {secret.environment ? <EnvironmentWord environment={secret.environment} /> : null}
              </span>
            ),
          },
          {
            id: "where",
            head: t("settings.secrets.where"),
            cell: (secret) => <Store frame={frame} store={secret.store} />,
          },
          {
            id: "fingerprint",
            head: t("settings.secrets.fingerprint"),
            cell: (secret) => <span className="mono">{secret.fingerprint}</span>,
          },
        ]}
      />
      <p className="panel-words">{word("settings.store", `${store}_words`)}</p>
    </Panel>
  );
}
