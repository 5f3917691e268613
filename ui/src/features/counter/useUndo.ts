import { commands, type Problem, useCommand } from "../../ipc";

/** Cancels a payment that is not paid: opens the sheet in the core and presses at once. */
export function useUndo(payment: string): { undo: () => void; busy: boolean; problem: Problem | null } {
  const draft = useCommand(commands.draftOpen);
  const cancel = useCommand(commands.cancelCreate, [
    `payment:${payment}`,
    "payments",
    "outbox",
    "desk",
    "frame",
  ]);
  const undo = () =>
    draft.send(
      { payment, kind: "cancel" },
      { onDone: (opened) => cancel.send({ draft: opened.draft, payment, version: opened.version }) },
    );
  return { undo, busy: draft.isPending || cancel.isPending, problem: cancel.problem ?? draft.problem };
}
