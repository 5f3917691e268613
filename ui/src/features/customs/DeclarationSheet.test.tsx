import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { ActionView, DeclarationView, MoneyView, PaymentView, ReadBackView } from "../../ipc";
import { answers, pressed, refusal, show } from "../../testing/answers";
import { DeclarationSheet } from "./DeclarationSheet";

const cny = (value: string): MoneyView => ({ value, currency: "CNY", minor: value.replace(".", "") });

const payment = {
  row: { id: "P-1", order_number: "ORDER-7", amount: cny("40.00") },
  version: 3,
  declare: { allowed: true, most: cny("40.00"), problem: null },
  declarations: [],
} as unknown as PaymentView;

const done: ActionView = {
  id: "D-1",
  kind: "declare",
  state: "done",
  payment_id: null,
  amount: cny("40.00"),
  problem: null,
  about: "payment",
  payment: "P-1",
  rounds: 0,
  most_rounds: null,
  order: "D-1",
  next_at: null,
};

const core = {
  frame: { current: { customs_code: "3301960ABC", customs_name: "Sample Ltd" } },
  customs_offices: [{ code: "NINGBO", english: "Ningbo", chinese: "宁波" }],
  draft_open: { draft: "D-1", version: 3 },
  amount_read_back: (form: { amount: string }): ReadBackView => ({
    amount: cny(form.amount),
    words_en: `words of ${form.amount}`,
    words_zh: null,
    left_after: cny("0.00"),
    problem: null,
  }),
  declaration_file: done,
  outbox_show: done,
};

const files = ["declaration_file"];

async function filledIn() {
  const user = userEvent.setup();
  await screen.findByText("words of 40.00");
  await user.type(screen.getByRole("combobox", { name: "Customs office" }), "ningbo");
  await waitFor(() =>
    expect(screen.getByLabelText("Company record code")).toHaveProperty("value", "3301960ABC"),
  );
  return user;
}

test("a double press sends once, with the sheet's one id", async () => {
  const asked = answers(core);
  show(<DeclarationSheet payment={payment} correcting={null} onClose={() => undefined} />);
  const user = await filledIn();
  await user.dblClick(screen.getByRole("button", { name: /Send to customs/, hidden: true }));
  await screen.findByText("Done");
  expect(pressed(asked, files)).toHaveLength(1);
  expect(asked.find((one) => one.name === "declaration_file")?.form).toEqual({
    draft: "D-1",
    payment: "P-1",
    version: 3,
    correcting: null,
    amount: "40.00",
    customs: "NINGBO",
    merchant_code: "3301960ABC",
    merchant_name: "Sample Ltd",
    suborder: null,
    buyer_name: null,
    buyer_number: null,
    keep_buyer: false,
  });
});

test("Enter alone, and the Enter of an input method, send nothing; Mod+Enter does", async () => {
  const asked = answers(core);
  show(<DeclarationSheet payment={payment} correcting={null} onClose={() => undefined} />);
  await filledIn();
  const name = screen.getByLabelText("Company record name");
  const send = screen.getByRole("button", { name: /Send to customs/, hidden: true });
  fireEvent.keyDown(name, { key: "Enter" });
  fireEvent.keyDown(send, { key: "Enter" });
  fireEvent.keyUp(send, { key: "Enter" });
  fireEvent.keyDown(name, { key: "Enter", ctrlKey: true, isComposing: true });
  fireEvent.keyDown(name, { key: "Enter", ctrlKey: true, keyCode: 229 });
  await new Promise((over) => setTimeout(over, 50));
  expect(pressed(asked, files)).toEqual([]);
  fireEvent.keyDown(name, { key: "Enter", ctrlKey: true });
  await screen.findByText("Done");
  expect(pressed(asked, files)).toHaveLength(1);
});

test("a buyer's number is sent, masked while typed, and forgotten", async () => {
  const asked = answers(core);
  show(<DeclarationSheet payment={payment} correcting={null} onClose={() => undefined} />);
  const user = await filledIn();
  await user.click(screen.getByRole("radio", { name: "Name and number", hidden: true }));
  await user.type(screen.getByLabelText("Buyer's name"), "Wang");
  const number = screen.getByLabelText("Identity card number");
  expect(number).toHaveProperty("type", "password");
  await user.type(number, "11010519491231002X");
  await user.click(screen.getByRole("button", { name: /Send to customs/, hidden: true }));
  await screen.findByText("Done");
  expect(asked.find((one) => one.name === "declaration_file")?.form).toMatchObject({
    buyer_name: "Wang",
    buyer_number: "11010519491231002X",
  });
  expect(document.body.innerHTML).not.toContain("11010519491231002X");
});

function refusedUntil(from: number): DeclarationView {
  return {
    id: "D-0",
    payment: "P-1",
    order_number: "ORDER-7",
    amount: cny("40.00"),
    state: "customs_refused",
    customs: "NINGBO",
    merchant_code: "3301960ABC",
    merchant_name: "Sample Ltd",
    suborder: null,
    buyer_masked: "1****************X",
    correct: {
      allowed: false,
      most: null,
      problem: refusal("bar.resend_too_early", {
        next: "wait",
        args: { from: { kind: "time", value: from } },
      }),
    },
  } as unknown as DeclarationView;
}

test("a correction is locked until its time, counts down, and unlocks by itself", async () => {
  const asked = answers({
    ...core,
    // The core's reading knows nothing of a correction: whole is whole.
    amount_read_back: (form: { amount: string }): ReadBackView => ({
      amount: cny(form.amount),
      words_en: `words of ${form.amount}`,
      words_zh: null,
      left_after: null,
      problem: refusal("bar.declared_whole"),
    }),
  });
  const correcting = refusedUntil(Date.now() + 2500);
  show(<DeclarationSheet payment={payment} correcting={correcting} onClose={() => undefined} />);
  expect((await screen.findByRole("timer")).textContent).toMatch(/Unlocks in 0:0[23]/);
  expect(screen.getByLabelText("Company record name")).toHaveProperty("disabled", true);
  fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });
  expect(pressed(asked, files)).toEqual([]);
  await waitFor(() => expect(screen.queryByRole("timer")).toBeNull(), { timeout: 5000 });
  expect(screen.getByLabelText("Company record name")).toHaveProperty("disabled", false);
  expect(
    screen.getByRole("checkbox", { name: "This payment is declared in parts", hidden: true }),
  ).toHaveProperty("disabled", true);
  await screen.findByText("words of 40.00");
  fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });
  await screen.findByText("Done");
  expect(asked.find((one) => one.name === "declaration_file")?.form).toMatchObject({
    correcting: "D-0",
    keep_buyer: true,
    buyer_number: null,
  });
}, 10_000);
