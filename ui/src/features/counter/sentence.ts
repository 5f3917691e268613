import type { Key, Values } from "../../i18n";
import type { ActionView, Problem } from "../../ipc";
import { type Refusal, refusalOf } from "../../shared";
import type { Outcome } from "./outcome";

/** For the cashier, for the customer's ear, and for paper, which neither counts down nor gives orders. */
export type Sentence = { says: Key; values: Values; tell: Key; slip: Key; paper: Key };

const ends: Record<Exclude<Outcome, "waiting" | "refused">, Omit<Sentence, "values">> = {
  undoing: {
    says: "counter.says.undoing",
    tell: "counter.tell.undoing",
    slip: "counter.slip.open",
    paper: "counter.tell.person",
  },
  done: {
    says: "counter.says.done",
    tell: "counter.tell.done",
    slip: "counter.slip.done",
    paper: "counter.tell.done",
  },
  cancelled: {
    says: "counter.says.cancelled",
    tell: "counter.tell.cancelled",
    slip: "counter.slip.cancelled",
    paper: "counter.tell.cancelled",
  },
  over: {
    says: "counter.says.over",
    tell: "counter.tell.over",
    slip: "counter.slip.over",
    paper: "counter.tell.over",
  },
  person: {
    says: "counter.says.person",
    tell: "counter.tell.person",
    slip: "counter.slip.open",
    paper: "counter.tell.person",
  },
};

const refused: Record<Refusal, Key> = {
  another_way: "counter.tell.refused",
  new_code: "counter.tell.refused_code",
  goes_back: "counter.tell.refused_back",
};

/**
 * The one sentence for the cashier, and what to tell the customer. `now` in epoch milliseconds; `problem` is why it
 * came to nothing, as far as that was told.
 */
export function sentenceOf(
  outcome: Outcome,
  action: Pick<ActionView, "state" | "rounds" | "most_rounds" | "next_at">,
  now: number,
  problem: Pick<Problem, "moved" | "todo"> | null = null,
): Sentence {
  if (outcome === "refused") {
    const tell = refused[refusalOf(problem)];
    return { says: "counter.says.refused", values: {}, tell, slip: "counter.slip.refused", paper: tell };
  }
  if (outcome !== "waiting") return { ...ends[outcome], values: {} };
  const open = {
    tell: "counter.tell.waiting",
    slip: "counter.slip.open",
    paper: "counter.tell.person",
  } as const;
  if (action.state === "queued" || action.state === "sending") {
    return { says: "counter.says.sending", values: {}, ...open };
  }
  const { next_at, most_rounds } = action;
  if (next_at === null) return { says: "counter.says.waiting", values: {}, ...open };
  const seconds = Math.max(0, Math.ceil((next_at - now) / 1000));
  if (most_rounds === null) return { says: "counter.says.unknown_open", values: { seconds }, ...open };
  const at = Math.min(action.rounds + 1, most_rounds);
  return { says: "counter.says.unknown", values: { seconds, at, of: most_rounds }, ...open };
}

/** While our code is on the screen and lives: nothing is in doubt, it is only not paid yet. */
export const showing: Sentence = {
  says: "counter.says.showing",
  values: {},
  tell: "counter.tell.showing",
  slip: "counter.slip.unpaid",
  paper: "counter.tell.showing",
};
