import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { ActionView, OptionView, SameOrderView } from "../../ipc";
import { aPayment, fakeCore, money, problem, show } from "../../testing/core";
import { TakeForm } from "./TakeForm";

const action: ActionView = {
  id: "S1",
  kind: "session",
  state: "done",
  payment_id: null,
  amount: money("128.00"),
  problem: null,
  about: "payment",
  payment: "S1",
  rounds: 0,
  most_rounds: null,
  order: "S1",
  next_at: null,
};

const option = (method: string, part: Partial<OptionView> = {}): OptionView => ({
  method,
  name: method,
  category: null,
  regions: [],
  brands: [],
  logo: "https://pictures.example/logo.svg",
  enabled: true,
  disabled_because: null,
  disabled_words: null,
  least: null,
  most: null,
  can_hold: true,
  ...part,
});

const link = { session: "SESS", url: "https://pay.example/s/1", code: null, until: Date.now() + 600_000 };

function core(same: SameOrderView[] = [], options: OptionView[] = [option("CARD"), option("ALIPAY_CN")]) {
  const made = aPayment();
  return fakeCore({
    payment_methods: () => [{ method: "CARD", name: "Card", cards: [["TOKEN", "VISA ··4242"]] }],
    payment_consult: () => options,
    payment_same_order: () => same,
    draft_open: ({ kind }) => ({ draft: `D-${kind}`, version: 0 }),
    session_create: () => action,
    payment_take: () => ({ ...action, kind: "pay" }),
    outbox_show: () => action,
    payment_show: () => ({ ...made, row: { ...made.row, state: "pending" }, offer: link }),
    code_draw: () => ({ size: 21, path: "M0 0h1v1h-1z" }),
  });
}

const open = (environment = "practice") =>
  show(<TakeForm environment={environment} onAnother={() => undefined} />);

const press = () => screen.getByRole("button", { name: /Make a link for/ });

test("a link is made once and then says itself, its code and its time", async () => {
  const asked = core();
  const user = userEvent.setup({ delay: null });
  open();
  await user.type(screen.getByLabelText("Order number"), "8841");
  await user.type(screen.getByLabelText("Amount, CNY"), "128");
  await waitFor(() => expect(press()).toHaveProperty("disabled", false));
  await user.dblClick(press());
  await screen.findByText("The link works; nobody has paid yet.");
  expect(screen.getByText(link.url)).toBeTruthy();
  await screen.findByRole("img", { name: "QR code of the link" });
  expect(asked.of("session_create").map((one) => one.form)).toEqual([
    expect.objectContaining({
      draft: "D-session",
      order_number: "8841",
      amount: "128",
      currency: "CNY",
      method: null,
      capture: "manual",
      minutes: 30,
      again: false,
    }),
  ]);
});

test("an order that is being paid is shown before, and a second payment must be asked for by name", async () => {
  const asked = core([
    {
      id: "P-9",
      state: "pending",
      amount: money("128.00"),
      created_at: Date.now() - 40_000,
      in_the_way: true,
    },
  ]);
  const user = userEvent.setup({ delay: null });
  open();
  await user.type(screen.getByLabelText("Order number"), "8841");
  await user.type(screen.getByLabelText("Amount, CNY"), "128");
  const box = await screen.findByRole("alert", { name: "Order 8841 has a payment already." });
  expect(box.textContent).toContain("CNY 128.00");
  expect(press()).toHaveProperty("disabled", true);
  await user.click(screen.getByRole("button", { name: "Wait for it" }));
  expect(press()).toHaveProperty("disabled", true);
  await user.click(screen.getByRole("button", { name: "Stop waiting" }));
  await user.click(screen.getByLabelText("Take a second payment for this order"));
  await user.click(press());
  await waitFor(() => expect(asked.of("session_create")).toHaveLength(1));
  expect(asked.of("session_create")[0]?.form.again).toBe(true);
});

test("a method that cannot be used says why, and one that cannot hold takes the money at once", async () => {
  core(
    [],
    [
      option("CARD"),
      option("GCASH", { name: "GCash", can_hold: false }),
      option("KAKAOPAY", {
        enabled: false,
        disabled_because: "CHANNEL_NOT_SUPPORT_CURRENCY",
        disabled_words: ["It does not take this currency.", "不支持该币种。"],
      }),
    ],
  );
  const user = userEvent.setup({ delay: null });
  open();
  await user.type(screen.getByLabelText("Amount, CNY"), "128");
  await screen.findByText("It does not take this currency.");
  expect(screen.getByRole("radio", { name: /KAKAOPAY/ })).toHaveProperty("disabled", true);
  expect(document.querySelector("img, image")).toBeNull();
  await user.click(screen.getByRole("radio", { name: /GCash/ }));
  expect(screen.getByText(/it cannot be held for later/)).toBeTruthy();
});

test("with real money only a link is offered", () => {
  core();
  open("live");
  expect(screen.queryByText("Card or wallet now")).toBeNull();
  expect(screen.getByRole("button", { name: "Make a payment link" })).toBeTruthy();
});

test("an amount is read back in words, and what is wrong with it stands at the amount", async () => {
  const wrong = problem("amount.decimals", { field: "amount", next: "correct" });
  fakeCore({
    payment_methods: () => [],
    payment_consult: () => [],
    payment_same_order: () => [],
    draft_open: () => ({ draft: "D", version: 0 }),
    amount_read_back: ({ amount }) =>
      amount === "128"
        ? { amount: money("128.00"), words_en: "one hundred and twenty-eight yuan", words_zh: "一百二十八元" }
        : { amount: null, words_en: null, words_zh: null, problem: wrong },
  });
  const user = userEvent.setup({ delay: null });
  open();
  await user.type(screen.getByLabelText("Order number"), "8842");
  const amount = screen.getByLabelText("Amount, CNY");
  await user.type(amount, "128");
  await screen.findByText("one hundred and twenty-eight yuan");
  await user.type(amount, ".123");
  await waitFor(() => expect(amount.getAttribute("aria-invalid")).toBe("true"));
  expect(screen.getByRole("button", { name: /Make a (payment )?link/ })).toHaveProperty("disabled", true);
});
