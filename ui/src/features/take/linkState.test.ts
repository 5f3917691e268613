import { expect, test } from "vitest";
import { linkState } from "./linkState";

const now = 1_000_000;
const offer = { session: "S-1", url: "https://pay.example/s/1", code: null, until: now + 60_000 };
const over = { ...offer, until: now };

test.each([
  ["written down, not sent", "queued", "asked", null, [], "making"],
  ["no answer yet", "unknown", "asked", null, ["unknown"], "unknown"],
  ["refused by the gateway", "refused", "asked", null, [], "refused"],
  ["made, nobody paid", "done", "asked", offer, [], "open"],
  ["the buyer is at it", "done", "pending", offer, [], "open"],
  ["made, though its order is asked about still", "unknown", "pending", offer, ["unknown"], "open"],
  ["made, and waiting for the buyer", "waiting", "asked", offer, [], "open"],
  ["its time is over", "done", "pending", over, [], "expired"],
  ["paid", "done", "paid", null, [], "paid"],
  ["paid in its last second", "done", "paid", over, [], "paid"],
  ["held by the buyer's card, not taken", "done", "authorised", offer, [], "held"],
  ["a part of the hold was taken", "done", "partly_captured", offer, [], "held"],
  ["a hold nobody captured in time", "done", "expired", null, [], "lapsed"],
  ["paid, and given back later", "done", "refunded", null, [], "paid"],
  ["declined", "refused", "declined", null, [], "declined"],
  ["cancelled", "done", "cancelled", offer, [], "cancelled"],
])("%s", (_, order, payment, given, flags, says) => {
  expect(linkState({ state: order }, { row: { state: payment, flags }, offer: given }, now)).toBe(says);
});

test.each([
  ["its time ran out", "closed", "closed", "closed"],
  ["cancelled before it was paid", "cancelled", "cancelled", "cancelled"],
  ["declined by the bank", "refused", "declined", "declined"],
])("a link that came to nothing: %s", (_, order, state, says) => {
  const payment = { row: { state, flags: [] }, offer: null };
  expect(linkState({ state: order }, payment, now)).toBe(says);
  if (order === says) expect(linkState({ state: order }, undefined, now)).toBe(says);
});

test("before the payment was read, the order speaks alone", () => {
  expect(linkState({ state: "sending" }, undefined, now)).toBe("making");
  expect(linkState({ state: "unknown" }, undefined, now)).toBe("unknown");
});
