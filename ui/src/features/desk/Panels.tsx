import { useSpeech } from "../../i18n";
import {
  commands,
  type DeclarationView,
  type DeskView,
  type OrderView,
  type SumView,
  useCommand,
} from "../../ipc";
import { Button } from "../../kit";
import {
  DeadlineText,
  formatDecimal,
  MoneyText,
  ProblemLine,
  paidWith,
  placeOf,
  StatusBadge,
  TimeText,
  timeLeft,
  to,
  toneOf,
  useNow,
} from "../../shared";
import { Inbox, Row } from "./Inbox";

/** What came in today, one figure a currency; they are never added together. */
export function Today({ sums }: { sums: readonly SumView[] }) {
  const { t, locale } = useSpeech();
  return (
    <section className="today" aria-label={t("desk.today")}>
      <h2>{t("desk.today")}</h2>
      {sums.length === 0 ? <p className="today-none">{t("desk.today_none")}</p> : null}
      <dl className="today-sums">
        {sums.map((sum) => (
          <div key={sum.currency} className="today-sum">
            <dt>{sum.currency}</dt>
            <dd>
              <span className="today-amount">{formatDecimal(sum.amount, locale)}</span>
              <span className="today-more">{t("desk.today_count", { count: sum.count })}</span>
              {/^[0.]*$/.test(sum.refunded) ? null : (
                <span className="today-more">
                  {t("desk.today_refunded", { amount: formatDecimal(sum.refunded, locale) })}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Orders that are not closed: not known yet, or waiting for somebody else. */
export function OpenOrders({ title, orders }: { title: string; orders: readonly OrderView[] }) {
  const { t, word } = useSpeech();
  const now = useNow(1000);
  const ask = useCommand(commands.outboxAsk, ["desk", "outbox"]);
  return (
    <Inbox
      title={title}
      count={orders.length}
      acts={
        <Button small busy={ask.isPending} onPress={() => ask.send({ order: null })}>
          {t("desk.ask_all")}
        </Button>
      }
    >
      {orders.map((order) => (
        <Row
          key={order.id}
          tone={toneOf(order.state)}
          href={placeOf(order)}
          title={
            <>
              {word("kind", order.kind)} {order.amount ? <MoneyText money={order.amount} strong /> : null}
              <span className="inbox-order">{order.order_number}</span>
            </>
          }
          detail={<ProblemLine problem={order.problem} />}
          side={
            <>
              <StatusBadge state={order.state} />
              <span className="inbox-when">
                {order.next_at === null
                  ? t("desk.rounds", { rounds: order.rounds })
                  : t("desk.next", {
                      left: timeLeft(order.next_at, now),
                      rounds: order.rounds,
                    })}
              </span>
            </>
          }
        />
      ))}
    </Inbox>
  );
}

export function Expiring({ desk }: { desk: DeskView }) {
  const speech = useSpeech();
  const { t, locale } = speech;
  return (
    <Inbox
      title={t("desk.expiring")}
      count={desk.expiring_count}
      sums={desk.expiring_sums.map((sum) => (
        <span key={sum.currency} className="money">
          {sum.currency} {formatDecimal(sum.amount, locale)}
        </span>
      ))}
      acts={
        <a className="inbox-all" href="#/captures">
          {t("desk.to_captures")}
        </a>
      }
    >
      {desk.expiring.map((row) => (
        <Row
          key={row.id}
          tone="unknown"
          href={to("payments", row.id)}
          title={
            <>
              <MoneyText money={row.capturable} strong />
              <span className="inbox-order">{row.order_number}</span>
            </>
          }
          detail={[paidWith(row, speech), row.description].filter((part) => part !== "").join(" · ")}
          side={row.hold_until === null ? null : <DeadlineText at={row.hold_until} />}
          act={
            <a className="button button-plain button-small" href={to("payments", row.id, { do: "capture" })}>
              {t("desk.capture")}
            </a>
          }
        />
      ))}
    </Inbox>
  );
}

export function RefusedOrders({ orders }: { orders: readonly OrderView[] }) {
  const { t, word } = useSpeech();
  return (
    <Inbox title={t("desk.refused")} count={orders.length}>
      {orders.map((order) => (
        <Row
          key={order.id}
          tone="refused"
          href={placeOf(order)}
          title={
            <>
              {word("kind", order.kind)} {order.amount ? <MoneyText money={order.amount} strong /> : null}
              <span className="inbox-order">{order.order_number}</span>
            </>
          }
          detail={<ProblemLine problem={order.problem} />}
          side={
            <>
              <StatusBadge state={order.state} />
              <span className="inbox-when">
                <TimeText at={order.closed_at ?? order.recorded_at} inList />
              </span>
            </>
          }
        />
      ))}
    </Inbox>
  );
}

export function CustomsRefused({ declarations }: { declarations: readonly DeclarationView[] }) {
  const { t } = useSpeech();
  return (
    <Inbox
      title={t("desk.customs_refused")}
      count={declarations.length}
      acts={
        <a className="inbox-all" href="#/customs">
          {t("desk.to_customs")}
        </a>
      }
    >
      {declarations.map((declaration) => (
        <Row
          key={declaration.id}
          tone="refused"
          href={to("payments", declaration.payment)}
          title={
            <>
              <MoneyText money={declaration.amount} strong />
              <span className="inbox-order">{declaration.order_number}</span>
            </>
          }
          detail={
            declaration.customs_text ??
            (declaration.problem ? <ProblemLine problem={declaration.problem} /> : declaration.customs)
          }
          side={
            <>
              <StatusBadge state={declaration.state === "refused" ? "refused" : "customs_refused"} />
              <span className="inbox-when">
                <TimeText at={declaration.returned_at ?? declaration.asked_at} inList />
              </span>
            </>
          }
        />
      ))}
    </Inbox>
  );
}
