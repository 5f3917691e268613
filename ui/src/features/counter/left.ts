import type { ActionView, OpenSaleView } from "../../ipc";
import { isOwn, letGo, makeOwn } from "./own";

export type Mode = "payment_code" | "order_code";

/** A sale that was sent; never with the customer's code. */
export type Sent = { action: ActionView; mode: Mode; amount: string; currency: string };

/** The sale in front, by account: whoever leaves the counter and comes back finds how it ended. */
const inFront = new Map<string, Sent>();
export function keep(account: string | null, sent: Sent | null): void {
  if (account === null) return;
  if (sent === null) {
    const over = inFront.get(account);
    if (over) letGo(over.action.payment);
    inFront.delete(account);
  } else {
    inFront.set(account, sent);
    makeOwn(sent.action.payment);
  }
}

export function left(account: string | null): Sent | null {
  return account === null ? null : (inFront.get(account) ?? null);
}

/** Left for the next customer: it waits in the list and comes to the front only when asked for. */
export function setAside(sent: Sent): void {
  letGo(sent.action.payment);
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

/** What a counter comes back to by itself: the newest in doubt that was sent from here and put aside by nobody. */
export function newest(open: readonly OpenSaleView[]): OpenSaleView | null {
  return open.find((sale) => isOwn(sale.action.payment)) ?? null;
}
