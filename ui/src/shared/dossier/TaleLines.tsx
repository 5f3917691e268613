import { useSpeech } from "../../i18n";
import type { StoryLineView } from "../../ipc";
import { asGiven } from "../asGiven";
import { ClockText, TimeText } from "../TimeText";
import { dayOf } from "../time";
import { momentIn, type Told, told } from "./tale";

const tones: Record<string, string> = {
  done: "done",
  refused: "refused",
  contradicted: "refused",
  unknown: "unknown",
};

const own: readonly string[] = ["given_up", "ran_out"];

function What({ line, order }: { line: StoryLineView; order: string | null }) {
  const { t, word, problem } = useSpeech();
  const what = word("dossier.word.what", line.what);
  if (line.what === "opened") return what;
  // What the shop decided or found out itself is no word of the gateway.
  if (line.what === "reported" && own.includes(line.word)) return word("dossier.word.report", line.word);
  if (line.what === "reported" || line.what === "contradicted") {
    return t("dossier.tells", { who: what, what: word("dossier.word.report", line.word) });
  }
  const cause =
    line.what === "unknown"
      ? (problem(`order.${line.word.toLowerCase()}`, "says", { code: line.word, status: "" }) ?? line.word)
      : null;
  return (
    <>
      {order === null ? what : t("dossier.tells", { who: word("kind", order), what })}
      {line.what === "refused" && line.word !== "" ? (
        <>
          {" "}
          <code>{line.word}</code>
        </>
      ) : null}
      {cause ? <span className="tale-cause"> {cause}</span> : null}
    </>
  );
}

/** Words of ours and of the gateway are said; names, numbers and its free texts stand as they came. */
function Detail({ name, text }: { name: string; text: string }) {
  const { word, locale } = useSpeech();
  const at = momentIn(text);
  if (at !== null) return <TimeText at={at} seconds />;
  const given = asGiven(text, locale);
  if (given !== null) return <time dateTime={text}>{given}</time>;
  if (name === "because" || name === "by" || name === "how" || name === "grant")
    return word("dossier.word.report", text);
  return <span className="mono">{text}</span>;
}

function Line({ line, order }: { line: StoryLineView; order: string | null }) {
  const { t, word } = useSpeech();
  const late = line.heard_at - line.at >= 2000;
  const details = line.details.filter(([name]) => name !== "order");
  return (
    <li className="tale-line" data-tone={tones[line.what] ?? "plain"}>
      <span className="tale-when">
        <ClockText at={line.at} />
      </span>
      <span className="tale-dot" aria-hidden="true" />
      <div>
        <p className="tale-what">
          <What line={line} order={order} />
        </p>
        {details.length === 0 ? null : (
          <dl className="tale-details">
            {details.map(([name, text]) => (
              <div key={name}>
                <dt>{word("dossier.word.detail", name)}</dt>
                <dd>
                  <Detail name={name} text={text} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        <p className="tale-source">
          {word("source", line.source)}
          {late ? (
            <>
              {" · "}
              {t("dossier.learned")} <TimeText at={line.heard_at} seconds />
            </>
          ) : null}
        </p>
      </div>
    </li>
  );
}

/** Everything that happened, newest first, day by day, with where each fact came from. */
export function Tale({ lines }: { lines: readonly StoryLineView[] }) {
  const days: { key: string; day: string; lines: Told[] }[] = [];
  for (const own of told(lines)) {
    const day = dayOf(own.line.at);
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(own);
    else days.push({ key: own.key, day, lines: [own] });
  }
  return (
    <div className="tale">
      {days.map(({ key, day, lines: own }) => (
        <section key={key} aria-label={day}>
          <h3 className="tale-day">{day}</h3>
          <ol>
            {own.map((one) => (
              <Line key={one.key} line={one.line} order={one.order} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
