import { expect, test } from "vitest";
import { faultsOfChange, formOfChange, unchanged } from "./change";

const now = new Date(2026, 10, 21, 9, 30).getTime();
const base = { draft: "D-1", id: "S-1", version: 4 };
const form = (part: Partial<typeof unchanged>) => formOfChange({ ...unchanged, ...part }, base, now);

test("what is empty stays, and nothing at all is no change", () => {
  expect(form({})).toBeNull();
  expect(form({ description: "Tea for two" })).toEqual({
    ...base,
    way: "change",
    description: "Tea for two",
    amount: null,
    difference: null,
    settle: null,
    unit: null,
    count: null,
    ends: null,
  });
});

test("another price needs to say what the first period costs", () => {
  expect(form({ amount: "600" })).toBeNull();
  expect(form({ amount: "600", difference: "650" })).toMatchObject({ amount: "600", difference: "650" });
});

test("an update settles a difference at once, paid or given back", () => {
  expect(form({ way: "update", amount: "600" })).toBeNull();
  expect(form({ way: "update", amount: "600", difference: "100", settle: "refund" })).toMatchObject({
    way: "update",
    difference: "100",
    settle: "refund",
  });
});

test("a period is a unit and a count together", () => {
  expect(form({ unit: "WEEK" })).toBeNull();
  expect(form({ count: "2" })).toBeNull();
  expect(form({ unit: "WEEK", count: "2" })).toMatchObject({ unit: "WEEK", count: 2 });
});

test("what is wrong is named", () => {
  expect(faultsOfChange({ ...unchanged, amount: "much", count: "0", ends: "2026-11-20" }, now)).toEqual({
    amount: "amount",
    count: "count",
    ends: "ends",
  });
});
