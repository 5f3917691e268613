import { useCallback, useEffect, useRef } from "react";
import { commands, type DraftView, useCommand } from "../../ipc";

/** Opens a sheet in the core: one id, carried by every press of this sheet and by no other. */
export function useDraft(about: string | null, kind: string) {
  const { send, data, problem, isPending } = useCommand(commands.draftOpen);
  const opened = useRef<string | null>(null);
  const open = useCallback(() => send({ payment: about, kind }), [send, about, kind]);
  useEffect(() => {
    const what = `${about} ${kind}`;
    if (opened.current === what) return;
    opened.current = what;
    open();
  }, [open, about, kind]);
  const draft: DraftView | null = isPending ? null : (data ?? null);
  return { draft, problem, reopen: open };
}
