import "./stores.css";
import Radio from "lucide-react/icons/message-circle-question-mark";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import { useSpeech } from "../../i18n";
import { commands, type RegistrationView, useCommand, useQuery } from "../../ipc";
import { Fact, Table, useKeys } from "../../kit";
import { go, IdText, isOpen, Panel, ProblemCard, TimeText, to, WithBreaks } from "../../shared";
import { Act, CasePage, Crumb, DossierBadge, NotYet } from "../../shared/dossier";

export function StorePage({ id }: { id: string }) {
  const { t } = useSpeech();
  const { data, problem, reload } = useQuery(
    commands.registrationShow,
    { id },
    {
      tags: ["registration", `registration:${id}`],
      keep: true,
      forget: 120_000,
      again: (view) => (view?.dossier.acts.some((act) => isOpen(act.state)) ? 5000 : false),
    },
  );
  if (!data) {
    return (
      <NotYet
        crumb={
          <Crumb href={to("stores")} label={t("stores.back")}>
            <span className="mono">{id}</span>
          </Crumb>
        }
        problem={problem}
        onReload={() => void reload()}
      />
    );
  }
  return <Whole shown={data} />;
}

/** The words of the gateway that the list's states are read off. */
function stateOf(word: string): string {
  const known: Record<string, string> = {
    PENDING: "pending",
    APPROVED: "approved",
    COMPLETED: "approved",
    REJECTED: "rejected",
  };
  return known[word] ?? word;
}

function Whole({ shown }: { shown: RegistrationView }) {
  const { t } = useSpeech();
  const inquire = useCommand(commands.registrationInquire, ["registration", "outbox", "frame"]);
  // Only the answer to asking brings what is on file.
  const view: RegistrationView =
    shown.on_file.length === 0 && inquire.data ? { ...shown, on_file: inquire.data.on_file } : shown;
  const { dossier } = view;
  const { row } = dossier;
  // The gateway may also have refused the request itself: nothing is under review then.
  const turnedAway =
    row.state === "asked" && dossier.acts.some((act) => act.kind === "register" && act.state === "refused");
  const rejected = row.state === "rejected" || turnedAway;
  const again = () => go(to("stores", "new", { from: row.id }));
  const ask = () => inquire.send({ id: row.id });
  useKeys([
    ...(rejected ? [{ keys: "n", label: t("stores.again"), run: again }] : []),
    { keys: "i", label: t("dossier.ask_now"), run: ask },
    { keys: "escape", label: t("stores.back"), run: () => go(to("stores")) },
  ]);
  return (
    <CasePage
      kind="registration"
      dossier={dossier}
      crumb={
        <Crumb href={to("stores")} label={t("stores.back")}>
          <span>{t("stores.one")}</span>
        </Crumb>
      }
      headline={view.store_name ?? view.display_name}
      line={
        <>
          {view.legal_name} · {t("stores.asked")} <TimeText at={row.opened_at} />
          {row.state === "other" && view.status ? (
            <>
              {" · "}
              <code>{view.status}</code>
            </>
          ) : null}
        </>
      }
      acts={
        <>
          <Act
            icon={Radio}
            name={t("dossier.ask_now")}
            keys="i"
            busy={inquire.isPending}
            why={t("stores.ask_why")}
            onPress={ask}
          />
          <Act
            icon={RotateCcw}
            name={t("stores.again")}
            keys="n"
            allowed={rejected}
            why={t(rejected ? "stores.again_why" : "stores.again_not")}
            onPress={again}
          />
        </>
      }
      facts={
        <>
          <Fact name={t("stores.field.merchant")}>
            <IdText id={view.merchant} name={t("stores.field.merchant")} />
          </Fact>
          <Fact name={t("stores.field.display_name")}>{view.display_name}</Fact>
          {view.store === null ? null : (
            <Fact name={t("stores.field.store")}>
              <IdText id={view.store} name={t("stores.field.store")} />
            </Fact>
          )}
          <Fact name={t("stores.col.id")}>
            <IdText id={row.id} name={t("stores.col.id")} />
          </Fact>
        </>
      }
    >
      {view.reasons.length > 0 ? (
        <section className="case-note" data-tone="bad">
          <strong>{t("stores.reasons")}</strong>
          <ul className="store-reasons">
            {view.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <ProblemCard problem={inquire.problem} />
      <Panel title={t("stores.wallets")} count={view.wallets.length}>
        {view.wallets.length === 0 ? (
          <p className="store-none">{t("stores.wallets_none")}</p>
        ) : (
          <Table
            label={t("stores.wallets")}
            rows={view.wallets}
            rowKey={(wallet) => wallet.wallet}
            columns={[
              { id: "wallet", head: t("stores.wallet"), cell: (wallet) => wallet.wallet },
              {
                id: "status",
                head: t("stores.col.state"),
                cell: (wallet) => <DossierBadge kind="registration" state={stateOf(wallet.status)} />,
              },
              {
                id: "reasons",
                head: t("stores.why"),
                cell: (wallet) => <span className="store-why">{wallet.reasons.join("; ")}</span>,
              },
            ]}
          />
        )}
      </Panel>
      <Panel title={t("stores.on_file")} count={view.on_file.length}>
        {view.on_file.length === 0 ? (
          <p className="store-none">{t("stores.on_file_none")}</p>
        ) : (
          <dl className="store-file">
            {view.on_file.map(([name, text]) => (
              <div key={name}>
                <dt className="mono">
                  <WithBreaks text={name} />
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        )}
      </Panel>
    </CasePage>
  );
}
