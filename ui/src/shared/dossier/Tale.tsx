import { useSpeech } from "../../i18n";
import type { StoryLineView } from "../../ipc";
import { ClockText, TimeText } from "../TimeText";
import { dayOf } from "../time";

const tones: Record<string, string> = {
  done: "done",
  refused: "refused",
  contradicted: "refused",
  unknown: "unknown",
};

function Line({ line }: { line: StoryLineView }) {
  const { t, word } = useSpeech();
  const late = line.heard_at - line.at >= 2000;
  const own = ["asked", "pending", "done", "refused", "unknown"].includes(line.what);
  return (
    <li className="tale-line" data-tone={tones[line.what] ?? "plain"}>
      <span className="tale-when">
        <ClockText at={line.at} />
      </span>
      <span className="tale-dot" aria-hidden="true" />
      <div>
        <p className="tale-what">
          {own ? `${word("kind", line.word)}: ` : null}
          {word("dossier.word.what", line.what)}
          {own || line.word === "" ? null : ` · ${word("dossier.word.report", line.word)}`}
        </p>
        {line.details.length === 0 ? null : (
          <dl className="tale-details">
            {line.details.map(([name, text]) => (
              <div key={name}>
                <dt>{word("dossier.word.detail", name)}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        )}
        <p className="tale-source">
          {word("source", line.source)}
          {line.source === "us" && line.actor !== "" ? ` · ${line.actor}` : null}
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

/** The same thing may have been said twice at the same moment. */
function keyed(lines: readonly StoryLineView[]): { key: string; line: StoryLineView }[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const name = `${line.at} ${line.heard_at} ${line.what} ${line.word}`;
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return { key: `${name} ${nth}`, line };
  });
}

/** Everything that happened, newest first, day by day, with where each fact came from. */
export function Tale({ lines }: { lines: readonly StoryLineView[] }) {
  const days: { key: string; day: string; lines: { key: string; line: StoryLineView }[] }[] = [];
  for (const own of keyed(lines)) {
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
              <Line key={one.key} line={one.line} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
