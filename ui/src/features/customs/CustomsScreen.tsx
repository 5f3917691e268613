import "./customs.css";
import Ship from "lucide-react/icons/container";
import RefreshCw from "lucide-react/icons/refresh-cw";
import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type DeclarationView, useCommand, useQuery } from "../../ipc";
import { Button, Empty, IconButton, Segments, Skeleton, useKeys } from "../../kit";
import { useRows } from "../../kit/rows";
import {
  go,
  IdText,
  MoneyCell,
  NextCheck,
  NoAccount,
  Page,
  ProblemCard,
  TimeText,
  to,
  useFrame,
  useRoute,
} from "../../shared";
import { useStage } from "../../shared/practice";
import { askedTags, DeclarationPane } from "./DeclarationPane";
import { DeclarationSheet } from "./DeclarationSheet";
import { Offices } from "./Offices";
import { useDeclarations } from "./queries";
import { DeclarationState } from "./State";

const filters = ["all", "open", "refused", "accepted"] as const;
type Filter = (typeof filters)[number];

const wanted: Record<Filter, (state: string) => boolean> = {
  all: () => true,
  open: (state) => ["queued", "sending", "unknown", "with_customs"].includes(state),
  refused: (state) => state === "customs_refused" || state === "refused",
  accepted: (state) => state === "accepted",
};

function AskNow({ declaration }: { declaration: DeclarationView }) {
  const { t } = useSpeech();
  const ask = useCommand(commands.declarationInquire, [...askedTags, `payment:${declaration.payment}`]);
  return (
    <IconButton
      small
      icon={RefreshCw}
      label={t("customs.ask_now_about", { order: declaration.order_number })}
      busy={ask.isPending}
      onPress={() => ask.send({ id: declaration.id })}
    />
  );
}

/** The sheet needs the payment as it stands. */
function CorrectionSheet({ declaration, onClose }: { declaration: DeclarationView; onClose: () => void }) {
  const { data } = useQuery(
    commands.paymentShow,
    { id: declaration.payment },
    { tags: [`payment:${declaration.payment}`] },
  );
  return data ? <DeclarationSheet payment={data} correcting={declaration} onClose={onClose} /> : null;
}

const keyOf = (declaration: DeclarationView) => declaration.id;

export function CustomsScreen() {
  const { t } = useSpeech();
  const { data: frame, problem } = useFrame();
  if (frame?.current == null && problem === null) {
    return (
      <Page title={t("customs.title")} about={t("customs.about")}>
        {frame ? <NoAccount icon={Ship} /> : <Skeleton label={t("shared.loading")} />}
      </Page>
    );
  }
  return <Declared />;
}

function Declared() {
  const { t } = useSpeech();
  useStage({ place: "customs", further: ["declare"] });
  const route = useRoute();
  const chosen = route.path[1] ?? null;
  const [filter, setFilter] = useState<Filter>(
    () => filters.find((one) => one === route.query.get("show")) ?? "all",
  );
  const [offices, setOffices] = useState(false);
  const [correcting, setCorrecting] = useState<DeclarationView | null>(null);
  const { declarations, problem, isPending, isFetching, more } = useDeclarations();
  const rows = declarations.filter((one) => wanted[filter](one.state));
  const open = declarations.find((one) => one.id === chosen) ?? null;
  const choose = (id: string) => go(to("customs", id), { replace: chosen !== null });
  const rowProps = useRows({
    rows,
    keyOf,
    current: chosen,
    onCurrent: choose,
    onOpen: (declaration) => go(to("payments", declaration.payment)),
    next: t("customs.next_row"),
    before: t("customs.row_before"),
  });
  useKeys(open ? [{ keys: "escape", run: () => go(to("customs"), { replace: true }) }] : []);

  return (
    <Page
      title={t("customs.title")}
      about={t("customs.about")}
      fill
      acts={
        <>
          <Segments
            label={t("customs.filter")}
            hideLabel
            value={filter}
            onChange={setFilter}
            options={filters.map((value) => ({ value, label: t(`customs.filter.${value}`) }))}
          />
          <Button onPress={() => setOffices(true)}>{t("customs.offices")}</Button>
        </>
      }
    >
      <div className="customs" data-open={open !== null || undefined}>
        <div className="customs-list">
          <ProblemCard problem={problem} />
          {isPending ? (
            <Skeleton label={t("shared.loading")} lines={8} />
          ) : rows.length > 0 ? (
            <table
              className="table customs-rows"
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are walked by keys
              role="grid"
              aria-label={t("customs.list")}
              aria-rowcount={rows.length}
            >
              <thead>
                <tr>
                  <th scope="col">{t("customs.col.state")}</th>
                  <th scope="col">{t("customs.col.order")}</th>
                  <th scope="col" className="right">
                    {t("customs.col.amount")}
                  </th>
                  <th scope="col" className="customs-wide">
                    {t("customs.col.office")}
                  </th>
                  <th scope="col" className="customs-wide">
                    {t("customs.col.customs_payment")}
                  </th>
                  <th scope="col" className="customs-wide">
                    {t("customs.col.said")}
                  </th>
                  <th scope="col">{t("customs.col.asked")}</th>
                  <th scope="col">
                    <span className="sr-only">{t("customs.col.acts")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((one, at) => (
                  <tr key={one.id} {...rowProps(one, at)} aria-rowindex={at + 1}>
                    <td>
                      <DeclarationState state={one.state} />
                    </td>
                    <td className="customs-strong">{one.suborder ?? one.order_number}</td>
                    <td className="right">
                      <MoneyCell money={one.amount} />
                    </td>
                    <td className="mono customs-wide">{one.customs}</td>
                    <td className="customs-wide">
                      {one.customs_payment === null ? null : (
                        <IdText id={one.customs_payment} name={t("customs.col.customs_payment")} brief />
                      )}
                    </td>
                    <td className="customs-said customs-wide">
                      {one.customs_code === null ? (
                        <NextCheck at={one.next_at} />
                      ) : (
                        <>
                          <code>{one.customs_code}</code> {one.customs_text}
                        </>
                      )}
                    </td>
                    <td>
                      <TimeText at={one.asked_at} inList />
                    </td>
                    <td className="customs-acts">
                      {wanted.open(one.state) ? <AskNow declaration={one} /> : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : problem ? null : declarations.length === 0 && more === null ? (
            <Empty
              icon={Ship}
              title={t("customs.empty")}
              act={<Button onPress={() => go("#/payments")}>{t("customs.empty_act")}</Button>}
            >
              {t("customs.empty_words")}
            </Empty>
          ) : (
            <Empty
              icon={Ship}
              title={t("customs.none_of_filter")}
              act={<Button onPress={() => setFilter("all")}>{t("customs.show_all")}</Button>}
            >
              {t("customs.none_of_filter_words")}
            </Empty>
          )}
          {isPending || problem ? null : (
            <div className="customs-foot">
              <span>{t("customs.counted", { shown: rows.length, all: more === null ? "yes" : "no" })}</span>
              {more ? (
                <Button small busy={isFetching} onPress={more}>
                  {t("customs.more")}
                </Button>
              ) : null}
            </div>
          )}
        </div>
        {open ? (
          <DeclarationPane
            key={open.id}
            declaration={open}
            onCorrect={() => setCorrecting(open)}
            onClose={() => go(to("customs"), { replace: true })}
          />
        ) : null}
      </div>
      {offices ? <Offices onClose={() => setOffices(false)} /> : null}
      {correcting ? <CorrectionSheet declaration={correcting} onClose={() => setCorrecting(null)} /> : null}
    </Page>
  );
}
