import type { SubscriptionChangeForm } from "../../ipc";
import { looksLikeAmount } from "../../shared";

import { endOfDay, wholeNumber } from "./plan";

/** What of a subscription is to become another; what is empty stays. */
export type Change = {
  way: "change" | "update";
  description: string;
  amount: string;
  difference: string;
  settle: "pay" | "refund";
  unit: string | null;
  count: string;
  ends: string;
};

export const unchanged: Change = {
  way: "change",
  description: "",
  amount: "",
  difference: "",
  settle: "pay",
  unit: null,
  count: "",
  ends: "",
};

export type ChangeFault = "amount" | "difference" | "difference_needed" | "count" | "ends";

export function faultsOfChange(
  change: Change,
  now: number,
): Partial<Record<"amount" | "difference" | "count" | "ends", ChangeFault>> {
  const faults: ReturnType<typeof faultsOfChange> = {};
  const { amount, difference, count, ends } = change;
  if (amount.trim() !== "" && !looksLikeAmount(amount)) faults.amount = "amount";
  if (difference.trim() !== "" && !looksLikeAmount(difference)) faults.difference = "difference";
  if (count.trim() !== "" && wholeNumber(count) === null) faults.count = "count";
  if (ends.trim() !== "") {
    const end = endOfDay(ends);
    if (end === null || end <= now) faults.ends = "ends";
  }
  return faults;
}

/** The form to send; null while something is wrong or nothing would change. */
export function formOfChange(
  change: Change,
  base: { draft: string; id: string; version: number },
  now: number,
): SubscriptionChangeForm | null {
  if (Object.keys(faultsOfChange(change, now)).length > 0) return null;
  const text = (typed: string) => (typed.trim() === "" ? null : typed.trim());
  const count = text(change.count) === null ? null : wholeNumber(change.count);
  // The rule of a period is its unit and its count together.
  if ((change.unit === null) !== (count === null)) return null;
  const difference = text(change.difference);
  // The gateway wants to be told what the first period costs once the price changes.
  if (change.way === "change" && text(change.amount) !== null && difference === null) return null;
  if (change.way === "update" && difference === null) return null;
  const form: SubscriptionChangeForm = {
    ...base,
    way: change.way,
    description: text(change.description),
    amount: text(change.amount),
    difference,
    settle: change.way === "update" ? change.settle : null,
    unit: change.unit,
    count,
    ends: text(change.ends) === null ? null : endOfDay(change.ends),
  };
  const changes = [
    form.description,
    form.amount,
    form.unit,
    form.ends,
    change.way === "update" ? difference : null,
  ];
  return changes.some((part) => part !== null) ? form : null;
}
