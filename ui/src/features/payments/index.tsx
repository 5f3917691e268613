import "./payments.css";
import Plus from "lucide-react/icons/plus";
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useSpeech } from "../../i18n";
import { commands, type PaymentRowView, useCommand, useQuery } from "../../ipc";
import { Button, Grid, type GridColumn, type GridHandle, Skeleton, useKeys } from "../../kit";
import {
  go,
  isZero,
  MoneyCell,
  methodName,
  Page,
  ProblemCard,
  rowHeight,
  StatusBadge,
  StatusNote,
  sumByCurrency,
  TimeText,
  ToneBadge,
  to,
  toneOf,
  useFrame,
  usePrefs,
  useRoute,
} from "../../shared";
import { Filters } from "./Filters";
import { addressOf, type Filter, formOf, partsOf, readFilter } from "./filter";
import { Nothing } from "./Nothing";
import { Preview } from "./Preview";
import { usePages } from "./pages";
import { Sums } from "./Sums";

const widths = "20px 142px 118px 126px 152px minmax(156px, 1fr) minmax(64px, 1.2fr) 74px 100px";
/** Beside the preview, which says the rest. */
const briefly = ["tick", "state", "time", "amount", "order"];
const briefWidths = "20px 142px 118px 126px minmax(110px, 1fr)";

/** Where the cursor was, so that coming back from a payment finds it there. */
const left = { address: "", active: 0 };

