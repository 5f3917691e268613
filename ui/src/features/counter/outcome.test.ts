import { expect, test } from "vitest";
import { isOver, type Outcome, outcomeOf } from "./outcome";

const cancel = (state: string, rounds = 0) => ({ kind: "cancel", state, rounds });

test.each<
  [string, string, number, number | null, string, { kind: string; state: string; rounds: number }[], Outcome]
>([
  ["written down", "queued", 0, 16, "asked", [], "waiting"],
  ["sent, no answer", "unknown", 4, 16, "asked", [], "waiting"],
  ["the buyer types a password", "unknown", 4, 16, "pending", [], "waiting"],
  ["a code that waits to be scanned", "done", 0, null, "pending", [], "waiting"],
  ["paid", "done", 1, 16, "paid", [], "done"],
  ["paid, while the order is still asked about", "unknown", 15, 16, "paid", [], "done"],
  ["paid although it was being cancelled", "unknown", 16, 16, "paid", [cancel("refused")], "done"],
  ["declined", "refused", 1, 16, "declined", [], "refused"],
  ["a code nobody paid in time", "closed", 16, null, "closed", [], "over"],
  ["cancelled by the cashier", "cancelled", 1, 16, "cancelled", [cancel("done")], "cancelled"],
  ["refused before anything was made", "refused", 0, 16, "asked", [], "refused"],
  ["the last round is over", "unknown", 16, 16, "asked", [], "undoing"],
  ["the cancellation is on its way", "unknown", 16, 16, "pending", [cancel("sending")], "undoing"],
  ["cancelled", "refused", 16, 16, "cancelled", [cancel("done")], "cancelled"],
  ["the cancellation was refused", "unknown", 16, 16, "pending", [cancel("refused")], "person"],
  ["nobody knows of the cancellation either", "unknown", 16, 16, "pending", [cancel("unknown", 5)], "person"],
  ["the cancellation is still asked about", "unknown", 16, 16, "pending", [cancel("unknown", 4)], "undoing"],
  ["a cashier cancelled early, not known yet", "unknown", 3, 16, "pending", [cancel("unknown")], "undoing"],
])("%s", (_, order, rounds, most_rounds, payment, orders, outcome) => {
  expect(outcomeOf({ state: order, rounds, most_rounds }, { row: { state: payment }, orders })).toBe(outcome);
});

test("before the payment was read, only a refusal is certain", () => {
  expect(outcomeOf({ state: "done", rounds: 0, most_rounds: 16 }, undefined)).toBe("waiting");
  expect(outcomeOf({ state: "refused", rounds: 0, most_rounds: 16 }, undefined)).toBe("refused");
  expect(outcomeOf({ state: "closed", rounds: 0, most_rounds: 16 }, undefined)).toBe("over");
});

test("goods go over the counter for one outcome only", () => {
  const all: Outcome[] = ["waiting", "undoing", "done", "refused", "cancelled", "over", "person"];
  expect(all.filter(isOver)).toEqual(["done", "refused", "cancelled", "over", "person"]);
});
