import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { ActionView, CounterSetupForm, PaymentView } from "../../ipc";
import { aPayment, fakeCore, money, problem, Refuse, show } from "../../testing/core";
import { letGo, makeOwn } from "./own";
import { Till } from "./Till";

// Made up: it opens nothing.
const code = "281234567890123456";

const action = (part: Partial<ActionView> = {}): ActionView => ({
  id: "TILL-1",
  kind: "pay",
  state: "unknown",
  payment_id: null,
  amount: money("12.50"),
  problem: null,
  about: "payment",
  payment: "TILL-1",
  rounds: 4,
  most_rounds: 16,
  order: "TILL-1",
  next_at: Date.now() + 3000,
  ...part,
});

function payment(state: string, part: Partial<PaymentView> = {}): PaymentView {
  const made = aPayment();
  const row = { ...made.row, id: "TILL-1", order_number: "TILL-1", state, amount: money("12.50") };
  return { ...made, row, give_back: { ...made.give_back, way: null }, ...part };
}

function core(more: Parameters<typeof fakeCore>[0] = {}) {
  return fakeCore({
    draft_open: () => ({ draft: "D-1", version: 0 }),
    counter_code: () => ({ looks_right: true, wallet: "Alipay" }),
    counter_pay: () => action(),
    payment_same_order: () => [],
    counter_open: () => [],
    outbox_show: () => action(),
    payment_show: () => payment("asked"),
    code_draw: () => ({ size: 21, path: "M0 0h1v1h-1z" }),
    ...more,
  });
}

const open = (kept: CounterSetupForm | null = null) =>
  show(
    <Till
      shop="Harbour Street"
      kept={kept}
      practice={false}
      sale={{ amount: "", currency: "CNY", showCode: false }}
      onNext={() => undefined}
    />,
  );

/** Keys at moments of our own: a hand's or a scanner's. */
function keyboard() {
  let at = performance.now() + 1e9;
  const press = (key: string, after: number, target: Element = document.activeElement ?? document.body) => {
    at += after;
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, "timeStamp", { value: at });
    act(() => {
      target.dispatchEvent(event);
    });
    return event;
  };
  return {
    types: (text: string) => [...text, "Enter"].map((key) => press(key, 150)),
    /** `typed` is what the field under the scanner does with a digit nobody held back. */
    scans: (text: string, typed: (key: string) => void = () => undefined) => {
      for (const [nth, key] of [...text, "Enter"].entries()) {
        if (!press(key, nth === 0 ? 300 : 6).defaultPrevented && key !== "Enter") typed(key);
      }
    },
  };
}

const drafted = () => waitFor(() => expect(screen.getByText("Scan the customer")).toBeTruthy());

test("typed digits are the amount, a scanned code is sent once and is then nowhere", async () => {
  const asked = core();
  open();
  await drafted();
  await waitFor(() => expect(asked.of("draft_open")).toHaveLength(1));
  const keys = keyboard();
  keys.types("12.5");
  await screen.findByText("Scan the code on the customer’s phone");
  keys.scans(code);
  await screen.findByText(/^Not known yet\. Do not hand over the goods\. Next check in \d+ s \(5 of 16\)\.$/);
  expect(asked.of("counter_code").map((one) => one.form)).toEqual([{ code }]);
  expect(asked.of("counter_pay").map((one) => one.form)).toEqual([
    expect.objectContaining({ draft: "D-1", mode: "payment_code", amount: "12.5", currency: "CNY", code }),
  ]);
  expect(document.documentElement.outerHTML).not.toContain(code);
  expect(window.location.href).not.toContain(code);
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(code);
  const slip = screen.getByRole("region", { name: "Payment slip 付款凭条" });
  expect(within(slip).getByText(/Not known yet/)).toBeTruthy();
  expect(within(slip).getByText(/结果未知/)).toBeTruthy();
  expect(within(slip).getByText("CNY 12.50")).toBeTruthy();
});