export function PaymentsScreen() {
  const speech = useSpeech();
  const { t, word } = speech;
  const route = useRoute();
  const prefs = usePrefs();
  const { data: frame } = useFrame();
  const accountless = frame?.current === null;
  const filter = useMemo(() => readFilter(route.query), [route]);
  const form = useMemo(() => formOf(filter), [filter]);
  const address = addressOf(filter);
  const pages = usePages(form);
  const count = useQuery(commands.paymentCount, form, { tags: ["payments"], keep: true, forget: 30_000 });
  const inquire = useCommand(commands.paymentInquire);
  const [active, setActive] = useState(left.address === address ? left.active : 0);
  const [preview, setPreview] = useState(false);
  const [ticked, setTicked] = useState<ReadonlyMap<string, PaymentRowView>>(new Map());
  const [whole, setWhole] = useState(false);
  const grid = useRef<GridHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const row = pages.rowAt(active);

  useEffect(() => {
    left.address = address;
    left.active = active;
  }, [address, active]);

  const change = (next: Filter) => {
    setActive(0);
    setTicked(new Map());
    setWhole(false);
    go(addressOf(next), { replace: true });
  };

  const tick = useCallback((found: PaymentRowView | undefined) => {
    if (!found) return;
    setWhole(false);
    setTicked((old) => {
      const next = new Map(old);
      if (!next.delete(found.id)) next.set(found.id, found);
      return next;
    });
  }, []);

  const extend = (by: number) => {
    const here = pages.rowAt(active);
    const there = pages.rowAt(active + by);
    setWhole(false);
    setTicked((old) => {
      const next = new Map(old);
      for (const found of [here, there]) if (found) next.set(found.id, found);
      return next;
    });
    grid.current?.move(by);
  };

  const act = (what: string) => () => {
    if (row) go(to("payments", row.id, { do: what }));
  };
  const step = (by: number) => () => {
    grid.current?.focus();
    grid.current?.move(by);
  };
  const clear = () => {
    if (whole || ticked.size > 0) {
      setWhole(false);
      setTicked(new Map());
    } else if (preview) setPreview(false);
    else window.history.back();
  };
  useKeys([
    { keys: "/", label: t("payments.search"), run: () => search.current?.focus() },
    { keys: "j", label: t("payments.key.next"), run: step(1) },
    { keys: "k", label: t("payments.key.previous"), run: step(-1) },
    { keys: "enter", label: t("payments.key.open"), run: () => row && go(to("payments", row.id)) },
    { keys: "space", label: t("payments.preview"), run: () => setPreview((on) => !on) },
    { keys: "x", label: t("payments.key.tick"), run: () => tick(row) },
    { keys: "shift+j", label: t("payments.key.extend"), run: () => extend(1) },
    { keys: "shift+k", run: () => extend(-1) },
    { keys: "shift+arrowdown", run: () => extend(1) },
    { keys: "shift+arrowup", run: () => extend(-1) },
    { keys: "mod+a", label: t("payments.key.all"), run: () => setWhole(true) },
    { keys: "mod+c", label: t("payments.key.copy"), run: () => copyId(row) },
    { keys: "c", label: t("payments.key.capture"), run: act("capture") },
    { keys: "r", label: t("payments.key.refund"), run: act("give-back") },
    { keys: "v", run: act("give-back") },
    { keys: "i", label: t("payments.key.inquire"), run: () => row && inquire.send({ id: row.id }) },
    { keys: "n", label: t("payments.take"), run: () => go("#/take") },
    { keys: "escape", label: t("payments.key.back"), run: clear },
  ]);

  const isTicked = useCallback((found: PaymentRowView) => whole || ticked.has(found.id), [whole, ticked]);
  const columns = useMemo<GridColumn<PaymentRowView>[]>(
    () => [
      {
        id: "tick",
        head: <span className="sr-only">{t("payments.key.tick")}</span>,
        cell: (found) => (
          <input
            type="checkbox"
            className="tick"
            tabIndex={-1}
            aria-label={t("payments.tick", { order: found.order_number })}
            checked={isTicked(found)}
            onClick={(event) => event.stopPropagation()}
            onChange={() => tick(found)}
          />
        ),
      },
      { id: "state", head: t("payments.state"), cell: (found) => <StatusBadge state={found.state} /> },
      { id: "time", head: t("payments.time"), cell: (found) => <TimeText at={found.created_at} inList /> },
      {
        id: "amount",
        head: t("payments.amount"),
        right: true,
        cell: (found) => <MoneyCell money={found.amount} />,
      },
      {
        id: "method",
        head: t("payments.method"),
        cell: (found) => (
          <span className="method-paid">
            {found.brand ?? methodName(found.method, found.method_name, speech)}
            {found.last_four ? <span className="dim"> ··{found.last_four}</span> : null}
          </span>
        ),
      },
      {
        id: "order",
        head: t("payments.order"),
        cell: (found) => <span className="mono">{found.order_number}</span>,
      },
      {
        id: "description",
        head: t("payments.description"),
        cell: (found) => <span className="dim">{found.description}</span>,
      },
      {
        id: "refunded",
        head: t("payments.refunded"),
        right: true,
        cell: (found) => (isZero(found.refunded) ? null : <MoneyCell money={found.refunded} dim bare />),
      },
      {
        id: "flags",
        head: <span className="sr-only">{t("payments.flags")}</span>,
        cell: (found) =>
          found.flags
            .filter((flag) => flag !== "declared")
            .slice(0, 1)
            .map((flag) => (
              <ToneBadge key={flag} tone={toneOf(flag)} quiet>
                {word("payments.flag.word", flag)}
              </ToneBadge>
            )),
      },
    ],
    [t, word, speech, tick, isTicked],
  );

  const open = (found: PaymentRowView, event: MouseEvent | KeyboardEvent) => {
    // With the preview open a click shows there; a second one, Enter or the link opens.
    if (event.type === "click" && preview && "detail" in event && event.detail < 2) return;
    go(to("payments", found.id));
  };

  const selected = whole ? null : [...ticked.values()];
  const pending = pages.isPending;
  return (
    <Page
      fill
      title={t("payments.title")}
      acts={
        frame?.current ? (
          <Button icon={Plus} keys="n" onPress={() => go("#/take")}>
            {t("payments.take")}
          </Button>
        ) : null
      }
    >
      <div className="payments">
        <Filters
          filter={filter}
          onChange={change}
          searchRef={search}
          onLeave={() => {
            search.current?.blur();
            grid.current?.focus();
          }}
        />
        <ProblemCard
          problem={accountless ? null : (pages.problem ?? inquire.problem)}
          act={
            pages.problem ? (
              <Button small onPress={pages.reload}>
                {t("payments.reload")}
              </Button>
            ) : null
          }
        />
        <div className="payments-body">
          {pages.isEmpty || accountless ? (
            <Nothing filter={filter} onChange={change} />
          ) : pending ? (
            <Skeleton label={t("shared.loading")} lines={14} />
          ) : (
            <Grid
              ref={grid}
              label={t("payments.title")}
              columns={preview ? columns.filter((column) => briefly.includes(column.id)) : columns}
              widths={preview ? briefWidths : widths}
              least={preview ? 620 : 1060}
              rows={
                count.data && !count.isPlaceholder
                  ? Math.min(pages.reach, Math.max(count.data.count, 1))
                  : pages.reach
              }
              total={count.data?.count ?? -1}
              rowHeight={rowHeight[prefs.density]}
              rowAt={pages.rowAt}
              active={active}
              onActive={setActive}
              ticked={isTicked}
              onOpen={open}
              onWindow={pages.onWindow}
            />
          )}
          {preview && row ? <Preview id={row.id} onClose={() => setPreview(false)} /> : null}
        </div>
      </div>
      <StatusNote>
        {selected && selected.length > 0 ? (
          <>
            <strong>{t("payments.ticked", { count: selected.length })}</strong>
            <Sums
              sums={sumByCurrency(selected.map((found) => found.amount)).map((sum) => ({
                currency: sum.currency,
                amount: sum.value,
                refunded: "0",
                count: selected.filter((found) => found.amount.currency === sum.currency).length,
              }))}
            />
          </>
        ) : count.data ? (
          <>
            <strong>
              {t(
                whole ? "payments.ticked" : partsOf(filter).length > 0 ? "payments.found" : "payments.count",
                {
                  count: count.data.count,
                },
              )}
            </strong>
            <Sums sums={count.data.sums} />
          </>
        ) : null}
      </StatusNote>
    </Page>
  );
}

function copyId(row: PaymentRowView | undefined): void {
  const chosen = String(window.getSelection() ?? "");
  const text = chosen === "" ? (row?.payment_id ?? row?.id) : chosen;
  if (text) void navigator.clipboard.writeText(text);
}
