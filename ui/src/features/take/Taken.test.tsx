import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { aPayment, fakeCore, money, problem, show } from "../../testing/core";
import { anAction } from "../../testing/dossiers";
import texts from "./en.json";
import { Taken } from "./Taken";

async function taken(state: string, act: string) {
  const made = aPayment();
  const first = { ...anAction("pay", "payment", made.row.id, act), amount: money("128.00") };
  fakeCore({
    payment_show: () => ({ ...made, row: { ...made.row, state, amount: money("128.00") }, offer: null }),
    outbox_show: () => first,
  });
  show(<Taken first={first} onAnother={() => undefined} />);
}

test.each([
  ["paid", "done", "take.link.paid"],
  ["authorised", "done", "take.link.held"],
  ["declined", "refused", "take.link.declined"],
  ["cancelled", "refused", "take.link.cancelled"],
] as const)("a payment that is %s ends in a sentence and not in a bare word", async (state, act, says) => {
  await taken(state, act);
  const standing = await screen.findByRole("status", { name: "How the payment stands" });
  expect(standing.textContent).toContain(texts[says]);
  expect(standing.textContent).toContain(texts[`${says}_tell`]);
  expect(standing.textContent).toContain("CNY 128.00");
});

test("a payment nobody paid in time is closed, and nobody is told that it was declined", async () => {
  const made = aPayment();
  const first = anAction("pay", "payment", made.row.id, "closed");
  fakeCore({
    payment_show: () => ({
      ...made,
      row: { ...made.row, state: "closed" },
      problem: problem("order.closed"),
      offer: null,
    }),
    outbox_show: () => first,
  });
  show(<Taken first={first} onAnother={() => undefined} />);
  const standing = await screen.findByRole("status", { name: "How the payment stands" });
  expect(standing.textContent).toContain("Closed: nobody paid in time.");
  expect(standing.textContent).not.toContain("declined");
});

test("what is not known yet is not told as an end", async () => {
  await taken("asked", "unknown");
  await screen.findByText("Not known yet");
  expect(screen.queryByRole("status", { name: "How the payment stands" })).toBeNull();
});
