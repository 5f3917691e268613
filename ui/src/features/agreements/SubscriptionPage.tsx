import "./agreements.css";
import Ban from "lucide-react/icons/ban";
import Radio from "lucide-react/icons/message-circle-question-mark";
import Pencil from "lucide-react/icons/pencil";
import { useCallback } from "react";
import { useSpeech } from "../../i18n";
import { commands, type SubscriptionView, useCommand, useQuery } from "../../ipc";
import { Button, Fact, useKeys } from "../../kit";
import {
  go,
  IdText,
  isOpen,
  MoneyText,
  ProblemCard,
  ProblemLine,
  TimeText,
  to,
  useRoute,
} from "../../shared";
import { Act, CasePage, Crumb, NotYet, OfferPanel } from "../../shared/dossier";
import { useStage } from "../../shared/practice";
import { ChangeSheet } from "./ChangeSheet";
import { EndSheet } from "./EndSheet";
import { LinkEnd } from "./LinkEnd";
import { Periods } from "./Periods";
import { walletName } from "./wallets";

const waiting = ["asked", "offered"];
const sheets = ["change", "end"] as const;
type Open = (typeof sheets)[number];

export function SubscriptionPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const { data, problem, reload } = useQuery(
    commands.subscriptionShow,
    { id },
    {
      tags: ["subscription", `subscription:${id}`],
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
          <Crumb href={to("subscriptions")} label={t("agreements.back_subscriptions")}>
            <span className="mono">{id}</span>
          </Crumb>
        }
        problem={problem}
        onReload={() => void reload()}
      />
    );
  }
  return <Whole subscription={data} onReload={() => void reload()} />;
}

function Whole({ subscription, onReload }: { subscription: SubscriptionView; onReload: () => void }) {
  const { t } = useSpeech();
  const { dossier, change, end, unit, count } = subscription;
  const { row } = dossier;
  const wish = useRoute().query.get("do");
  const open = sheets.find((one) => one === wish) ?? null;
  const show = (what: Open) => go(to("subscriptions", row.id, { do: what }), { replace: true });
  const close = useCallback(() => go(to("subscriptions", row.id), { replace: true }), [row.id]);
  const inquire = useCommand(commands.subscriptionInquire, [
    "subscription",
    `subscription:${row.id}`,
    "payments",
    "outbox",
    "frame",
  ]);
  const ask = () => inquire.send({ id: row.id });
  useStage({ place: "subscription", subject: row.id, onPlayed: ask });
  useKeys([
    ...(change.allowed ? [{ keys: "e", label: t("agreements.change"), run: () => show("change") }] : []),
    ...(end.allowed ? [{ keys: "v", label: t("agreements.end"), run: () => show("end") }] : []),
    { keys: "i", label: t("dossier.ask_now"), run: ask },
    { keys: "escape", label: t("agreements.back_subscriptions"), run: () => go(to("subscriptions")) },
  ]);
  return (
    <CasePage
      kind="subscription"
      dossier={dossier}
      crumb={
        <Crumb href={to("subscriptions")} label={t("agreements.back_subscriptions")}>
          <span>{t("agreements.one_subscription")}</span>
        </Crumb>
      }
      headline={row.title}
      line={
        <>
          {row.amount ? <MoneyText money={row.amount} strong /> : null}{" "}
          {unit !== null && count !== null ? t("agreements.every", { unit, count }) : null}
          {" · "}
          {walletName(subscription.method)}
        </>
      }
      acts={
        <>
          <Act
            icon={Pencil}
            name={t("agreements.change")}
            keys="e"
            allowed={change.allowed}
            why={
              change.allowed ? (
                t("agreements.change_why")
              ) : waiting.includes(row.state) ? (
                t("agreements.not_agreed_yet")
              ) : (
                <ProblemLine problem={change.problem} />
              )
            }
            onPress={() => show("change")}
          />
          <Act
            icon={Ban}
            name={t("agreements.end")}
            keys="v"
            allowed={end.allowed}
            why={end.allowed ? t("agreements.end_why") : <ProblemLine problem={end.problem} />}
            onPress={() => show("end")}
          />
          <Act icon={Radio} name={t("dossier.ask_now")} keys="i" busy={inquire.isPending} onPress={ask} />
        </>
      }
      facts={
        <>
          <Fact name={t("agreements.starts")}>
            {subscription.starts === null ? (
              t("agreements.starts_now")
            ) : (
              <TimeText at={subscription.starts} />
            )}
          </Fact>
          <Fact name={t("agreements.ends")}>
            {subscription.ends === null ? t("agreements.ends_never") : <TimeText at={subscription.ends} />}
          </Fact>
          {subscription.subscription_id === null ? null : (
            <Fact name={t("agreements.gateway_id")}>
              <IdText id={subscription.subscription_id} name={t("agreements.gateway_id")} />
            </Fact>
          )}
          <Fact name={t("agreements.id")}>
            <IdText id={row.id} name={t("agreements.id")} />
          </Fact>
        </>
      }
      sheet={
        <>
          {open === "change" ? (
            <ChangeSheet subscription={subscription} onReload={onReload} onClose={close} />
          ) : null}
          {open === "end" ? (
            <EndSheet subscription={subscription} onReload={onReload} onClose={close} />
          ) : null}
        </>
      }
    >
      {waiting.includes(row.state) && subscription.url ? (
        <OfferPanel
          title={t("agreements.offer_subscription")}
          words={t("agreements.offer_subscription.words")}
          url={subscription.url}
        >
          <p role="status" className="dim">
            {t("agreements.offer_subscription.waits")}
          </p>
          {subscription.link_until === null ? null : <LinkEnd until={subscription.link_until} />}
        </OfferPanel>
      ) : null}
      {row.state === "ran_out" ? (
        <section className="case-note" data-tone="calm" aria-label={t("agreements.link_over")}>
          <strong>{t("agreements.link_over")}</strong>
          <span>{t("agreements.link_over.words")}</span>
          <p>
            <Button small onPress={() => go(to("subscriptions", { do: "subscribe" }))}>
              {t("agreements.link_over.again")}
            </Button>
          </p>
        </section>
      ) : null}
      <ProblemCard problem={inquire.problem} />
      <Periods periods={subscription.periods} />
    </CasePage>
  );
}
