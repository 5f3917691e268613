import { useCallback, useEffect, useRef, useState } from "react";
import { commands, type DraftView, type Problem, problemOf } from "../../ipc";

/** The one id every press of a sheet carries. `again` asks for another, for a sheet whose page got old. */
export function useDraft(payment: string) {
  const [draft, setDraft] = useState<DraftView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(0);
  const again = useCallback(() => {
    latest.current += 1;
    const own = latest.current;
    setDraft(null);
    setProblem(null);
    commands.draftOpen({ payment, kind: "declare" }).then(
      (view) => {
        if (own === latest.current) setDraft(view);
      },
      (error: unknown) => {
        if (own === latest.current) setProblem(problemOf(error));
      },
    );
  }, [payment]);
  useEffect(() => {
    again();
    return () => {
      latest.current += 1;
    };
  }, [again]);
  return { draft, problem, again };
}