test("a code that looks like none is sent only after it was confirmed", async () => {
  const asked = core({ counter_code: () => ({ looks_right: false, wallet: null }) });
  const user = userEvent.setup({ delay: null });
  open();
  await drafted();
  await waitFor(() => expect(asked.of("draft_open")).toHaveLength(1));
  const keys = keyboard();
  keys.types("12.5");
  keys.scans(code);
  const send = await screen.findByRole("button", { name: "Send it all the same: CNY 12.5" });
  expect(asked.of("counter_pay")).toHaveLength(0);
  expect(document.documentElement.outerHTML).not.toContain(code);
  await user.dblClick(send);
  await screen.findByText(/Not known yet/, { selector: ".result-sentence" });
  expect(asked.of("counter_pay").map((one) => one.form.code)).toEqual([code]);
});

test("a scan before the amount is not used", async () => {
  const asked = core();
  open();
  await drafted();
  keyboard().scans(code);
  await screen.findByText(/Type the amount first/);
  expect(asked.of("counter_code")).toHaveLength(0);
  expect(asked.of("counter_pay")).toHaveLength(0);
});

test("a scan that runs into a field is taken out of it and used", async () => {
  const asked = core();
  const user = userEvent.setup({ delay: null });
  open();
  await drafted();
  await user.click(screen.getByRole("button", { name: "8" }));
  const order = screen.getByLabelText<HTMLInputElement>(/Order number/);
  await user.type(order, "A-7");
  await waitFor(() => expect(asked.of("payment_same_order").at(-1)?.form).toEqual({ order_number: "A-7" }));
  order.focus();
  keyboard().scans(code, (key) => fireEvent.change(order, { target: { value: order.value + key } }));
  await waitFor(() => expect(asked.of("counter_pay")).toHaveLength(1));
  expect(asked.of("counter_pay")[0]?.form).toMatchObject({ amount: "8", order_number: "A-7", code });
  expect(document.documentElement.outerHTML).not.toContain(code);
  expect(JSON.stringify(asked.of("payment_same_order"))).not.toContain(code);
});

test("an order that has a payment is decided about before anything is scanned or shown", async () => {
  const asked = core({
    payment_same_order: () => [
      { id: "P-9", state: "paid", amount: money("8.00"), created_at: Date.now() - 40_000, in_the_way: true },
    ],
  });
  const user = userEvent.setup({ delay: null });
  open();
  await drafted();
  await user.click(screen.getByRole("button", { name: "8" }));
  await user.type(screen.getByLabelText(/Order number/), "A-7");
  await screen.findByRole("alert", { name: "Order A-7 has a payment already." });
  act(() => (document.activeElement as HTMLElement).blur());
  keyboard().scans(code);
  await screen.findByText(/Decide about it first/);
  expect(asked.of("counter_code")).toHaveLength(0);
  await user.click(screen.getByLabelText("Take a second payment for this order"));
  await user.click(screen.getByText("Show our code"));
  await waitFor(() => expect(asked.of("counter_pay")).toHaveLength(1));
});

test("an account without a counter is set up on the way, and the amount stays", async () => {
  let ready = false;
  const asked = core({
    counter_pay: () => (ready ? action({ state: "done" }) : new Refuse(problem("counter.not_set_up"))),
    counter_setup: () => {
      ready = true;
      return { current: null, accounts: [] };
    },
  });
  const user = userEvent.setup({ delay: null });
  open();
  await drafted();
  await user.click(screen.getByRole("button", { name: "8" }));
  await user.click(screen.getByText("Show our code"));
  await screen.findByRole("heading", { name: "Set up the counter" });
  for (const [name, text] of [
    ["Your number for the merchant", "M1"],
    ["Merchant’s category code", "5411"],
    ["Your number for the store", "S1"],
    ["Store’s category code", "5411"],
    ["Till", "T1"],
  ] as const) {
    await user.type(screen.getByLabelText(name), text);
  }
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(asked.of("counter_setup")).toHaveLength(1));
  expect(asked.of("counter_setup")[0]?.form).toMatchObject({
    merchant_name: "Harbour Street",
    terminal: "T1",
  });
  await user.click(await screen.findByText("Show our code"));
  await waitFor(() => expect(asked.of("counter_pay")).toHaveLength(2));
  expect(asked.of("counter_pay")[1]?.form).toMatchObject({ mode: "order_code", amount: "8", code: null });
});

