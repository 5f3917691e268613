import type { DisputeView, MayView } from "../../ipc";

/**
 * Whether evidence can be given by tag. One document answers a dispute for good; tags can be added and replaced
 * until the deadline, so that an answer alone does not end it. Everything else that bars an answer bars them too.
 */
export function mayGiveEvidence({ defend }: Pick<DisputeView, "defend">): MayView {
  return defend.problem?.code === "bar.dispute_answered" ? { allowed: true, problem: null } : defend;
}

/**
 * The deadline as long as something can be sent: the list's own, or, once the dispute is answered and the list
 * waits for nobody, the one the gateway gave. Null when there is none or the dispute is over.
 */
export function deadlineOf({ dossier, due_text }: Pick<DisputeView, "dossier" | "due_text">): number | null {
  const { state, due_at } = dossier.row;
  if (due_at !== null || state !== "defended" || due_text === null) return due_at;
  const given = Date.parse(due_text);
  return Number.isNaN(given) ? null : given;
}
