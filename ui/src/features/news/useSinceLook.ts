import { useEffect, useRef, useState } from "react";
import type { RoadsView } from "../../ipc";

/** What came since the person looked last, and when that was. */
export type SinceLook = { fresh: number; since: number };

type Look = { account: string; known: number; at: number };

/**
 * What is new to the person who asks. The window reads the roads by itself too, and may have been first: what
 * came is counted from the opening of the page or from the press before.
 */
export function useSinceLook(
  account: string | null,
  view: RoadsView | undefined,
  answer: RoadsView | undefined,
): SinceLook | null {
  const look = useRef<Look | null>(null);
  const [said, setSaid] = useState<SinceLook | null>(null);
  useEffect(() => {
    if (account === null || view === undefined || look.current?.account === account) return;
    look.current = { account, known: view.known, at: Date.now() };
    setSaid(null);
  }, [account, view]);
  useEffect(() => {
    // Of a reading that met trouble the trouble is told, and what it brought with the next one.
    if (answer === undefined || answer.problem !== null) return;
    const at = Date.now();
    const before = look.current;
    const fresh = before === null ? answer.fresh : Math.max(0, answer.known - before.known);
    setSaid({ fresh, since: before?.at ?? at });
    if (before !== null) look.current = { ...before, known: answer.known, at };
  }, [answer]);
  return said;
}
