import "./desk.css";
import Plus from "lucide-react/icons/plus";
import { useSpeech } from "../../i18n";
import { commands, useQuery } from "../../ipc";
import { Button, Skeleton } from "../../kit";
import { absolute, dayOf, go, Page, ProblemCard, useFrame, useNow } from "../../shared";
import { Contradicting, Disputes, Tokens, useAhead } from "./Ahead";
import { CustomsRefused, Expiring, OpenOrders, RefusedOrders, Today } from "./Panels";
import { Welcome } from "./Welcome";

export function DeskScreen() {
  const { t } = useSpeech();
  const frame = useFrame();
  if (frame.problem) {
    return (
      <Page title={t("desk.title")}>
        <ProblemCard
          problem={frame.problem}
          act={<Button onPress={() => frame.reload()}>{t("desk.reload")}</Button>}
        />
      </Page>
    );
  }
  if (!frame.data) {
    return (
      <Page title={t("desk.title")}>
        <Skeleton label={t("shared.loading")} />
      </Page>
    );
  }
  return frame.data.current ? <Inbox /> : <Welcome frame={frame.data} />;
}

function Inbox() {
  const { t } = useSpeech();
  const now = useNow();
  const frame = useFrame();
  const { data: desk, problem } = useQuery(commands.deskToday, undefined, {
    tags: ["desk", "outbox", "payments", "customs"],
    keep: true,
    again: (view) => (view && view.unknown.length + view.waiting.length > 0 ? 5000 : 60_000),
  });
  const ahead = useAhead();
  const calm =
    desk !== undefined &&
    !ahead.isPending &&
    ahead.problem === null &&
    ahead.count === 0 &&
    desk.expiring.length + desk.unknown.length + desk.refused.length + desk.customs_refused.length === 0;
  return (
    <Page
      title={t("desk.title")}
      about={
        desk
          ? desk.oldest === null
            ? t("desk.coverage_none")
            : t("desk.coverage", { payments: desk.payments, since: dayOf(desk.oldest), now: absolute(now) })
          : null
      }
      acts={
        <Button icon={Plus} onPress={() => go("#/take")}>
          {t("desk.take")}
        </Button>
      }
    >
      <ProblemCard problem={frame.data?.ledger_problem ?? null} />
      <ProblemCard problem={problem ?? ahead.problem} />
      {desk ? (
        <>
          <Today sums={desk.today} />
          {calm ? <Calm /> : null}
          <OpenOrders title={t("desk.unknown")} orders={desk.unknown} />
          <Disputes ahead={ahead} />
          <Expiring desk={desk} />
          <Contradicting ahead={ahead} />
          <RefusedOrders orders={desk.refused} />
          <CustomsRefused declarations={desk.customs_refused} />
          <Tokens ahead={ahead} />
          <OpenOrders title={t("desk.waiting")} orders={desk.waiting} />
        </>
      ) : problem ? null : (
        <Skeleton label={t("shared.loading")} lines={9} />
      )}
    </Page>
  );
}

function Calm() {
  const { t } = useSpeech();
  return (
    <section className="calm">
      <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false">
        <circle cx="12" cy="12" r="10" className="calm-ring" />
        <path d="m8 12.4 2.8 2.8L16.2 9.6" className="calm-tick" />
      </svg>
      <div>
        <h2>{t("desk.calm")}</h2>
        <p>{t("desk.calm_words")}</p>
      </div>
    </section>
  );
}
