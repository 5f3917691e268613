import type { ActionView, OpenSaleView } from "../../ipc";

export type Mode = "payment_code" | "order_code";

/** A sale that was sent; never with the customer's code. */
export type Sent = { action: ActionView; mode: Mode; amount: string; currency: string };

/** The sale in front, by account: whoever leaves the counter and comes back finds how it ended. */
const inFront = new Map<string, Sent>();
/** Payments the cashier left for the next customer: they wait in the list and come to the front only when asked for. */
const aside = new Set<string>();

export function keep(account: string | null, sent: Sent | null): void {
  if (account === null) return;
  if (sent === null) inFront.delete(account);
  else {
    inFront.set(account, sent);
    aside.delete(sent.action.payment);
  }
}

export function left(account: string | null): Sent | null {
  return account === null ? null : (inFront.get(account) ?? null);
}

export function setAside(sent: Sent): void {
  aside.add(sent.action.payment);
}

/** A sale as the ledger has it: what is in doubt is found again also by a window that was closed. */
export function sentOf({ action, mode }: OpenSaleView): Sent {
  return {
    action,
    mode: mode === "order_code" ? "order_code" : "payment_code",
    amount: action.amount?.value ?? "",
    currency: action.amount?.currency ?? "",
  };
}

/** What a counter comes back to by itself: the newest in doubt that nobody put aside here. */
export function newest(open: readonly OpenSaleView[]): OpenSaleView | null {
  return open.find((sale) => !aside.has(sale.action.payment)) ?? null;
}
