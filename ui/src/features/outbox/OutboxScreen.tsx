import "./outbox.css";
import ChevronRight from "lucide-react/icons/chevron-right";
import Send from "lucide-react/icons/send";
import { useId, useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type OrderView, useCommand, useQuery } from "../../ipc";
import { Button, Empty, Icon, Skeleton } from "../../kit";
import { useRows } from "../../kit/rows";
import {
  go,
  isOpen,
  MoneyCell,
  MoneyText,
  NoAccount,
  Page,
  Panel,
  ProblemCard,
  placeOf,
  StatusBadge,
  TimeText,
  tagsOf,
  timeLeft,
  to,
  useFrame,
  useNow,
  useRoute,
} from "../../shared";
import { Attempts } from "./Attempts";

// What a person sees counted; after these the core asks daily.
const rungs = 8;

// The counter asks every few seconds and a checkout waits for its end: only the long ladder has rounds to count.
function roundOf(order: OrderView, now: number, t: ReturnType<typeof useSpeech>["t"]) {
  if (order.state === "waiting" || order.next_at === null) return null;
  if (order.rounds < rungs) return t("outbox.round", { at: order.rounds + 1 });
  return order.next_at - now > 3_600_000 ? t("outbox.daily") : null;
}

function Next({ order, now }: { order: OrderView; now: number }) {
  const { t } = useSpeech();
  if (!isOpen(order.state) || order.next_at === null) {
    return order.closed_at === null ? null : (
      <span className="outbox-order-closed">
        {t("outbox.closed")} <TimeText at={order.closed_at} inList />
      </span>
    );
  }
  const due = order.next_at <= now;
  const left = timeLeft(order.next_at, now);
  return (
    <span className="outbox-order-next">
      {due
        ? t("outbox.now")
        : t(order.state === "unknown" || order.state === "waiting" ? "outbox.next" : "outbox.next_send", {
            left,
          })}
      <span className="outbox-order-round">{roundOf(order, now, t)}</span>
    </span>
  );
}

type RowProps = ReturnType<ReturnType<typeof useRows<OrderView>>>;

function OrderRow({
  order,
  now,
  open,
  onToggle,
  row,
}: {
  order: OrderView;
  now: number;
  open: boolean;
  onToggle: () => void;
  row: RowProps;
}) {
  const { t, word } = useSpeech();
  const ask = useCommand(commands.outboxAsk, ["outbox", "desk", "frame", ...tagsOf(order)]);
  const place = useId();
  const kind = word("kind", order.kind);
  const named = { kind, order: order.order_number };
  const { "aria-selected": _, ...rest } = row;
  return (
    <li className="outbox-order" data-state={order.state} data-open={open || undefined}>
      <div className="outbox-order-row">
        <button
          type="button"
          {...rest}
          className="outbox-order-toggle"
          tabIndex={0}
          aria-expanded={open}
          aria-controls={place}
          onClick={onToggle}
          onDoubleClick={undefined}
        >
          <Icon of={ChevronRight} size={14} />
          <StatusBadge state={order.state} />
          <span className="outbox-order-kind">{kind}</span>
          {order.amount ? <MoneyCell money={order.amount} /> : <span className="outbox-no-amount" />}
          <span className="outbox-order-number">{order.order_number}</span>
          <span className="outbox-order-since">
            <TimeText at={order.recorded_at} inList />
            <span className="outbox-order-attempts">{t("outbox.attempts", { count: order.attempts })}</span>
          </span>
          <Next order={order} now={now} />
        </button>
        <span className="outbox-order-acts">
          {isOpen(order.state) ? (
            <Button
              small
              busy={ask.isPending}
              aria-label={t("outbox.ask_named", named)}
              onPress={() => ask.send({ order: order.id })}
            >
              {t("outbox.ask")}
            </Button>
          ) : null}
          <Button
            small
            look="quiet"
            aria-label={t("outbox.open_named", { ...named, about: order.about })}
            onPress={() => go(placeOf(order))}
          >
            {t("outbox.open", { about: order.about })}
          </Button>
        </span>
      </div>
      <div id={place} hidden={!open}>
        {ask.problem ? <ProblemCard problem={ask.problem} /> : null}
        {open ? <Attempts order={order} /> : null}
      </div>
    </li>
  );
}

