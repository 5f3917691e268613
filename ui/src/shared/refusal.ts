import type { Problem } from "../ipc";

/** What may be said to a customer whose payment was refused. */
export type Refusal =
  /** No money moved, and another wallet or card may do. */
  | "another_way"
  /** No money moved, and only the code was bad: the same wallet may do with a new one. */
  | "new_code"
  /** It is not certain that nothing was taken: what was charged goes back by itself. */
  | "goes_back";

// Advice of the core that asks for another code of the same wallet.
const codes = ["EXPIRED_CODE", "INVALID_PAYMENT_CODE", "INCORRECT_BLIKCODE"];

/** Only a problem that says that no money moved lets anybody say so; nothing known says no such thing. */
export function refusalOf(problem: Pick<Problem, "moved" | "todo"> | null | undefined): Refusal {
  if (problem?.moved !== "no") return "goes_back";
  return codes.includes(problem.todo ?? "") ? "new_code" : "another_way";
}
