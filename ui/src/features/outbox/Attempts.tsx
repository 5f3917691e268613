import ShieldCheck from "lucide-react/icons/shield-check";
import ShieldX from "lucide-react/icons/shield-x";
import { useSpeech } from "../../i18n";
import { type AttemptView, commands, type OrderView, useQuery } from "../../ipc";
import { Icon, Skeleton } from "../../kit";
import { absolute, ClockText, CopyButton, IdText, isOpen, ProblemCard, toneOf } from "../../shared";

type Bytes = { start: string; headers: readonly [string, string][]; body: string };

function asText({ start, headers, body }: Bytes): string {
  return [start, ...headers.map(([name, value]) => `${name}: ${value}`), "", body].join("\n");
}

/** Start line, headers and body as they went over the wire. */
function Message({ title, copy, bytes }: { title: string; copy: string; bytes: Bytes }) {
  const { t } = useSpeech();
  return (
    <section className="outbox-message" aria-label={title}>
      <header className="outbox-message-head">
        <h3>{title}</h3>
        <CopyButton text={asText(bytes)} label={t("shared.copy", { what: copy })} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long bytes scroll by keyboard too */}
      <pre className="outbox-message-bytes" tabIndex={0}>
        <span className="outbox-message-start">{bytes.start}</span>
        {"\n"}
        {bytes.headers.map(([name, value]) => (
          <span key={name}>
            <span className="outbox-message-name">{name}: </span>
            {value}
            {"\n"}
          </span>
        ))}
        {"\n"}
        {bytes.body === "" ? <em>{t("outbox.body_empty")}</em> : bytes.body}
      </pre>
    </section>
  );
}

function Attempt({ attempt }: { attempt: AttemptView }) {
  const { t, word } = useSpeech();
  const verdict = attempt.verdict ?? "under_way";
  const { n } = attempt;
  const tone = verdict === "not_sent" ? "expired" : toneOf(verdict);
  return (
    <li>
      <details className="outbox-attempt">
        <summary>
          <span className="outbox-attempt-n">{t("outbox.attempt", { n })}</span>
          <span className="outbox-attempt-what">
            {t(attempt.question ? "outbox.attempt.question" : "outbox.attempt.order")}
          </span>
          <span className="outbox-attempt-when" title={absolute(attempt.at, { seconds: true })}>
            <ClockText at={attempt.at} />
          </span>
          <span className="outbox-attempt-took">
            {attempt.ended_at === null ? null : t("outbox.took", { ms: attempt.ended_at - attempt.at })}
          </span>
          <span className="outbox-attempt-http">
            {attempt.status === null ? t("outbox.no_answer") : t("outbox.http", { status: attempt.status })}
          </span>
          <span className="outbox-attempt-proof" data-verified={attempt.verified || undefined}>
            {attempt.status === null ? null : (
              <>
                <Icon of={attempt.verified ? ShieldCheck : ShieldX} size={14} />
                {t(attempt.verified ? "outbox.verified" : "outbox.not_verified")}
              </>
            )}
          </span>
          <span className="status status-quiet outbox-attempt-verdict" data-tone={tone}>
            <span>{word("outbox.verdict", verdict)}</span>
            {attempt.code === null ? null : <code>{attempt.code}</code>}
          </span>
        </summary>
        <div className="outbox-attempt-bytes">
          {attempt.message ? <p className="outbox-attempt-says">{attempt.message}</p> : null}
          <Message
            title={t("outbox.sent")}
            copy={t("outbox.copy_sent", { n })}
            bytes={{
              start: `POST ${attempt.path}`,
              headers: attempt.request_headers,
              body: attempt.request_body,
            }}
          />
          {attempt.status === null ? null : (
            <Message
              title={t("outbox.answered")}
              copy={t("outbox.copy_answered", { n })}
              bytes={{
                start: t("outbox.http", { status: attempt.status }),
                headers: attempt.answer_headers,
                body: attempt.answer_body,
              }}
            />
          )}
        </div>
      </details>
    </li>
  );
}

/** Every attempt of an order down to its bytes. */
export function Attempts({ order }: { order: OrderView }) {
  const { t, word } = useSpeech();
  const { data, problem, isPending } = useQuery(
    commands.attemptList,
    { order: order.id },
    { tags: ["outbox", `payment:${order.payment}`], again: () => (isOpen(order.state) ? 3000 : false) },
  );
  return (
    <section
      className="outbox-attempts"
      aria-label={t("outbox.attempts_of", { kind: word("kind", order.kind), order: order.order_number })}
    >
      <ProblemCard problem={order.state === "done" ? null : order.problem} />
      <p className="outbox-attempts-id id-shown">
        {t("outbox.request_id")} <IdText id={order.request_id} name={t("outbox.request_id")} />
      </p>
      <ProblemCard problem={problem} />
      {isPending ? <Skeleton label={t("shared.loading")} lines={2} /> : null}
      {data?.length === 0 ? <p className="dim">{t("outbox.attempts_none")}</p> : null}
      {data && data.length > 0 ? (
        <ol className="outbox-attempt-list">
          {data.map((attempt) => (
            <Attempt key={attempt.n} attempt={attempt} />
          ))}
        </ol>
      ) : null}
      {order.kind === "declare" ? <p className="dim">{t("outbox.masked")}</p> : null}
    </section>
  );
}
