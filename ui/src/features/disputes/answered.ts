import type { DisputeView } from "../../ipc";

/**
 * The deadline as long as something can be sent: the list's own, or, once the dispute is answered and the list
 * waits for nobody, the one the gateway gave. Null when there is none or nothing can be sent.
 */
export function deadlineOf({
  dossier,
  due_text,
  evidence,
}: Pick<DisputeView, "dossier" | "due_text" | "evidence">): number | null {
  const { due_at } = dossier.row;
  if (due_at !== null || !evidence.allowed || due_text === null) return due_at;
  const given = Date.parse(due_text);
  return Number.isNaN(given) ? null : given;
}
