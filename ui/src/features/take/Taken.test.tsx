import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { aPayment, fakeCore, money, problem, show } from "../../testing/core";
import { anAction } from "../../testing/dossiers";
import texts from "./en.json";
import { LinkMade } from "./LinkMade";
import { Taken } from "./Taken";

async function taken(state: string, act: string) {
  const made = aPayment();
  const first = { ...anAction("pay", "payment", made.row.id, act), amount: money("128.00") };
  fakeCore({
    payment_show: () => ({
      ...made,
      row: { ...made.row, state, amount: money("128.00") },
      problem: state === "declined" ? problem("order.declined") : null,
      offer: null,
    }),
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

test("what is not known yet is told as that, with words for the customer that promise nothing", async () => {
  await taken("asked", "unknown");
  const standing = await screen.findByRole("status", { name: "How the payment stands" });
  expect(standing.textContent).toContain("Not known yet.");
  expect(standing.textContent).toContain("Tell the customer: “One moment, it is being confirmed.");
  expect(standing.textContent).not.toMatch(/link|nothing was taken|not accepted/);
});

test("before there is anything to say, nothing is told to the customer", async () => {
  await taken("asked", "sending");
  await screen.findByText("Sending");
  expect(screen.queryByRole("status", { name: "How the payment stands" })).toBeNull();
});

test.each([
  ["no money moved", "no", "another_way", "take.link.declined_tell"],
  ["only the code was bad", "no", "INCORRECT_BLIKCODE", "take.link.declined_code_tell"],
  ["what was charged goes back", "goes_back", "another_way", "take.link.declined_back_tell"],
] as const)("a declined payment is told as what is known of its money: %s", async (_, moved, todo, says) => {
  const why = problem("order.declined", { moved, todo });
  for (const Made of [Taken, LinkMade]) {
    const made = aPayment();
    const first = anAction("pay", "payment", made.row.id, "refused");
    fakeCore({
      payment_show: () => ({ ...made, row: { ...made.row, state: "declined" }, problem: why, offer: null }),
      outbox_show: () => first,
    });
    const { unmount } = show(<Made first={first} onAnother={() => undefined} />);
    await screen.findByText(texts[says]);
    unmount();
  }
});
