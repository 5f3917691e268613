import type { ReactNode } from "react";
import { useSpeech } from "../../i18n";
import { type ActionView, useCommand } from "../../ipc";
import { Button } from "../../kit";
import { useDraft } from "../../shared";

/** What every sheet on an agreement or subscription shares: the id of its presses, the command, "load again". */
export function useAct<Form>(
  id: string,
  about: "agreement" | "subscription",
  kind: string,
  command: (form: Form) => Promise<ActionView>,
  onReload: () => void,
) {
  const { t } = useSpeech();
  const { draft, problem: draftProblem, reopen } = useDraft(id, kind);
  const act = useCommand(command, [about, `${about}:${id}`, "payments", "outbox", "desk", "frame"]);
  const problem = act.problem ?? draftProblem;
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
        {t("agreements.load_again")}
      </Button>
    ) : null;
  return { draft, act, problem, offer };
}
