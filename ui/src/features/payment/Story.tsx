import { useSpeech } from "../../i18n";
import type { LineView } from "../../ipc";
import { ClockText, dayOf, IdText, MoneyText, TimeText } from "../../shared";

const toneOfEvent: Record<string, string> = {
  succeeded: "done",
  captured: "done",
  refunded: "returned",
  cancelled: "returned",
  declined: "refused",
  capture_refused: "refused",
  refund_refused: "refused",
  cancel_refused: "refused",
  declaration_refused: "refused",
  contradicted: "refused",
  contradiction_confirmed: "refused",
  contradiction_withdrawn: "done",
  update_refused: "refused",
  left_unknown: "unknown",
};

function Line({ line }: { line: LineView }) {
  const { t, word, problem } = useSpeech();
  // A refund's reason travels as its code; a lost answer's cause has a sentence of its own.
  const code =
    line.event === "refund_asked" && line.code
      ? word("reason", line.code)
      : (line.code && problem(`order.${line.code.toLowerCase()}`, "says", { code: line.code, status: "" })) ||
        line.code;
  const late = line.heard_at - line.occurred_at >= 2000;
  return (
    <li className="line" data-tone={toneOfEvent[line.event] ?? "plain"}>
      <span className="line-when">
        <ClockText at={line.occurred_at} />
      </span>
      <span className="line-dot" aria-hidden="true" />
      <div className="line-words">
        <p className="line-what">
          {word("event", line.event)}
          {line.amount ? (
            <>
              {" "}
              <MoneyText money={line.amount} strong />
            </>
          ) : null}
        </p>
        {code || line.message ? (
          <p className="line-more">
            {code ? <span>{code}</span> : null}
            {line.message ? <q>{line.message}</q> : null}
          </p>
        ) : null}
        <p className="line-source">
          {word("source", line.source)}
          {late ? (
            <>
              {" · "}
              {t("payment.learned")} <TimeText at={line.heard_at} seconds />
            </>
          ) : null}
          {line.id ? <IdText id={line.id} name={word("event", line.event)} brief /> : null}
        </p>
      </div>
    </li>
  );
}

/** Everything that happened, newest first, with where each fact came from. */
export function Story({ lines }: { lines: readonly LineView[] }) {
  const days: { day: string; lines: LineView[] }[] = [];
  for (const line of lines) {
    const day = dayOf(line.occurred_at);
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return (
    <div className="story">
      {days.map(({ day, lines: own }) => (
        <section key={`${day}-${own[0]?.seq}`} aria-label={day}>
          <h2 className="story-day">{day}</h2>
          <ol>
            {own.map((line) => (
              <Line key={line.seq} line={line} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
