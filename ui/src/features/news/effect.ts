import type { DossierRowView } from "../../ipc";

const advice = ["DEFENSE_STRATEGY_SUGGESTION", "DEFENSE_DOCUMENT"];

/** What a notification did. Advice on a dispute is kept like what nobody acts on, and yet is shown with the dispute. */
export function effectOfRow({
  title,
  state,
  subject,
}: Pick<DossierRowView, "title" | "state" | "subject">): string {
  return state === "kept" && subject !== null && advice.includes(title) ? "beside" : state;
}
