/**
 * The payments sent from this device's counter, by their ids alone. Several tills may work on one ledger: what another
 * one has in doubt stands in the list, and never takes this pad away.
 */
const place = "counterfoil.counter";

/** A till has few payments in doubt; older ones are found in the list. */
const most = 50;

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

function write(ids: readonly string[]): void {
  try {
    localStorage.setItem(place, JSON.stringify(ids.slice(-most)));
  } catch {
    // Not remembered: the payment stands in the list all the same.
  }
}

export function isOwn(payment: string): boolean {
  return read().includes(payment);
}

/** It is sent from here: also a window that is opened again comes back to it. */
export function makeOwn(payment: string): void {
  write([...read().filter((id) => id !== payment), payment]);
}

/** It has its end, or was left for the next customer. */
export function letGo(payment: string): void {
  write(read().filter((id) => id !== payment));
}
