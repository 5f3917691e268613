import type { SubscriptionForm } from "../../ipc";
import { addDays, looksLikeAmount, startOfDay } from "../../shared";

import { isWalletWord } from "./wallets";

export const units = ["DAY", "WEEK", "MONTH", "QUARTER", "HALF_YEAR", "YEAR"] as const;

/** A subscription as typed. */
export type Plan = {
  description: string;
  method: string;
  amount: string;
  currency: string;
  unit: string;
  count: string;
  starts: string;
  ends: string;
  trial: boolean;
  trialPeriods: string;
  trialAmount: string;
  /** How many minutes the buyer's link works. */
  link: string;
};

/** How long a link may be asked to work, in minutes: the gateway's own term first, and less than 48 hours. */
export const linkTerms = ["30", "5", "120", "1440", "2820"] as const;

export type PlanFault =
  | "count"
  | "starts"
  | "starts_past"
  | "ends"
  | "ends_early"
  | "trial_periods"
  | "trial_amount";

export function wholeNumber(typed: string): number | null {
  return /^[1-9]\d{0,3}$/.test(typed.trim()) ? Number(typed.trim()) : null;
}

/** The last moment of a typed day, or null. */
export function endOfDay(typed: string): number | null {
  const start = startOfDay(typed);
  return start === null ? null : addDays(start, 1) - 1000;
}

/** What is wrong with what was typed, by field; what is still empty is not wrong yet. */
export function faultsOf(
  plan: Plan,
  now: number,
): Partial<Record<"count" | "starts" | "ends" | "trial_periods" | "trial_amount", PlanFault>> {
  const faults: ReturnType<typeof faultsOf> = {};
  if (plan.count.trim() !== "" && wholeNumber(plan.count) === null) faults.count = "count";
  const starts = plan.starts.trim() === "" ? null : startOfDay(plan.starts);
  if (plan.starts.trim() !== "") {
    if (starts === null) faults.starts = "starts";
    else if (starts <= now) faults.starts = "starts_past";
  }
  if (plan.ends.trim() !== "") {
    const ends = endOfDay(plan.ends);
    if (ends === null) faults.ends = "ends";
    else if (ends <= Math.max(starts ?? now, now)) faults.ends = "ends_early";
  }
  if (plan.trial) {
    if (plan.trialPeriods.trim() !== "" && wholeNumber(plan.trialPeriods) === null) {
      faults.trial_periods = "trial_periods";
    }
    if (plan.trialAmount.trim() !== "" && !looksLikeAmount(plan.trialAmount))
      faults.trial_amount = "trial_amount";
  }
  return faults;
}

/** The form to send, or null while something is missing or wrong. */
export function formOf(plan: Plan, draft: string, now: number): SubscriptionForm | null {
  if (Object.keys(faultsOf(plan, now)).length > 0) return null;
  const count = wholeNumber(plan.count);
  const trials = plan.trial ? wholeNumber(plan.trialPeriods) : null;
  if (
    count === null ||
    plan.description.trim() === "" ||
    !isWalletWord(plan.method) ||
    !looksLikeAmount(plan.amount) ||
    (plan.trial && (trials === null || !looksLikeAmount(plan.trialAmount)))
  ) {
    return null;
  }
  return {
    draft,
    description: plan.description.trim(),
    method: plan.method,
    amount: plan.amount.trim(),
    currency: plan.currency,
    unit: plan.unit,
    count,
    starts: plan.starts.trim() === "" ? null : startOfDay(plan.starts),
    ends: plan.ends.trim() === "" ? null : endOfDay(plan.ends),
    trial_periods: trials,
    trial_amount: plan.trial ? plan.trialAmount.trim() : null,
    link_minutes: plan.link === linkTerms[0] ? null : Number(plan.link),
  };
}
