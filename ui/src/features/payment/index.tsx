import "./payment.css";
import ArrowLeft from "lucide-react/icons/arrow-left";
import { useCallback, useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type DeclarationView, type PaymentView, useCommand, useQuery } from "../../ipc";
import { Badge, Button, Fact, Facts, Icon, Skeleton, Tabs, useKeys } from "../../kit";
import {
  DeadlineText,
  go,
  IdText,
  isOpen,
  isZero,
  MoneyBox,
  MoneyText,
  methodName,
  Page,
  Panel,
  ProblemCard,
  paidWith,
  StatusBadge,
  TimeText,
  to,
  useRoute,
  useSlots,
} from "../../shared";
import { useStage } from "../../shared/practice";
import { Acts, type Do } from "./Acts";
import { CancelSheet } from "./CancelSheet";
import { CaptureSheet } from "./CaptureSheet";
import { Disputes } from "./Disputes";
import { Offer } from "./Offer";
import { Declarations, Parts } from "./Parts";
import { RaiseSheet } from "./RaiseSheet";
import { Raw } from "./Raw";
import { RefundSheet } from "./RefundSheet";
import { Session } from "./Session";
import { Story } from "./Story";
import { Updates } from "./Updates";

export function PaymentScreen({ id }: { id: string }) {
  const { t } = useSpeech();
  const {
    data: payment,
    problem,
    reload,
  } = useQuery(
    commands.paymentShow,
    { id },
    {
      tags: [`payment:${id}`, "payments", "dispute"],
      keep: true,
      forget: 120_000,
      again: (view) => (view?.orders.some((order) => isOpen(order.state)) ? 5000 : false),
    },
  );
  if (!payment) {
    return (
      <Page title={<Back order={id} />}>
        <ProblemCard
          problem={problem}
          act={
            <Button small onPress={() => reload()}>
              {t("payment.load_again")}
            </Button>
          }
        />
        {problem ? null : <Skeleton label={t("shared.loading")} lines={10} />}
      </Page>
    );
  }
  return <Whole payment={payment} onReload={reload} />;
}

function Back({ order }: { order: string }) {
  const { t } = useSpeech();
  return (
    <span className="crumb">
      <a
        href={to("payments")}
        className="crumb-back"
        aria-label={t("payment.back")}
        title={t("payment.back")}
      >
        <Icon of={ArrowLeft} />
      </a>
      <span className="mono">{order}</span>
    </span>
  );
}

const asked: readonly string[] = ["capture", "raise", "give-back", "declare"];

