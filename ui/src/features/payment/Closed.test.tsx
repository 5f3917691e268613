import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { aPayment, fakeCore, problem, show } from "../../testing/core";
import { PaymentScreen } from "./index";

test("a link that ran out unpaid is closed on its page, and a new payment is offered", async () => {
  const made = aPayment();
  const line = {
    seq: 2,
    event: "closed",
    occurred_at: made.row.created_at,
    heard_at: made.row.created_at,
    source: "inquiry",
    amount: null,
    id: null,
    code: "ORDER_IS_CLOSED",
    message: null,
    order: null,
  };
  fakeCore({
    payment_show: () => ({
      ...made,
      row: { ...made.row, state: "closed" },
      problem: problem("order.closed", { args: { code: { kind: "text", value: "ORDER_IS_CLOSED" } } }),
      timeline: [line],
    }),
  });
  show(<PaymentScreen id={made.row.id} />);
  expect((await screen.findAllByText("Closed unpaid")).length).toBe(2);
  expect(screen.queryByText("Declined")).toBeNull();
  expect(screen.getByRole("button", { name: "Take a new payment" })).toBeTruthy();
});
