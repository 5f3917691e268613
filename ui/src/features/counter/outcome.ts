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
  /** Neither paid nor cancelled for certain after the last round. */
  | "person";

const paid = ["authorised", "partly_captured", "paid", "partly_refunded", "refunded"];

type Sent = Pick<ActionView, "state" | "rounds" | "most_rounds">;
type Known = { row: { state: string }; parts: readonly { kind: string; state: string }[] };

/** The payment's own state is proved and comes first; the order only says how the asking goes. */
export function outcomeOf(action: Sent, payment: Known | undefined): Outcome {
  const state = payment?.row.state ?? "";
  if (paid.includes(state)) return "done";
  if (state === "cancelled" || state === "expired") return "cancelled";
  if (state === "declined" || action.state === "refused") return "refused";
  const undo = payment?.parts.findLast((part) => part.kind === "cancel");
  if (undo?.state === "refused") return "person";
  const worn = action.most_rounds !== null && action.rounds >= action.most_rounds;
  if (undo?.state === "unknown" && worn) return "person";
  return undo !== undefined || worn ? "undoing" : "waiting";
}

/** Nothing changes by itself any more, as far as the till is concerned. */
export function isOver(outcome: Outcome): boolean {
  return outcome !== "waiting" && outcome !== "undoing";
}
