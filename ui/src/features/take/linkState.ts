import type { ActionView, PaymentView } from "../../ipc";

export type LinkState =
  | "making"
  | "refused"
  | "unknown"
  | "open"
  | "held"
  | "paid"
  | "expired"
  | "lapsed"
  | "declined"
  | "closed"
  | "cancelled";

const ended: Record<string, LinkState> = {
  authorised: "held",
  partly_captured: "held",
  paid: "paid",
  partly_refunded: "paid",
  refunded: "paid",
  expired: "lapsed",
  declined: "declined",
  closed: "closed",
  cancelled: "cancelled",
};

/**
 * How a payment link stands. What the payment says is proved and wins over what is known of the request for the
 * link; a link whose time is over was still perhaps paid in its last second, so it is over only for new buyers.
 */
export function linkState(
  action: Pick<ActionView, "state">,
  payment: (Pick<PaymentView, "offer"> & { row: { state: string; flags: readonly string[] } }) | undefined,
  now: number,
): LinkState {
  const end = payment ? ended[payment.row.state] : undefined;
  if (end) return end;
  if (action.state === "refused" || action.state === "closed" || action.state === "cancelled") {
    return action.state;
  }
  const offer = payment?.offer ?? null;
  if (offer === null) return action.state === "unknown" ? "unknown" : "making";
  if (offer.until !== null && now >= offer.until) return "expired";
  return payment?.row.flags.includes("unknown") && offer.url === null ? "unknown" : "open";
}