const keyOf = (order: OrderView) => order.id;

export function OutboxScreen() {
  const { t } = useSpeech();
  const { data: frame, problem } = useFrame();
  if (frame?.current == null && problem === null) {
    return (
      <Page title={t("outbox.title")} about={t("outbox.about")}>
        {frame ? <NoAccount icon={Send} /> : <Skeleton label={t("shared.loading")} />}
      </Page>
    );
  }
  return <Orders />;
}

function Orders() {
  const { t } = useSpeech();
  const now = useNow(1000);
  const chosen = useRoute().path[1] ?? null;
  const [current, setCurrent] = useState<string | null>(chosen);
  const { data, problem, isPending } = useQuery(commands.outboxList, undefined, {
    tags: ["outbox"],
    keep: true,
    again: (view) => (view && view.open.length + view.waiting.length > 0 ? 2000 : 30_000),
  });
  const ask = useCommand(commands.outboxAsk, ["outbox", "payments", "desk", "frame"]);
  const open = data?.open ?? [];
  const waiting = data?.waiting ?? [];
  const closed = data?.closed ?? [];
  const groups = [
    { id: "unknown", name: t("outbox.unknown"), orders: open.filter((order) => order.state === "unknown") },
    {
      id: "under_way",
      name: t("outbox.under_way"),
      orders: open.filter((order) => order.state !== "unknown"),
    },
    { id: "waiting", name: t("outbox.waiting"), orders: waiting },
    { id: "refused", name: t("outbox.refused"), orders: closed.filter((order) => order.state === "refused") },
    {
      id: "unpaid",
      name: t("outbox.unpaid"),
      orders: closed.filter((order) => order.state === "closed" || order.state === "cancelled"),
    },
    { id: "done", name: t("outbox.done"), orders: closed.filter((order) => order.state === "done") },
  ].filter((group) => group.orders.length > 0);
  const all = groups.flatMap((group) => group.orders);
  const toggle = (order: OrderView) =>
    go(order.id === chosen ? to("outbox") : to("outbox", order.id), { replace: true });
  const rowProps = useRows({
    rows: all,
    keyOf,
    current,
    onCurrent: setCurrent,
    onOpen: toggle,
    next: t("outbox.next_row"),
    before: t("outbox.row_before"),
  });
  const inDoubt = data?.in_doubt ?? [];
  return (
    <Page
      title={t("outbox.title")}
      about={t("outbox.about")}
      acts={
        open.length + waiting.length > 0 ? (
          <Button busy={ask.isPending} onPress={() => ask.send({ order: null })}>
            {t("outbox.ask_all")}
          </Button>
        ) : null
      }
    >
      <div className="outbox">
        <ProblemCard problem={problem ?? ask.problem} />
        {isPending ? <Skeleton label={t("shared.loading")} /> : null}
        {data && all.length === 0 ? (
          <Empty icon={Send} title={t("outbox.empty")}>
            {t("outbox.empty_words")}
          </Empty>
        ) : null}
        {groups.map((group) => (
          <Panel
            key={group.id}
            title={group.name}
            count={group.orders.length}
            acts={
              group.id === "unknown" && inDoubt.length > 0 ? (
                <p className="outbox-in-doubt">
                  {t("outbox.in_doubt")}
                  {inDoubt.map((money) => (
                    <MoneyText key={money.currency} money={money} strong />
                  ))}
                </p>
              ) : null
            }
          >
            {group.id === "unknown" ? <p className="outbox-words">{t("outbox.unknown_words")}</p> : null}
            {group.id === "waiting" ? (
              <p className="outbox-words outbox-words-calm">{t("outbox.waiting_words")}</p>
            ) : null}
            <ul className="outbox-orders">
              {group.orders.map((order) => (
                <OrderRow
                  key={order.id}
                  order={order}
                  now={now}
                  open={order.id === chosen}
                  onToggle={() => toggle(order)}
                  row={rowProps(order, all.indexOf(order))}
                />
              ))}
            </ul>
          </Panel>
        ))}
      </div>
    </Page>
  );
}
