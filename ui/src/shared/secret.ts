import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { invalidate, type Problem, problemOf, type Tag } from "../ipc";

/**
 * Hands over a form that holds a secret. Unlike `useCommand` it keeps nothing of the form once the answer
 * is there: no cache, no state. A press while one is under way is ignored here too.
 */
export function useSecretCommand<Form, View>(
  command: (form: Form) => Promise<View>,
  touches: readonly Tag[] = [],
) {
  const client = useQueryClient();
  const busy = useRef(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = useCallback(
    (form: Form, then: { onDone?: (view: View) => void; onProblem?: (problem: Problem) => void } = {}) => {
      if (busy.current) return;
      busy.current = true;
      setPending(true);
      setProblem(null);
      const over = () => {
        busy.current = false;
        setPending(false);
        invalidate(client, touches);
      };
      command(form).then(
        (view) => {
          over();
          then.onDone?.(view);
        },
        (error: unknown) => {
          const found = problemOf(error);
          over();
          setProblem(found);
          if (found) then.onProblem?.(found);
        },
      );
    },
    [client, command, touches],
  );
  const reset = useCallback(() => setProblem(null), []);
  return { send, reset, isPending, problem };
}
