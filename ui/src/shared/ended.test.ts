import { expect, test } from "vitest";
import { problem } from "../testing/core";
import { stateShown } from "./ended";

test.each([
  ["declined", "order.closed", "closed"],
  ["declined", "order.link_over", "closed"],
  ["declined", "order.cancelled", "cancelled"],
  ["declined", "order.declined", "declined"],
  ["paid", "order.closed", "paid"],
])("a payment that is %s with %s is shown as %s", (state, code, shown) => {
  expect(stateShown({ row: { state }, problem: problem(code) })).toBe(shown);
});

test("a refusal without a reason stays a refusal", () => {
  expect(stateShown({ row: { state: "declined" }, problem: null })).toBe("declined");
});
