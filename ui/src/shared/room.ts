import { useSyncExternalStore } from "react";

// Whether the screen in front has the whole window for itself, without the side bar.
let whole = false;
const listeners = new Set<() => void>();

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

export function useWholeRoom(): boolean {
  return useSyncExternalStore(listen, () => whole);
}

export function setWholeRoom(wanted: boolean): void {
  if (whole === wanted) return;
  whole = wanted;
  for (const listener of listeners) listener();
}