function Whole({ payment, onReload }: { payment: PaymentView; onReload: () => void }) {
  const speech = useSpeech();
  const { t, word } = speech;
  const route = useRoute();
  const slots = useSlots();
  const { row, money, give_back: back } = payment;
  const inquire = useCommand(commands.paymentInquire, [`payment:${row.id}`, "payments", "frame"]);
  useStage({
    place: "payment",
    subject: row.payment_id ?? row.id,
    onPlayed: () => inquire.send({ id: row.id }),
  });
  const [tab, setTab] = useState("story");
  const [correcting, setCorrecting] = useState<DeclarationView | null>(null);
  // Decided when a sheet opens: it must not change under the hand, nor close because sending made it impossible.
  const [way, setWay] = useState<string | null>(null);

  const wish = route.query.get("do");
  const what = wish !== null && asked.includes(wish) ? (wish as Do) : null;
  const may = (wanted: Do) =>
    wanted === "capture"
      ? payment.capture.allowed
      : wanted === "give-back"
        ? back.way !== null
        : wanted === "raise"
          ? payment.raise.allowed
          : payment.declare.allowed;
  const open = (wanted: Do) => {
    if (may(wanted)) go(to("payments", row.id, { do: wanted }), { replace: true });
  };
  const close = useCallback(() => {
    setCorrecting(null);
    go(to("payments", row.id), { replace: true });
  }, [row.id]);
  const ask = () => inquire.send({ id: row.id });

  const sheet = what ?? (correcting ? "declare" : null);
  useKeys([
    { keys: "c", label: t("payment.act.capture_name"), run: () => open("capture") },
    { keys: "a", label: t("payment.act.raise_name"), run: () => open("raise") },
    { keys: "r", label: t("payment.act.back_name"), run: () => open("give-back") },
    { keys: "v", run: () => open("give-back") },
    { keys: "i", label: t("payment.act.ask_name"), run: ask },
    { keys: "escape", label: t("payment.back"), run: () => go(to("payments")) },
  ]);

  if (sheet === null && way !== null) setWay(null);
  if (sheet !== null && way === null) {
    if (sheet === "give-back") {
      if (back.way !== null) setWay(back.way);
    } else if (correcting || may(sheet)) setWay(sheet);
  }
  const DeclarationSheet = slots?.DeclarationSheet;
  const barred = what !== null && !may(what) && way === null;
  const holds = row.hold_until !== null && payment.capture.allowed;

  const paid = paidWith(row, speech);
  return (
    <Page
      title={<Back order={row.order_number} />}
      about={row.description === "" || row.description === row.order_number ? null : row.description}
    >
      <div className="payment">
        <div className="payment-main">
          <section className="hero">
            <p className="hero-amount">
              <MoneyText money={row.amount} />
              <StatusBadge state={payment.row.state} />
              {row.flags
                .filter((flag) => flag !== "declared")
                .map((flag) => (
                  <StatusBadge key={flag} state={flag} quiet />
                ))}
              {payment.elsewhere ? <Badge tone="info">{t("payment.elsewhere")}</Badge> : null}
            </p>
            <p className="hero-line">
              {paid === "" ? null : `${paid} · `}
              <TimeText at={payment.paid_at ?? row.created_at} />
              {holds && row.hold_until !== null ? (
                <>
                  {" · "}
                  {t("payment.hold")} <DeadlineText at={row.hold_until} />
                </>
              ) : null}
            </p>
            <MoneyBox money={money} hold={!isZero(money.capturable) && row.state !== "expired"} />
          </section>
          <ProblemCard
            problem={payment.problem}
            act={
              payment.row.state === "closed" ? (
                <Button small onPress={() => go(to("take"))}>
                  {t("payment.take_new")}
                </Button>
              ) : null
            }
          />
          <ProblemCard problem={inquire.problem} />
          {barred && what ? (
            <ProblemCard
              problem={
                what === "capture"
                  ? payment.capture.problem
                  : what === "declare"
                    ? payment.declare.problem
                    : what === "raise"
                      ? payment.raise.problem
                      : (back.refund_problem ?? back.cancel_problem)
              }
              act={
                <Button small onPress={close}>
                  {t("shared.close")}
                </Button>
              }
            />
          ) : null}
          {payment.contradictions.length > 0 ? (
            <section className="contradictions" role="alert">
              <h2>{t("payment.contradictions")}</h2>
              <ul>
                {payment.contradictions.map((contradiction) => (
                  <li key={contradiction}>{contradiction}</li>
                ))}
              </ul>
            </section>
          ) : null}
          <Offer payment={payment} />
          <Disputes disputes={payment.disputes} />
          <Updates updates={payment.updates} />
          <Parts parts={payment.parts} />
          <Declarations declarations={payment.declarations} onCorrect={setCorrecting} />
          <Tabs
            label={t("payment.more")}
            value={tab}
            onChange={setTab}
            tabs={[
              {
                id: "story",
                label: t("payment.story"),
                count: payment.timeline.length,
                panel: <Story lines={payment.timeline} />,
              },
              {
                id: "raw",
                label: t("payment.raw"),
                count: payment.orders.length,
                panel: (
                  <Raw
                    orders={payment.orders}
                    session={
                      payment.offer?.session || payment.orders.some((order) => order.kind === "session") ? (
                        <Session payment={row.id} />
                      ) : null
                    }
                  />
                ),
              },
            ]}
          />
        </div>
        <div className="payment-side">
          <Panel title={t("payment.acts")}>
            <Acts payment={payment} asking={inquire.isPending} onDo={open} onAsk={ask} />
          </Panel>
          <Panel title={t("payment.facts")}>
            <div className="payment-facts">
              <Facts>
                <Fact name={t("payment.order")}>
                  <IdText id={row.order_number} name={t("payment.order")} />
                </Fact>
                {row.payment_id === null ? null : (
                  <Fact name={t("payment.gateway_id")}>
                    <IdText id={row.payment_id} name={t("payment.gateway_id")} />
                  </Fact>
                )}
                <Fact name={t("payment.own_id")}>
                  <IdText id={row.id} name={t("payment.own_id")} />
                </Fact>
                <Fact name={t("payment.created")}>
                  <TimeText at={row.created_at} seconds />
                </Fact>
                {payment.paid_at === null ? null : (
                  <Fact name={t("payment.paid")}>
                    <TimeText at={payment.paid_at} seconds />
                  </Fact>
                )}
                <Fact name={t("payment.product")}>{word("payment.product.word", payment.product)}</Fact>
                {payment.agreement === null ? null : (
                  <Fact name={t("payment.agreement")}>
                    <a href={to("agreements", payment.agreement)}>{t("payment.agreement.open")}</a>
                  </Fact>
                )}
                {row.method_name === "" ? null : (
                  <Fact name={t("payment.method")}>{methodName(row.method, row.method_name, speech)}</Fact>
                )}
                <Fact name={t("payment.mode")}>{word("payment.mode.word", payment.capture_mode)}</Fact>
                {back.refund_until === null ? null : (
                  <Fact name={t("payment.refund_until")}>
                    <TimeText at={back.refund_until} />
                  </Fact>
                )}
              </Facts>
            </div>
          </Panel>
        </div>
      </div>
      {way === "capture" ? <CaptureSheet payment={payment} onReload={onReload} onClose={close} /> : null}
      {way === "raise" ? <RaiseSheet payment={payment} onReload={onReload} onClose={close} /> : null}
      {way === "refund" ? <RefundSheet payment={payment} onReload={onReload} onClose={close} /> : null}
      {way === "cancel" || way === "release" ? (
        <CancelSheet
          payment={payment}
          onReload={onReload}
          onRefund={() => setWay("refund")}
          onClose={close}
        />
      ) : null}
      {way === "declare" && DeclarationSheet ? (
        <DeclarationSheet payment={payment} correcting={correcting} onClose={close} />
      ) : null}
    </Page>
  );
}
