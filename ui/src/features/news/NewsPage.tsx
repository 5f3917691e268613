import "./news.css";
import { useSpeech } from "../../i18n";
import { commands, type NewsView, useCommand, useQuery } from "../../ipc";
import { Button, Fact, Facts, useKeys } from "../../kit";
import { CopyButton, go, IdText, MoneyText, Page, Panel, ProblemCard, TimeText, to } from "../../shared";
import { Crumb, DossierBadge, NotYet } from "../../shared/dossier";
import { effectOfRow } from "./effect";
import { NewsWord } from "./NewsWord";
import { Roads, Verdict } from "./Roads";
import { placeOfSubject } from "./subject";

export function NewsPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const { data, problem, reload } = useQuery(
    commands.newsShow,
    { id },
    { tags: ["news", `news:${id}`], keep: true, forget: 60_000 },
  );
  useKeys([{ keys: "escape", label: t("news.back"), run: () => go(to("news")) }]);
  if (!data) {
    return (
      <NotYet
        crumb={
          <Crumb href={to("news")} label={t("news.back")}>
            <span className="mono">{id}</span>
          </Crumb>
        }
        problem={problem}
        onReload={() => void reload()}
      />
    );
  }
  return <Whole news={data} />;
}

function Subject({ news }: { news: NewsView }) {
  const { t, word } = useSpeech();
  if (news.subject === null) return <span className="dim">{t("news.subject.none")}</span>;
  const place = placeOfSubject(news.subject);
  const [kind, id] = news.subject;
  const name = word("news.word.subject", kind);
  return (
    <>
      {place ? <a href={place}>{name}</a> : name} <IdText id={id} name={name} brief />
    </>
  );
}

function Whole({ news }: { news: NewsView }) {
  const { t } = useSpeech();
  const { row } = news;
  const again = useCommand(commands.newsAsk, ["news"]);
  const id = news.event;
  const effect = effectOfRow(row);
  return (
    <Page
      acts={
        id === null ? undefined : (
          <Button busy={again.isPending} onPress={() => again.send({ id })}>
            {t("news.ask_again")}
          </Button>
        )
      }
      title={
        <Crumb href={to("news")} label={t("news.back")}>
          <span>{t("news.one")}</span>
        </Crumb>
      }
    >
      <div className="case">
        <div className="case-main">
          <ProblemCard problem={again.problem} />
          <section className="case-head">
            <p className="case-headline">
              <NewsWord word={row.title} />
              {row.amount ? <MoneyText money={row.amount} /> : null}
            </p>
            <p className="case-line">
              <code>{row.title}</code> · <TimeText at={row.opened_at} seconds />
            </p>
          </section>
          <section
            className="case-note"
            data-tone={row.state === "contradicts" || row.state === "unverified" ? "bad" : "calm"}
          >
            <DossierBadge kind="news" state={effect} />
            <span>{t(`news.effect.${effectOf(effect)}`)}</span>
            {news.because === "" ? null : <q>{news.because}</q>}
          </section>
          <Panel
            title={t("news.body")}
            acts={<CopyButton text={news.body} label={t("shared.copy", { what: t("news.body") })} />}
          >
            <pre className="news-body">{news.body}</pre>
          </Panel>
          {news.headers.length === 0 ? null : (
            <Panel title={t("news.headers")} count={news.headers.length}>
              <dl className="news-headers">
                {news.headers.map(([name, text]) => (
                  <div key={`${name} ${text}`}>
                    <dt className="mono">{name}</dt>
                    <dd className="mono">{text}</dd>
                  </div>
                ))}
              </dl>
            </Panel>
          )}
        </div>
        <div className="case-side">
          <Panel title={t("dossier.facts")}>
            <div className="case-facts">
              <Facts>
                <Fact name={t("news.col.subject")}>
                  <Subject news={news} />
                </Fact>
                <Fact name={t("news.col.roads")}>
                  <Roads roads={news.roads} />
                </Fact>
                <Fact name={t("news.col.signature")}>
                  <Verdict verified={news.verified} />
                </Fact>
                {news.key_version === null ? null : (
                  <Fact name={t("news.key_version")}>{news.key_version}</Fact>
                )}
                <Fact name={t("news.heard")}>
                  <TimeText at={news.heard_at} seconds />
                </Fact>
                {news.event === null ? null : (
                  <Fact name={t("news.event")}>
                    <IdText id={news.event} name={t("news.event")} />
                  </Fact>
                )}
              </Facts>
            </div>
          </Panel>
        </div>
      </div>
    </Page>
  );
}

const effects = [
  "changed",
  "repeated",
  "contradicts",
  "not_ours",
  "kept",
  "beside",
  "unverified",
  "reread",
  "waiting",
] as const;

/** An effect nobody here knows is one that is kept and shown. */
function effectOf(state: string): (typeof effects)[number] {
  return effects.find((effect) => effect === state) ?? "kept";
}
