import { describe, expect, test } from "vitest";
import { placeOf, tagsOf } from "./about";

describe("what an order is about", () => {
  test.each([
    ["payment", "#/payments/X%201", ["payment:X 1", "payments"]],
    ["dispute", "#/disputes/X%201", ["dispute", "dispute:X 1"]],
    ["agreement", "#/agreements/X%201", ["agreement", "agreement:X 1"]],
    ["subscription", "#/subscriptions/X%201", ["subscription", "subscription:X 1"]],
    ["registration", "#/stores/X%201", ["registration", "registration:X 1"]],
  ])("a %s opens its own screen", (about, place, tags) => {
    const order = { about, payment: "X 1" };
    expect(placeOf(order)).toBe(place);
    expect(tagsOf(order)).toEqual(tags);
  });
});
