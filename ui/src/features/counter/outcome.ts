import type { ActionView } from "../../ipc";

/** How a payment at the counter stands. Only `done` lets the goods go. */
export type Outcome =
  /** On its way, or being asked about. */
  | "waiting"
  /** Asked often enough; it is being cancelled so that nobody hands over goods on a guess. */
  | "undoing"
  | "done"
  | "refused"
  | "cancelled"
  /** Closed unpaid: a code ran out or never arrived, and nobody refused anything. */
  | "over"
  /** Neither paid nor cancelled for certain after the last round. */
  | "person";

const paid = ["authorised", "partly_captured", "paid", "partly_refunded", "refunded"];

type Sent = Pick<ActionView, "state" | "rounds" | "most_rounds">;
type Known = {
  row: { state: string };
  orders: readonly { kind: string; state: string; rounds: number }[];
};

// A cancellation at the counter is asked about five times in a row; after that staff is told (in-store, section 2).
const cancelRounds = 5;

/** The payment's own state is proved and comes first; the order only says how the asking goes. */
export function outcomeOf(action: Sent, payment: Known | undefined): Outcome {
  const state = payment?.row.state ?? "";
  if (paid.includes(state)) return "done";
  if (state === "cancelled" || state === "expired" || action.state === "cancelled") return "cancelled";
  if (state === "closed" || action.state === "closed") return "over";
  if (state === "declined" || action.state === "refused") return "refused";
  const undo = payment?.orders.findLast((order) => order.kind === "cancel");
  if (undo?.state === "refused") return "person";
  if (undo?.state === "unknown" && undo.rounds >= cancelRounds) return "person";
  const worn = action.most_rounds !== null && action.rounds >= action.most_rounds;
  return undo !== undefined || worn ? "undoing" : "waiting";
}

/** Nothing changes by itself any more, as far as the till is concerned. */
export function isOver(outcome: Outcome): boolean {
  return outcome !== "waiting" && outcome !== "undoing";
}