test("a counter that was set up before is shown as it was saved, and only what is wrong is typed again", async () => {
  const kept = {
    merchant: "M1",
    merchant_name: "Harbour Street",
    merchant_mcc: "5411",
    store: "S1",
    store_name: "Harbour Street, quay",
    store_mcc: "5411",
    terminal: "T1",
  };
  const asked = core({ counter_setup: () => ({ current: null, accounts: [] }) });
  const user = userEvent.setup({ delay: null });
  open(kept);
  await drafted();
  await user.click(screen.getByRole("button", { name: "Set up the counter" }));
  const till = screen.getByLabelText("Till");
  expect(till).toHaveProperty("value", "T1");
  await user.clear(till);
  await user.type(till, "T2");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(asked.of("counter_setup")).toHaveLength(1));
  expect(asked.of("counter_setup")[0]?.form).toEqual({ ...kept, terminal: "T2" });
});

test.each([
  ["paid", "Paid. Hand over the goods."],
  ["declined", "Refused. Do not hand over the goods."],
  ["cancelled", "Cancelled: no money came to you. Do not hand over the goods."],
  ["closed", "Closed unpaid: nothing was taken. Do not hand over the goods."],
])("the end of a payment that is %s says what to do with the goods", async (state, says) => {
  core({
    outbox_show: () => action({ state: state === "declined" ? "refused" : "done", next_at: null }),
    payment_show: () => payment(state),
  });
  const user = userEvent.setup({ delay: null });
  open();
  await drafted();
  await user.click(screen.getByRole("button", { name: "8" }));
  await user.click(screen.getByText("Show our code"));
  await screen.findByText(says, { selector: ".result-sentence" });
  expect(screen.getByRole("button", { name: /Next customer/ })).toBeTruthy();
  // A code of ours that came to nothing is followed by another one.
  const another = screen.queryByRole("button", { name: "Show a new code" });
  expect(another !== null).toBe(state === "closed" || state === "cancelled");
});

test("a refusal by risk control does not tell the customer that nothing was taken", async () => {
  const why = problem("order.declined", {
    moved: "goes_back",
    todo: "another_way",
    gateway_code: "RISK_REJECT",
    gateway_call: "pay_order_code",
  });
  core({
    outbox_show: () => action({ state: "refused", next_at: null }),
    payment_show: () => payment("declined", { problem: why }),
  });
  const user = userEvent.setup({ delay: null });
  open();
  await drafted();
  await user.click(screen.getByRole("button", { name: "8" }));
  await user.click(screen.getByText("Show our code"));
  await screen.findByText(/what the buyer may have been charged goes back by itself/);
  expect(document.body.textContent).toContain(
    "Tell the customer: “It was not accepted. If anything was charged",
  );
  expect(document.body.textContent).not.toMatch(/nothing was taken|未扣款/);
});

test("our code is drawn as long as it lives", async () => {
  const offer = { session: null, url: null, code: "https://pay.example/c/1", until: Date.now() + 180_000 };
  core({ outbox_show: () => action({ next_at: null }), payment_show: () => payment("pending", { offer }) });
  const user = userEvent.setup({ delay: null });
  open();
  await drafted();
  await user.click(screen.getByRole("button", { name: "8" }));
  await user.click(screen.getByText("Show our code"));
  await screen.findByRole("img", { name: "Code for the customer to scan" });
  expect(screen.getByText("Not paid yet. Let the customer scan; do not hand over the goods.")).toBeTruthy();
});

test("whoever leaves the counter while a payment is in doubt comes back to it; after its end to a new sale", async () => {
  let state = "asked";
  core({ payment_show: () => payment(state) });
  const counter = () =>
    show(
      <Till
        account="A"
        shop="Harbour Street"
        practice={false}
        sale={{ amount: "", currency: "CNY", showCode: false }}
        onNext={() => undefined}
      />,
    );
  const hand = keyboard();
  const first = counter();
  await drafted();
  hand.types("12.5");
  hand.scans(code);
  await screen.findByText(/Not known yet\. Do not hand over the goods/);
  first.unmount();
  const second = counter();
  await screen.findByText(/Not known yet\. Do not hand over the goods/);
  second.unmount();
  state = "declined";
  const third = counter();
  await screen.findByText("Refused. Do not hand over the goods.");
  expect(screen.getByRole("button", { name: /Same amount again/ })).toBeTruthy();
  third.unmount();
  counter();
  await drafted();
});

