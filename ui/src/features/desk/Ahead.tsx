import { useSpeech } from "../../i18n";
import { commands, type DossierListForm, type DossierRowView, useQuery } from "../../ipc";
import { MoneyText, TimeText, to, useNow } from "../../shared";
import { DossierBadge, DueText, dossierTone, everyDossier, urgencyOf } from "../../shared/dossier";
import { Inbox, Row } from "./Inbox";

const day = 86_400_000;
const openDisputes: DossierListForm = { ...everyDossier, states: ["open"], by_deadline: true, limit: 3 };
const activeTokens: DossierListForm = { ...everyDossier, states: ["active"], by_deadline: true, limit: 20 };
const contradicting: DossierListForm = { ...everyDossier, states: ["contradicts"], limit: 5 };

/** Tokens whose end comes within a fortnight. */
export function endingSoon(rows: readonly DossierRowView[], now: number): DossierRowView[] {
  return rows.filter((row) => row.due_at !== null && row.due_at - now < 14 * day);
}

/** Disputes to answer, tokens about to end, news that cannot be: what the desk looks at besides money. */
export function useAhead() {
  const now = useNow();
  const disputes = useQuery(commands.disputeList, openDisputes, { tags: ["dispute", "desk"], keep: true });
  const tokens = useQuery(commands.agreementList, activeTokens, { tags: ["agreement", "desk"], keep: true });
  const news = useQuery(commands.newsList, contradicting, { tags: ["news", "desk"], keep: true });
  const open = disputes.data?.rows ?? [];
  const ending = endingSoon(tokens.data?.rows ?? [], now);
  const against = news.data?.rows ?? [];
  const counted = new Map(disputes.data?.counts ?? []).get("open") ?? 0;
  return {
    now,
    disputes: open,
    disputeCount: Math.max(counted, open.length),
    tokens: ending,
    news: against,
    newsCount: Math.max(new Map(news.data?.counts ?? []).get("contradicts") ?? 0, against.length),
    count: open.length + ending.length + against.length,
    problem: disputes.problem ?? tokens.problem ?? news.problem,
    isPending: disputes.isPending || tokens.isPending || news.isPending,
  };
}

type Ahead = ReturnType<typeof useAhead>;

export function Disputes({ ahead }: { ahead: Ahead }) {
  const { t } = useSpeech();
  return (
    <Inbox
      title={t("desk.disputes")}
      count={ahead.disputeCount}
      acts={
        <a className="inbox-all" href="#/disputes">
          {t("desk.to_disputes")}
        </a>
      }
    >
      {ahead.disputes.map((row) => (
        <Row
          key={row.id}
          tone={
            row.due_at !== null && ["now", "over"].includes(urgencyOf(row.due_at, ahead.now))
              ? "refused"
              : dossierTone("dispute", row.state)
          }
          href={to("disputes", row.id)}
          title={
            <>
              {row.amount ? <MoneyText money={row.amount} strong /> : null}
              <span className="inbox-what">{row.title}</span>
            </>
          }
          detail={row.id}
          side={row.due_at === null ? null : <DueText due={row.due_at} now={ahead.now} />}
        />
      ))}
    </Inbox>
  );
}

export function Tokens({ ahead }: { ahead: Ahead }) {
  const { t } = useSpeech();
  return (
    <Inbox
      title={t("desk.tokens")}
      count={ahead.tokens.length}
      acts={
        <a className="inbox-all" href="#/agreements">
          {t("desk.to_agreements")}
        </a>
      }
    >
      {ahead.tokens.map((row) => (
        <Row
          key={row.id}
          tone="unknown"
          href={to("agreements", row.id)}
          title={row.title}
          detail={row.id}
          side={row.due_at === null ? null : <DueText due={row.due_at} now={ahead.now} />}
        />
      ))}
    </Inbox>
  );
}

export function Contradicting({ ahead }: { ahead: Ahead }) {
  const { t, word } = useSpeech();
  return (
    <Inbox
      title={t("desk.news")}
      count={ahead.newsCount}
      acts={
        <a className="inbox-all" href="#/news">
          {t("desk.to_news")}
        </a>
      }
    >
      {ahead.news.map((row) => (
        <Row
          key={row.id}
          tone="refused"
          href={to("news", row.id)}
          title={
            <>
              {row.amount ? <MoneyText money={row.amount} strong /> : null}
              <span className="inbox-what">{word("dossier.word.report", row.title)}</span>
            </>
          }
          detail={row.id}
          side={
            <>
              <DossierBadge kind="news" state={row.state} />
              <span className="inbox-when">
                <TimeText at={row.opened_at} inList />
              </span>
            </>
          }
        />
      ))}
    </Inbox>
  );
}
