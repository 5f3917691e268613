import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { commands, type FrameView, query } from "../../ipc";

/** What an account's change makes stale. */
export const accountTags = ["accounts", "frame"] as const;

/** Another account is at work: what was read of the one before is thrown away, not shown once more. */
export function useSwitched() {
  const client = useQueryClient();
  return useCallback(
    (frame: FrameView) => {
      const { queryKey } = query(commands.frame, undefined);
      client.setQueryData<FrameView>(queryKey, frame);
      void client.resetQueries({ predicate: (q) => q.queryKey[0] !== queryKey[0] });
    },
    [client],
  );
}
