import { type ReactNode, useState } from "react";
import { useSpeech } from "../../i18n";
import { type AttemptView, commands, type OrderView, useQuery } from "../../ipc";
import { Badge, Button, Skeleton } from "../../kit";
import {
  CopyButton,
  IdText,
  isOpen,
  MoneyText,
  ProblemCard,
  StatusBadge,
  TimeText,
  WithBreaks,
} from "../../shared";

function Bytes({
  name,
  headers,
  body,
}: {
  name: string;
  headers: readonly (readonly [string, string])[];
  body: string;
}) {
  const { t } = useSpeech();
  return (
    <section className="bytes" aria-label={name}>
      <header className="bytes-head">
        <p className="bytes-name">{name}</p>
        <CopyButton
          text={`${headers.map(([key, value]) => `${key}: ${value}`).join("\n")}\n\n${body}`}
          label={t("shared.copy", { what: name })}
        />
      </header>
      {headers.length > 0 ? (
        <dl className="bytes-headers mono">
          {headers.map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long bytes scroll by keyboard too */}
      <pre className="bytes-body mono" tabIndex={0}>
        {body === "" ? t("payment.raw.empty") : body}
      </pre>
    </section>
  );
}

function Attempt({ attempt }: { attempt: AttemptView }) {
  const { t, word } = useSpeech();
  const [open, setOpen] = useState(false);
  const took = attempt.ended_at === null ? null : attempt.ended_at - attempt.at;
  return (
    <li className="attempt">
      <button type="button" className="attempt-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="attempt-n">{attempt.n}</span>
        <span className="attempt-what">
          {t(attempt.question ? "payment.raw.question" : "payment.raw.delivery")}
        </span>
        <span className="attempt-path mono">
          <WithBreaks text={attempt.path} />
        </span>
        <span>{attempt.status === null ? t("payment.raw.no_status") : `HTTP ${attempt.status}`}</span>
        <span className="dim">{took === null ? "" : t("payment.raw.took", { took })}</span>
        <TimeText at={attempt.at} seconds />
      </button>
      <p className="attempt-verdict">
        <StatusBadge
          state={
            attempt.verdict === null ? "sending" : attempt.verdict === "not_sent" ? "queued" : attempt.verdict
          }
          quiet
        />
        {attempt.verdict === "not_sent" ? <Badge>{word("payment.verdict.word", "not_sent")}</Badge> : null}
        {attempt.status === null ? null : (
          <Badge tone={attempt.verified ? "info" : "warn"}>
            {t(attempt.verified ? "payment.raw.verified" : "payment.raw.unverified")}
          </Badge>
        )}
        {attempt.code ? <code className="mono">{attempt.code}</code> : null}
        {attempt.message ? <q className="dim">{attempt.message}</q> : null}
      </p>
      {open ? (
        <div className="attempt-bytes">
          <Bytes
            name={t("payment.raw.request")}
            headers={attempt.request_headers}
            body={attempt.request_body}
          />
          <Bytes name={t("payment.raw.answer")} headers={attempt.answer_headers} body={attempt.answer_body} />
        </div>
      ) : null}
    </li>
  );
}

function Order({ order, first }: { order: OrderView; first: boolean }) {
  const { t, word } = useSpeech();
  const [open, setOpen] = useState(first);
  const { data, problem } = useQuery(
    commands.attemptList,
    { order: order.id },
    {
      enabled: open,
      tags: [`payment:${order.payment}`, "outbox"],
      keep: true,
      again: () => (isOpen(order.state) ? 5000 : false),
    },
  );
  return (
    <section className="raw-order" aria-label={`${word("kind", order.kind)} ${order.request_id}`}>
      <header className="raw-head">
        <span className="raw-what">
          {word("kind", order.kind)} {order.amount ? <MoneyText money={order.amount} strong /> : null}
        </span>
        <StatusBadge state={order.state} />
        <IdText id={order.request_id} name={t("payment.raw.request_id")} brief />
        <Button small look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
          {t(open ? "payment.raw.hide" : "payment.raw.show", { attempts: order.attempts })}
        </Button>
      </header>
      {open ? (
        <>
          <ProblemCard problem={problem} />
          {data ? (
            <ol>
              {data.map((attempt) => (
                <Attempt key={`${attempt.n}-${attempt.question}`} attempt={attempt} />
              ))}
              {data.length === 0 ? <li className="attempt dim">{t("payment.raw.none")}</li> : null}
            </ol>
          ) : problem ? null : (
            <Skeleton label={t("shared.loading")} lines={3} />
          )}
        </>
      ) : null}
    </section>
  );
}

/** Down to the bytes: what was sent, what came back, and whether it was signed by the gateway. */
export function Raw({ orders, session }: { orders: readonly OrderView[]; session: ReactNode }) {
  const { t } = useSpeech();
  const newest = [...orders].reverse();
  return (
    <div className="raw">
      <p className="dim">{t("payment.raw.words")}</p>
      {newest.map((order, at) => (
        <Order key={order.id} order={order} first={at === 0} />
      ))}
      {session}
      {orders.length === 0 ? <p className="dim">{t("payment.raw.no_orders")}</p> : null}
    </div>
  );
}
