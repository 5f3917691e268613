import CircleHelp from "lucide-react/icons/circle-question-mark";
import Clock from "lucide-react/icons/clock";
import Octagon from "lucide-react/icons/octagon-alert";
import type { ReactNode } from "react";
import codes from "../../../src-tauri/antom/codes.json";
import { type Speech, useSpeech } from "../i18n";
import type { Arg, Problem } from "../ipc";
import { Icon } from "../kit";
import { before } from "./before";
import { CopyButton } from "./IdText";
import { formatMoney } from "./money";
import { to } from "./route";
import { deadline } from "./time";

type GatewayCode = {
  code: string;
  status: string;
  class: string;
  next: string;
  applies_to: string[];
  en: string;
  zh: string;
};

/** What the table says of a code, as the call means it. "Done" is no word for what is not done. */
function rowOf(problem: Problem): GatewayCode | null {
  const rows = (codes as GatewayCode[]).filter((row) => row.code === problem.gateway_code);
  const call = problem.gateway_call;
  const row = rows.find((own) => call && own.applies_to.includes(call)) ?? rows[0];
  return row && (row.class !== "done" || row.next !== "none") ? row : null;
}

function sayArg(arg: Arg, speech: Speech): string {
  switch (arg.kind) {
    case "money":
      return formatMoney(arg.value, speech.locale);
    case "time":
      return deadline(arg.value, speech.locale);
    case "word":
      return speech.problem(`word.${arg.value}`, "says") ?? arg.value;
    case "text":
      return arg.value;
  }
}

/** A problem in words of the chosen language. */
export function sayProblem(problem: Problem, speech: Speech) {
  const values = Object.fromEntries(
    Object.entries(problem.args).map(([name, arg]) => [name, arg ? sayArg(arg, speech) : ""]),
  );
  const own = speech.word("problem", problem.code);
  const ownTodo = speech.word("todo", problem.code);
  let says: string | null = null;
  let todo: string | null = null;
  try {
    says = speech.problem(problem.code, "says", values);
    const advice = problem.todo ? speech.problem(`todo.${problem.todo}`, "says", values) : null;
    todo = advice ?? speech.problem(problem.code, "todo", values);
  } catch {
    // A value is missing from the sentence; the code still says which one it was.
  }
  const row = rowOf(problem);
  return {
    says: says ?? (own === problem.code ? speech.t("shared.problem.other", { code: problem.code }) : own),
    todo: todo ?? (ownTodo === problem.code ? null : ownTodo),
    moved: speech.problem(`moved.${problem.moved}`, "says") ?? "",
    gateway: row ? (speech.locale === "en" ? row.en : row.zh) : null,
  };
}

/** Answers that say of a buyer's token that it is not one, or not any more: only the buyer can give another. */
const ended = [
  "INVALID_ACCESS_TOKEN",
  "INVALID_TOKEN",
  "INVALID_AUTHCODE",
  "INVALID_REFRESH_TOKEN",
  "OAUTH_FAILED",
];

/** The core decides whether a code means a consent; here it only gets its button. */
function wantsConsent(problem: Problem): boolean {
  return problem.code === "bar.no_consent" || ended.includes(problem.todo ?? "");
}

/** What is copied for support: words and codes, never a key or a card. */
function forSupport(problem: Problem, speech: Speech): string {
  const said = sayProblem(problem, speech);
  return [
    `Counterfoil ${problem.code}`,
    said.says,
    said.moved,
    problem.gateway_code ? `${problem.gateway_code}: ${problem.gateway_message ?? ""}` : "",
    new Date().toISOString(),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

/** What happened, whether money was moved, what to do, and what the gateway said. */
export function ProblemCard({ problem, act }: { problem: Problem | null; act?: ReactNode }) {
  const speech = useSpeech();
  if (!problem) return null;
  const said = sayProblem(problem, speech);
  // Somebody else has to act and nothing went wrong: no alarm.
  const waits = problem.code.startsWith("order.waits_");
  const consent = wantsConsent(problem);
  const loud = !waits && (problem.moved === "unknown" || problem.code.startsWith("order."));
  return (
    <section
      className="problem"
      data-moved={problem.moved}
      data-waits={waits || undefined}
      role={loud ? "alert" : "status"}
    >
      <span className="problem-shape">
        <Icon of={waits ? Clock : problem.moved === "unknown" ? CircleHelp : Octagon} size={18} />
      </span>
      <div className="problem-words">
        <p className="problem-says">{said.says}</p>
        <p className="problem-moved">{said.moved}</p>
        {said.todo ? <p className="problem-todo">{said.todo}</p> : null}
        {problem.gateway_code ? (
          <p className="problem-gateway">
            <code>{problem.gateway_code}</code>
            {said.gateway ? <span>{said.gateway}</span> : null}
            {problem.gateway_message ? <q>{problem.gateway_message}</q> : null}
          </p>
        ) : null}
        {act || consent ? (
          <div className="problem-act">
            {act}
            {consent ? (
              <a className="button button-small" href={to("agreements", { do: "begin" })}>
                {speech.t("shared.problem.new_consent")}
              </a>
            ) : null}
          </div>
        ) : null}
      </div>
      <CopyButton text={forSupport(problem, speech)} label={speech.t("shared.problem.copy")} />
    </section>
  );
}

/** The same on one line, under a field or beside a button. */
export function ProblemLine({ problem }: { problem: Problem | null }) {
  const speech = useSpeech();
  if (!problem) return null;
  const said = sayProblem(problem, speech);
  return (
    <span className="problem-line">
      {before(said.says)}
      {said.todo}
    </span>
  );
}
