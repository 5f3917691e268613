import { useEffect, useRef, useSyncExternalStore } from "react";

/** A field of the screen that a value can be put into. */
export type StageField = {
  put: (text: string) => void;
  /** What stands in it, for amounts: their last digits are exchanged and the rest is kept. */
  typed?: string;
  /** Where an amount begins when nothing was typed yet. */
  base?: string;
};

/** What the screen in front is about, as the practice gateway names it. */
export type Stage = {
  place: string;
  /** A sheet, which stands in front of its page whichever of the two came first. */
  inFront?: boolean;
  /** The gateway's id of the payment, dispute, consent or subscription. */
  subject?: string | null;
  currency?: string;
  /** Places one step on from here, whose list is shown for reading: they are chosen there. */
  further?: readonly string[];
  fields?: Record<string, StageField>;
  /** Something was played: what the screen does to learn of it. */
  onPlayed?: () => void;
};

type Entry = { stage: Stage };

let stack: readonly Entry[] = [];
let open = false;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/**
 * Says what this part of the screen is about, as long as it is there. Null: nothing can be made to happen here.
 */
export function useStage(stage: Stage | null): void {
  const entry = useRef<Entry | null>(null);
  const name = stage === null ? null : `${stage.place} ${stage.subject ?? ""}`;
  // Setters and typed texts change with every key; only another place or subject is news.
  useEffect(() => {
    if (entry.current !== null && stage !== null) entry.current.stage = stage;
  });
  const latest = useRef(stage);
  latest.current = stage;
  useEffect(() => {
    if (name === null || latest.current === null) return;
    const own: Entry = { stage: latest.current };
    entry.current = own;
    const front = own.stage.inFront ? stack.length : stack.filter((other) => !other.stage.inFront).length;
    stack = [...stack.slice(0, front), own, ...stack.slice(front)];
    tell();
    return () => {
      entry.current = null;
      stack = stack.filter((other) => other !== own);
      tell();
    };
  }, [name]);
}

/** What is in front. The entry is read when something is pressed, so that its fields are today's. */
export function useFrontStage(): { stage: Stage } | null {
  return useSyncExternalStore(listen, () => stack.at(-1) ?? null);
}

/** Whether the list of what can happen is in sight; one switch for every screen. */
export function usePracticeOpen(): boolean {
  return useSyncExternalStore(listen, () => open);
}

export function setPracticeOpen(wanted: boolean): void {
  open = wanted;
  tell();
}
