import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { aPayment, fakeCore, money, show } from "../../testing/core";
import { RaiseSheet } from "./RaiseSheet";

test("a raise says the new total and is sent once under the sheet's own id", async () => {
  const sent = {
    id: "U1",
    kind: "update_amount",
    state: "unknown",
    payment_id: null,
    amount: money("150.00"),
    problem: null,
    about: "payment",
    payment: "PAY0001",
    rounds: 0,
    most_rounds: null,
    order: "U1",
    next_at: null,
  };
  const asked = fakeCore({
    draft_open: () => ({ draft: "D-1", version: 7 }),
    amount_read_back: () => ({
      amount: money("150.00"),
      words_en: "one hundred fifty Chinese yuan (CNY 150.00)",
      words_zh: "一百五十元人民币（CNY 150.00）",
      left_after: null,
      problem: null,
    }),
    amount_update: () => sent,
    outbox_show: () => sent,
  });
  const user = userEvent.setup({ delay: null });
  show(<RaiseSheet payment={aPayment()} onReload={() => undefined} onClose={() => undefined} />);
  await user.type(screen.getByLabelText("New total, CNY"), "150");
  const press = await screen.findByRole("button", { name: /Raise to CNY 150/ });
  expect(screen.getByText("one hundred fifty Chinese yuan (CNY 150.00)")).toBeTruthy();
  await waitFor(() => expect(press).toHaveProperty("disabled", false));
  await user.dblClick(press);
  await screen.findByText("Not known yet");
  expect(asked.of("amount_read_back").at(-1)?.form).toEqual({
    payment: "PAY0001",
    currency: null,
    kind: "update_amount",
    amount: "150",
  });
  expect(asked.of("draft_open").map((one) => one.form)).toEqual([
    { payment: "PAY0001", kind: "update_amount" },
  ]);
  expect(asked.of("amount_update").map((one) => one.form)).toEqual([
    { draft: "D-1", payment: "PAY0001", version: 7, total: "150" },
  ]);
});
