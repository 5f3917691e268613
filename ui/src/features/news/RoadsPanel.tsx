import Radio from "lucide-react/icons/message-circle-question-mark";
import { useSpeech } from "../../i18n";
import { commands, type RoadsView, useCommand, useQuery } from "../../ipc";
import { Button } from "../../kit";
import { clock, ProblemCard, TimeText } from "../../shared";
import { useSinceLook } from "./useSinceLook";

const touched = ["news", "payments", "dispute", "agreement", "subscription", "registration", "desk", "frame"];

/** How news reaches this desk, and reading it now. */
export function useRoads(account: string | null) {
  const roads = useQuery(commands.newsRoads, undefined, {
    enabled: account !== null,
    tags: ["news", "accounts"],
    keep: true,
    again: () => 30_000,
  });
  const read = useCommand(commands.newsRead, touched);
  const since = useSinceLook(account, roads.data, read.data);
  return { view: read.data && !roads.data ? read.data : roads.data, problem: roads.problem, read, since };
}

function Feed({ view }: { view: RoadsView }) {
  const { t } = useSpeech();
  return (
    <div className="road" data-state={view.feed}>
      <h2>{t("news.feed")}</h2>
      {view.feed === "read" ? (
        <p>
          {t("news.feed.read")} {view.feed_until === null ? null : <TimeText at={view.feed_until} seconds />}
        </p>
      ) : view.feed === "absent" ? (
        <p>
          {t("news.feed.absent")} {view.feed_code ? <code className="dim">{view.feed_code}</code> : null}
        </p>
      ) : (
        <p>{t("news.feed.unread")}</p>
      )}
    </div>
  );
}

function Relay({ view, onSetUp }: { view: RoadsView; onSetUp: () => void }) {
  const { t } = useSpeech();
  return (
    <div className="road" data-state={view.relay === null ? "none" : "read"}>
      <h2>{t("news.relay")}</h2>
      {view.relay === null ? (
        <p>{t("news.relay.none")}</p>
      ) : (
        <p>
          <span className="mono">{view.relay}</span>
          {view.relay_position === null ? null : (
            <span className="dim"> · {t("news.relay.position", { position: view.relay_position })}</span>
          )}
          {view.unverified > 0 ? (
            <span className="dim"> · {t("news.relay.unverified", { count: view.unverified })}</span>
          ) : null}
          {view.relay_other_store_at === null ? null : (
            <span className="dim">
              {" · "}
              {t("news.relay.other_store")} <TimeText at={view.relay_other_store_at} seconds />
            </span>
          )}
        </p>
      )}
      <Button small look="quiet" onPress={onSetUp}>
        {t(view.relay === null ? "news.relay.set_up" : "news.relay.change")}
      </Button>
    </div>
  );
}

export function RoadsPanel({
  roads,
  onSetUp,
  onAsk,
}: {
  roads: ReturnType<typeof useRoads>;
  onSetUp: () => void;
  onAsk: () => void;
}) {
  const { t } = useSpeech();
  const { view, read, since } = roads;
  // What the last reading met: how the roads stand without asking says nothing of it.
  const problem = read.problem ?? read.data?.problem ?? roads.problem;
  return (
    <section className="roads" aria-label={t("news.roads")}>
      <div className="roads-row">
        {view ? (
          <>
            <Feed view={view} />
            <Relay view={view} onSetUp={onSetUp} />
          </>
        ) : null}
        <div className="roads-ask">
          <Button icon={Radio} keys="i" busy={read.isPending} onPress={onAsk}>
            {t("news.read_now")}
          </Button>
          <span role="status" className="dim">
            {since && !read.isPending && problem === null
              ? t("news.fresh", { fresh: since.fresh, since: clock(since.since, { seconds: true }) })
              : null}
          </span>
        </div>
      </div>
      <ProblemCard problem={problem} />
    </section>
  );
}
