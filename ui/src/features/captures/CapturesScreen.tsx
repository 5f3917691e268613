import "./captures.css";
import Hand from "lucide-react/icons/hand-coins";
import { useState } from "react";
import { useSpeech } from "../../i18n";
import type { MoneyView, PaymentRowView } from "../../ipc";
import { Button, Empty, Segments, Skeleton, useKeys } from "../../kit";
import { useRows } from "../../kit/rows";
import {
  formatMoney,
  go,
  MoneyCell,
  MoneyText,
  NoAccount,
  Page,
  ProblemCard,
  paidWith,
  StatusBadge,
  StatusNote,
  sumByCurrency,
  TimeText,
  to,
  useFrame,
  useNow,
  useRoute,
} from "../../shared";
import { HoursLeft } from "./HoursLeft";
import { useHolds } from "./queries";
import { urgencyOf } from "./urgency";

const keyOf = (hold: PaymentRowView) => hold.id;
const openPayment = (hold: PaymentRowView) => go(to("payments", hold.id));
const openCapture = (hold: PaymentRowView) => go(to("payments", hold.id, { do: "capture" }));

/** Sums of what can still be captured, a line a currency; never mixed. */
function Sums({
  name,
  sums,
  count,
  whole,
  warn,
}: {
  name: string;
  sums: readonly MoneyView[];
  count: number;
  whole: boolean;
  warn: boolean;
}) {
  const { t } = useSpeech();
  return (
    <section className="hold-sums" aria-label={name} data-warn={warn || undefined}>
      <span className="hold-sums-name">{name}</span>
      <span>
        {t("captures.count", { count })} {whole ? null : t("captures.so_far")}
      </span>
      {sums.map((sum) => (
        <MoneyText key={sum.currency} money={sum} strong />
      ))}
    </section>
  );
}

/** Open holds, soonest end first, with what is lost if nobody acts. */
export function CapturesScreen() {
  const { t } = useSpeech();
  const { data: frame, problem } = useFrame();
  if (frame?.current == null && problem === null) {
    return (
      <Page title={t("captures.title")} about={t("captures.about")}>
        {frame ? <NoAccount icon={Hand} /> : <Skeleton label={t("shared.loading")} />}
      </Page>
    );
  }
  return <Holds />;
}

function Holds() {
  const speech = useSpeech();
  const { t, locale } = speech;
  const now = useNow(30_000);
  const asked = useRoute().query.get("show");
  const [view, setView] = useState<"soon" | "all" | null>(asked === "soon" || asked === "all" ? asked : null);
  const [current, setCurrent] = useState<string | null>(null);
  const { holds, problem, isPending, isFetching, more } = useHolds();
  const near = holds.filter((hold) => hold.hold_until !== null && urgencyOf(hold.hold_until, now) !== "calm");
  // A quiet desk opens on everything; a desk with something to lose opens on that.
  const shown = view ?? (near.length > 0 || isPending ? "soon" : "all");
  const rows = shown === "soon" ? near : holds;
  // Sorted by end: once a calm one is loaded, all near ones are.
  const whole = more === null || (shown === "soon" && near.length < holds.length);
  const sums = sumByCurrency(rows.map((hold) => hold.capturable));
  const rowProps = useRows({
    rows,
    keyOf,
    current,
    onCurrent: setCurrent,
    onOpen: openPayment,
    next: t("captures.next_row"),
    before: t("captures.row_before"),
  });
  const chosen = rows.find((hold) => hold.id === current) ?? rows[0];
  useKeys(chosen ? [{ keys: "c", label: t("captures.capture"), run: () => openCapture(chosen) }] : []);
  const sumsName = shown === "soon" ? t("captures.at_risk") : t("captures.held");

  return (
    <Page
      title={t("captures.title")}
      about={t("captures.about")}
      fill
      acts={
        <Segments
          label={t("captures.view")}
          hideLabel
          value={shown}
          onChange={setView}
          options={[
            { value: "soon", label: t("captures.view.soon") },
            { value: "all", label: t("captures.view.all") },
          ]}
        />
      }
    >
      <div className="holds">
        <ProblemCard problem={problem} />
        {isPending ? <Skeleton label={t("shared.loading")} lines={8} /> : null}
        {rows.length > 0 ? (
          <>
            <Sums name={sumsName} sums={sums} count={rows.length} whole={whole} warn={shown === "soon"} />
            <StatusNote>
              {sumsName} {sums.map((sum) => formatMoney(sum, locale)).join(" · ")}
            </StatusNote>
            <table
              className="table holds-table"
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are walked by keys
              role="grid"
              aria-label={t("captures.list")}
              aria-rowcount={whole ? rows.length : -1}
            >
              <thead>
                <tr>
                  <th scope="col">{t("captures.col.left")}</th>
                  <th scope="col">{t("captures.col.order")}</th>
                  <th scope="col">{t("captures.col.method")}</th>
                  <th scope="col" className="holds-state">
                    {t("captures.col.state")}
                  </th>
                  <th scope="col" className="right">
                    {t("captures.col.capturable")}
                  </th>
                  <th scope="col" className="right holds-of">
                    {t("captures.col.amount")}
                  </th>
                  <th scope="col" className="holds-ends">
                    {t("captures.col.ends")}
                  </th>
                  <th scope="col">
                    <span className="sr-only">{t("captures.col.acts")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((hold, at) => (
                  <tr key={hold.id} {...rowProps(hold, at)} aria-rowindex={at + 1}>
                    <td>
                      {hold.hold_until === null ? null : <HoursLeft until={hold.hold_until} now={now} />}
                    </td>
                    <td className="holds-order">{hold.order_number}</td>
                    <td>{paidWith(hold, speech)}</td>
                    <td className="holds-state">
                      <StatusBadge state={hold.flags.includes("unknown") ? "unknown" : hold.state} quiet />
                    </td>
                    <td className="right">
                      <MoneyCell money={hold.capturable} />
                    </td>
                    <td className="right holds-of">
                      <MoneyCell money={hold.amount} dim />
                    </td>
                    <td className="holds-ends">
                      {hold.hold_until === null ? null : <TimeText at={hold.hold_until} />}
                    </td>
                    <td className="holds-acts">
                      <Button
                        small
                        {...(hold.id === chosen?.id ? { keys: "c" } : {})}
                        onPress={() => openCapture(hold)}
                      >
                        <span>
                          {t("captures.capture")}
                          <span className="sr-only">
                            {t("captures.capture_what", {
                              amount: formatMoney(hold.capturable, locale),
                              order: hold.order_number,
                            })}
                          </span>
                        </span>
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        ) : isPending || problem ? null : shown === "soon" && holds.length > 0 ? (
          <Empty
            icon={Hand}
            title={t("captures.none_soon")}
            act={<Button onPress={() => setView("all")}>{t("captures.show_all")}</Button>}
          >
            {t("captures.none_soon_words", { count: holds.length })}
          </Empty>
        ) : (
          <Empty icon={Hand} title={t("captures.none")}>
            {t("captures.none_words")}
          </Empty>
        )}
        {more && (shown === "all" || !whole) ? (
          <div className="holds-foot">
            <Button small busy={isFetching} onPress={more}>
              {t("captures.more")}
            </Button>
          </div>
        ) : null}
      </div>
    </Page>
  );
}
