import "./agreements.css";
import Ban from "lucide-react/icons/ban";
import CircleSlash from "lucide-react/icons/circle-slash";
import HandCoins from "lucide-react/icons/hand-coins";
import Radio from "lucide-react/icons/message-circle-question-mark";
import RefreshCw from "lucide-react/icons/refresh-cw";
import { useCallback } from "react";
import { useSpeech } from "../../i18n";
import { type AgreementView, commands, type MayView, useCommand, useQuery } from "../../ipc";
import { Fact, useKeys } from "../../kit";
import { go, IdText, isOpen, ProblemCard, ProblemLine, TimeText, to, useRoute } from "../../shared";
import { Act, CasePage, Crumb, NotYet, OfferPanel } from "../../shared/dossier";
import { useStage } from "../../shared/practice";
import { DebitSheet } from "./DebitSheet";
import { Debits } from "./Debits";
import { RenewSheet, RevokeSheet } from "./EndSheets";
import { NoLink } from "./NoLink";
import { TokenPanel } from "./TokenPanel";

const waiting = ["offered", "consented"];
const sheets = ["debit", "renew", "revoke"] as const;
type Open = (typeof sheets)[number];

export function AgreementPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const { data, problem, reload } = useQuery(
    commands.agreementShow,
    { id },
    {
      tags: ["agreement", `agreement:${id}`],
      keep: true,
      forget: 120_000,
      again: (view) =>
        view &&
        (waiting.includes(view.dossier.row.state) || view.dossier.acts.some((act) => isOpen(act.state)))
          ? 3000
          : false,
    },
  );
  if (!data) {
    return (
      <NotYet
        crumb={
          <Crumb href={to("agreements")} label={t("agreements.back")}>
            <span className="mono">{id}</span>
          </Crumb>
        }
        problem={problem}
        onReload={() => void reload()}
      />
    );
  }
  return <Whole agreement={data} onReload={() => void reload()} />;
}

function Whole({ agreement, onReload }: { agreement: AgreementView; onReload: () => void }) {
  const { t, word } = useSpeech();
  const { dossier, debit, renew, revoke, give_up: giveUp } = agreement;
  const { row } = dossier;
  const wish = useRoute().query.get("do");
  const open = sheets.find((one) => one === wish) ?? null;
  const show = (what: Open) => go(to("agreements", row.id, { do: what }), { replace: true });
  const close = useCallback(() => go(to("agreements", row.id), { replace: true }), [row.id]);
  const inquire = useCommand(commands.agreementInquire, [
    "agreement",
    `agreement:${row.id}`,
    "outbox",
    "frame",
  ]);
  const stop = useCommand(commands.agreementGiveUp, ["agreement", `agreement:${row.id}`, "desk", "frame"]);
  const pending = waiting.includes(row.state);
  const why = (may: MayView, words: string) => {
    if (may.allowed) return words;
    // The buyer was asked and has not answered: another consent would be a second one.
    if (pending && may.problem?.code === "bar.no_consent") {
      return t(row.state === "consented" ? "agreements.no_token_yet" : "agreements.not_agreed_yet");
    }
    return <ProblemLine problem={may.problem} />;
  };
  const ask = () => inquire.send({ id: row.id });
  useStage({ place: "agreement", subject: row.id, onPlayed: ask });
  useKeys([
    ...(debit.allowed ? [{ keys: "c", label: t("agreements.debit"), run: () => show("debit") }] : []),
    ...(renew.allowed ? [{ keys: "n", label: t("agreements.renew"), run: () => show("renew") }] : []),
    ...(revoke.allowed ? [{ keys: "v", label: t("agreements.revoke"), run: () => show("revoke") }] : []),
    { keys: "i", label: t("dossier.ask_now"), run: ask },
    { keys: "escape", label: t("agreements.back"), run: () => go(to("agreements")) },
  ]);
  return (
    <CasePage
      kind="agreement"
      dossier={dossier}
      crumb={
        <Crumb href={to("agreements")} label={t("agreements.back")}>
          <span>{t("agreements.one")}</span>
        </Crumb>
      }
      headline={agreement.buyer}
      line={
        <>
          {agreement.wallet_name}
          {agreement.login ? ` · ${agreement.login}` : null}
          {" · "}
          {t("agreements.begun")} <TimeText at={row.opened_at} />
        </>
      }
      acts={
        <>
          <Act
            icon={HandCoins}
            name={t("agreements.debit")}
            keys="c"
            allowed={debit.allowed}
            why={why(debit, t("agreements.debit_why"))}
            onPress={() => show("debit")}
          />
          <Act
            icon={RefreshCw}
            name={t("agreements.renew")}
            keys="n"
            allowed={renew.allowed}
            why={why(renew, t("agreements.renew_why"))}
            onPress={() => show("renew")}
          />
          <Act
            icon={Ban}
            name={t("agreements.revoke")}
            keys="v"
            allowed={revoke.allowed}
            why={why(revoke, t("agreements.revoke_why"))}
            onPress={() => show("revoke")}
          />
          {giveUp.allowed ? (
            <Act
              icon={CircleSlash}
              name={t("agreements.give_up")}
              busy={stop.isPending}
              why={t("agreements.give_up_why")}
              onPress={() => stop.send({ id: row.id })}
            />
          ) : null}
          <Act icon={Radio} name={t("dossier.ask_now")} keys="i" busy={inquire.isPending} onPress={ask} />
        </>
      }
      facts={
        <>
          <Fact name={t("agreements.buyer")}>{agreement.buyer}</Fact>
          <Fact name={t("agreements.wallet")}>
            {agreement.wallet_name} <code className="dim">{agreement.wallet}</code>
          </Fact>
          {agreement.login ? <Fact name={t("agreements.login")}>{agreement.login}</Fact> : null}
          <Fact name={t("agreements.id")}>
            <IdText id={row.id} name={t("agreements.id")} />
          </Fact>
        </>
      }
      sheet={
        <>
          {open === "debit" ? <DebitSheet agreement={agreement} onReload={onReload} onClose={close} /> : null}
          {open === "renew" ? <RenewSheet agreement={agreement} onReload={onReload} onClose={close} /> : null}
          {open === "revoke" ? (
            <RevokeSheet agreement={agreement} onReload={onReload} onClose={close} />
          ) : null}
        </>
      }
    >
      {row.state === "ended" ? (
        <section className="case-note" data-tone="calm">
          <strong>{word("agreements.word.ended_by", agreement.ended_by ?? "unknown")}</strong>
          {agreement.ended_because ? <q>{agreement.ended_because}</q> : null}
        </section>
      ) : null}
      {pending && agreement.url ? (
        <OfferPanel
          title={t("agreements.offer")}
          words={t(row.state === "consented" ? "agreements.offer.consented" : "agreements.offer.words")}
          url={agreement.url}
        >
          <p role="status" className="dim">
            {word("agreements.word.waiting", row.state)}
          </p>
        </OfferPanel>
      ) : null}
      {["asked", "refused", "given_up"].includes(row.state) ? <NoLink agreement={agreement} /> : null}
      <ProblemCard problem={inquire.problem ?? stop.problem} />
      <TokenPanel agreement={agreement} />
      {agreement.debits.length > 0 || row.state === "active" ? <Debits debits={agreement.debits} /> : null}
    </CasePage>
  );
}
