import type { ReactNode } from "react";
import { useSpeech } from "../../i18n";
import type { ActionView, Problem } from "../../ipc";
import { type DisputeView, useCommand } from "../../ipc";
import { Button } from "../../kit";
import { useDraft } from "../../shared";

/** What the three sheets share: the id of the press, the command, and "load again" when the case moved on. */
export function useDisputeAct<Form>(
  dispute: DisputeView,
  kind: "accept_dispute" | "defend" | "supply_evidence",
  command: (form: Form) => Promise<ActionView>,
  onReload: () => void,
) {
  const { t } = useSpeech();
  const { id } = dispute.dossier.row;
  const { draft, problem: draftProblem, reopen } = useDraft(id, kind);
  const act = useCommand(command, ["dispute", `dispute:${id}`, "outbox", "desk", "frame"]);
  const problem: Problem | null = act.problem ?? draftProblem;
  const offer: ReactNode =
    problem?.next === "reload" ? (
      <Button
        small
        onPress={() => {
          act.reset();
          onReload();
          reopen();
        }}
      >
        {t("disputes.load_again")}
      </Button>
    ) : null;
  return { id, draft, act, problem, offer };
}
