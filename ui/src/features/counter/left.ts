import type { ActionView } from "../../ipc";

export type Mode = "payment_code" | "order_code";

/** A sale that was sent; never with the customer's code. */
export type Sent = { action: ActionView; mode: Mode; amount: string; currency: string };

/** Sales without an end, by account: whoever leaves the counter and comes back finds the payment in doubt. */
const open = new Map<string, Sent>();

export function keep(account: string | null, sent: Sent | null): void {
  if (account === null) return;
  if (sent === null) open.delete(account);
  else open.set(account, sent);
}

export function left(account: string | null): Sent | null {
  return account === null ? null : (open.get(account) ?? null);
}
