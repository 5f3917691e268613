import type { PaymentView } from "../ipc";

// The ledger has one word for every payment that came to nothing; what it came to nothing by is told by its problem.
const ends: Readonly<Record<string, string>> = {
  "order.closed": "closed",
  "order.link_over": "closed",
  "order.cancelled": "cancelled",
};

/**
 * The state word of a payment as it is shown. A payment whose time ran out unpaid, or which was cancelled before
 * anybody paid, was declined by nobody.
 */
export function stateShown({
  row,
  problem,
}: {
  row: { state: string };
  problem?: PaymentView["problem"];
}): string {
  if (row.state !== "declined") return row.state;
  return ends[problem?.code ?? ""] ?? row.state;
}
