import { expect, test } from "vitest";
import { faultsOf, formOf, type Plan } from "./plan";

const now = new Date(2026, 10, 21, 9, 30).getTime();
const plan: Plan = {
  description: "Tea of the month",
  method: "GCASH",
  amount: "500",
  currency: "PHP",
  unit: "MONTH",
  count: "1",
  starts: "",
  ends: "",
  trial: false,
  trialPeriods: "",
  trialAmount: "",
  link: "30",
};

test("what is typed becomes the form; empty days mean now and until it is ended", () => {
  expect(formOf(plan, "D-1", now)).toEqual({
    draft: "D-1",
    description: "Tea of the month",
    method: "GCASH",
    amount: "500",
    currency: "PHP",
    unit: "MONTH",
    count: 1,
    starts: null,
    ends: null,
    trial_periods: null,
    trial_amount: null,
    link_minutes: null,
  });
  expect(formOf({ ...plan, link: "1440" }, "D-1", now)?.link_minutes).toBe(1440);
});

test("days are days of this computer, the last one whole", () => {
  const form = formOf({ ...plan, starts: "2026-12-01", ends: "2026-12-31" }, "D-1", now);
  expect(form?.starts).toBe(new Date(2026, 11, 1).getTime());
  expect(form?.ends).toBe(new Date(2027, 0, 1).getTime() - 1000);
});

test("each wrong part is named, and nothing is sent with it", () => {
  const fault = (part: Partial<Plan>) => {
    const typed = { ...plan, ...part };
    expect(formOf(typed, "D-1", now)).toBeNull();
    return Object.values(faultsOf(typed, now));
  };
  expect(fault({ count: "0" })).toEqual(["count"]);
  expect(fault({ count: "1.5" })).toEqual(["count"]);
  expect(fault({ starts: "1 December" })).toEqual(["starts"]);
  expect(fault({ starts: "2026-11-21" })).toEqual(["starts_past"]);
  expect(fault({ ends: "2026-02-30" })).toEqual(["ends"]);
  expect(fault({ starts: "2026-12-02", ends: "2026-12-01" })).toEqual(["ends_early"]);
  expect(fault({ trial: true, trialPeriods: "x", trialAmount: "1" })).toEqual(["trial_periods"]);
  expect(fault({ trial: true, trialPeriods: "2", trialAmount: "free" })).toEqual(["trial_amount"]);
});

test("what is missing is not wrong, but nothing is sent", () => {
  for (const part of [
    { description: " " },
    { method: "" },
    { amount: "" },
    { count: "" },
    { trial: true, trialPeriods: "", trialAmount: "0" },
  ]) {
    const typed = { ...plan, ...part };
    expect(faultsOf(typed, now)).toEqual({});
    expect(formOf(typed, "D-1", now)).toBeNull();
  }
});

test("a free trial is an amount of nought", () => {
  const form = formOf({ ...plan, trial: true, trialPeriods: "1", trialAmount: "0" }, "D-1", now);
  expect([form?.trial_periods, form?.trial_amount]).toEqual([1, "0"]);
});