/** The till of an account, as a window finds it that was opened just now. */
const tillOf = (account: string, onNext: () => void = () => undefined, onEmptyEscape?: () => void) =>
  show(
    <Till
      account={account}
      shop="Harbour Street"
      practice={false}
      sale={{ amount: "", currency: "CNY", showCode: false }}
      onNext={onNext}
      {...(onEmptyEscape ? { onEmptyEscape } : {})}
    />,
  );

test("a window that is opened again comes back to its own payment in doubt", async () => {
  // What was sent from this device is remembered; how it stands only the core can know.
  makeOwn("TILL-1");
  const asked = core({
    counter_open: () => [{ action: action(), mode: "payment_code", at: Date.now() - 60_000 }],
  });
  tillOf("B");
  await screen.findByText(/Not known yet\. Do not hand over the goods/);
  expect(screen.getAllByText("CNY 12.50").length).toBeGreaterThan(0);
  expect(asked.of("counter_pay")).toHaveLength(0);
});

test("what another till has in doubt stands in the list and does not take the pad away", async () => {
  letGo("TILL-1");
  core({ counter_open: () => [{ action: action(), mode: "payment_code", at: Date.now() - 60_000 }] });
  tillOf("OTHER");
  await drafted();
  const list = await screen.findByRole("alert", { name: "Without an end yet. Hand over nothing for it." });
  expect(within(list).getByText("CNY 12.50")).toBeTruthy();
  expect(screen.getByText("Show our code")).toBeTruthy();
});

test("the next customer is served meanwhile, and the payment in doubt stands beside the pad", async () => {
  makeOwn("TILL-1");
  core({ counter_open: () => [{ action: action(), mode: "payment_code", at: Date.now() - 60_000 }] });
  const user = userEvent.setup({ delay: null });
  const first = tillOf("C");
  await user.click(await screen.findByRole("button", { name: "Next customer meanwhile" }));
  first.unmount();
  tillOf("C");
  await drafted();
  const list = await screen.findByRole("alert", { name: "Without an end yet. Hand over nothing for it." });
  expect(within(list).getByText("CNY 12.50")).toBeTruthy();
  await user.click(within(list).getByRole("button", { name: "Go back to it" }));
  await screen.findByText(/Not known yet\. Do not hand over the goods/);
});

test("an amount that is being typed is not taken away by a payment in doubt", async () => {
  let tell: (sales: unknown) => void = () => undefined;
  const answer = new Promise((resolve) => {
    tell = resolve;
  });
  core({ counter_open: () => answer, payment_show: () => payment("asked") });
  const user = userEvent.setup({ delay: null });
  tillOf("D");
  await user.keyboard("8");
  await drafted();
  tell([{ action: action({ payment: "TILL-9", order: "TILL-9" }), mode: "payment_code", at: Date.now() }]);
  await screen.findByRole("alert", { name: "Without an end yet. Hand over nothing for it." });
  expect(screen.getByRole("status", { name: "Amount" }).textContent).toContain("8");
});

test("Escape clears the amount first, and only then leaves the full window", async () => {
  core();
  let left = 0;
  const user = userEvent.setup({ delay: null });
  tillOf("E", undefined, () => {
    left += 1;
  });
  await drafted();
  await user.click(screen.getByRole("button", { name: "8" }));
  await user.keyboard("{Escape}");
  expect(screen.getByRole("status", { name: "Amount" }).textContent).not.toContain("8");
  expect(left).toBe(0);
  await user.keyboard("{Escape}");
  expect(left).toBe(1);
});

test("after a refusal the next sale begins with the same amount", async () => {
  core({ payment_show: () => payment("declined") });
  const sales: unknown[] = [];
  show(
    <Till
      shop="Harbour Street"
      practice={false}
      sale={{ amount: "", currency: "CNY", showCode: false }}
      onNext={(sale) => sales.push(sale)}
    />,
  );
  const hand = keyboard();
  await drafted();
  hand.types("12.5");
  hand.scans(code);
  await userEvent
    .setup({ delay: null })
    .click(await screen.findByRole("button", { name: /Same amount again/ }));
  expect(sales).toEqual([{ amount: "12.5", currency: "CNY", showCode: false }]);
});
