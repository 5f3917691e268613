import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { fakeCore, money, problem, Refuse, show } from "../../testing/core";
import { anAction, anAgreement } from "../../testing/dossiers";
import { DebitSheet } from "./DebitSheet";

const nothing = () => undefined;

function core(debit: (form: Record<string, unknown>) => unknown) {
  return fakeCore({
    draft_open: () => ({ draft: "draft-1", version: 0 }),
    payment_same_order: ({ order_number }) =>
      order_number === "ORDER-7"
        ? [
            {
              id: "PAY0001",
              state: "pending",
              amount: money("500.00", "PHP"),
              created_at: 0,
              in_the_way: true,
            },
          ]
        : [],
    amount_read_back: ({ amount, currency }) => ({
      amount: money(`${amount}.00`, String(currency)),
      words_en: `five hundred Philippine pesos (${currency} ${amount}.00)`,
      words_zh: `五百菲律宾比索（${currency} ${amount}.00）`,
      left_after: null,
      problem: null,
    }),
    agreement_debit: debit,
    outbox_show: () => anAction("pay", "payment", "PAY0002"),
  });
}

async function typed(order: string) {
  const user = userEvent.setup();
  show(<DebitSheet agreement={anAgreement()} onReload={nothing} onClose={nothing} />);
  await user.type(screen.getByLabelText("Order number"), order);
  await user.type(screen.getByLabelText("Amount, PHP"), "500");
  return user;
}

describe("a debit", () => {
  test("is said back before anything is sent", async () => {
    const { of } = core(() => anAction("pay", "payment", "PAY0002"));
    await typed("ORDER-8");
    expect(
      await screen.findByText("Would debit PHP 500.00 from Sample Buyer (GCash) for order ORDER-8."),
    ).toBeTruthy();
    expect(await screen.findByText("No other payment has this order number.")).toBeTruthy();
    expect(screen.getByText("five hundred Philippine pesos (PHP 500.00)")).toBeTruthy();
    expect(screen.getByText("Nothing has been sent yet.")).toBeTruthy();
    expect(of("agreement_debit")).toHaveLength(0);
  });

  test("of an order being paid is not sent until somebody says that it is another one", async () => {
    const { of } = core(() => anAction("pay", "payment", "PAY0002"));
    const user = await typed("ORDER-7");
    await screen.findByRole("alert", { name: /ORDER-7/ });
    const press = await screen.findByRole("button", { name: /^Debit PHP 500\.00/ });
    expect(press).toHaveProperty("disabled", true);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(of("agreement_debit")).toHaveLength(0);
    await user.click(screen.getByLabelText("Take a second payment for this order"));
    expect(screen.getByText("This order has a payment already; this would be a second one.")).toBeTruthy();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(of("agreement_debit").map((one) => one.form.again)).toEqual([true]));
  });

  test("of an order that somebody took meanwhile warns, and goes out again only when asked to", async () => {
    const { of } = core((form) =>
      form.again === true
        ? anAction("pay", "payment", "PAY0002")
        : new Refuse(
            problem("bar.order_being_paid", {
              next: "confirm",
              field: "order_number",
              args: {
                amount: { kind: "money", value: money("500.00", "PHP") },
                at: { kind: "time", value: 0 },
              },
            }),
          ),
    );
    const user = await typed("ORDER-8");
    await screen.findByText("No other payment has this order number.");
    await screen.findByRole("button", { name: /^Debit PHP 500\.00/ });
    await user.keyboard("{Control>}{Enter}{/Control}");
    const again = await screen.findByRole("button", { name: "It is another one: debit all the same" });
    expect(of("agreement_debit").map((one) => one.form.again)).toEqual([false]);
    await user.click(again);
    await waitFor(() => expect(of("agreement_debit").map((one) => one.form.again)).toEqual([false, true]));
    // Both presses carry one id: at most one of them can have an effect.
    expect(new Set(of("agreement_debit").map((one) => one.form.draft)).size).toBe(1);
  });
});
