import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { ActionView } from "../../ipc";
import { aPayment, fakeCore, money, problem, Refuse, show } from "../../testing/core";
import { RefundSheet } from "./RefundSheet";

function action(state: string): ActionView {
  return {
    id: "REF1",
    kind: "refund",
    state,
    payment_id: null,
    amount: money("39.20"),
    problem: null,
    about: "payment",
    payment: "PAY0001",
    rounds: 0,
    most_rounds: null,
    order: "ORD1",
    next_at: null,
  };
}

function core(create: (form: Record<string, unknown>) => unknown = () => action("queued"), then = "done") {
  let drafts = 0;
  return fakeCore({
    draft_open: () => {
      drafts += 1;
      return { draft: `draft-${drafts}`, version: 7 };
    },
    amount_read_back: ({ amount }) =>
      amount === "200"
        ? {
            amount: money("200.00"),
            words_en: null,
            words_zh: null,
            left_after: null,
            problem: problem("bar.over_the_rest", {
              args: { left: { kind: "money", value: money("108.00") } },
            }),
          }
        : {
            amount: money("39.20"),
            words_en: "thirty-nine point two zero Chinese yuan (CNY 39.20)",
            words_zh: "人民币叁拾玖元贰角 (CNY 39.20)",
            left_after: money("68.80"),
            problem: null,
          },
    refund_create: create,
    outbox_show: () => action(then),
  });
}

async function fill(user: ReturnType<typeof userEvent.setup>, amount = "39.2") {
  await user.type(screen.getByLabelText("How much goes back, CNY"), amount);
  await user.click(screen.getByRole("button", { name: /Reason/ }));
  await user.click(await screen.findByRole("option", { name: "Damaged" }));
}

const open = () =>
  show(<RefundSheet payment={aPayment()} onReload={() => undefined} onClose={() => undefined} />);
const press = () => screen.findByRole("button", { name: "Refund CNY 39.20" });

describe("the refund sheet", () => {
  test("starts with an empty amount and reads back what was typed in both languages", async () => {
    core();
    const user = userEvent.setup();
    open();
    const field = screen.getByLabelText("How much goes back, CNY");
    expect(field).toHaveProperty("value", "");
    await user.type(field, "39.2");
    expect(await screen.findByText("thirty-nine point two zero Chinese yuan (CNY 39.20)")).toBeTruthy();
    expect(screen.getByText("人民币叁拾玖元贰角 (CNY 39.20)")).toBeTruthy();
    expect(screen.getByText("CNY 68.80")).toBeTruthy();
    expect(screen.getByRole("dialog").textContent).toContain("Refund CNY 39.20 of payment ending 0001");
  });

  test("a double press sends once", async () => {
    let let_go: (() => void) | undefined;
    const { of } = core(
      () =>
        new Promise((resolve) => {
          let_go = () => resolve(action("queued"));
        }),
    );
    const user = userEvent.setup();
    open();
    await fill(user);
    await user.dblClick(await press());
    await user.keyboard("{Control>}{Enter}{/Control}");
    let_go?.();
    await screen.findByText("Done");
    expect(of("refund_create")).toHaveLength(1);
    expect(of("refund_create")[0]?.form).toMatchObject({
      draft: "draft-1",
      version: 7,
      amount: "39.2",
      reason: "damaged",
      again: false,
    });
  });

  test("Enter alone sends nothing, Mod+Enter does", async () => {
    const { of } = core();
    const user = userEvent.setup();
    open();
    await fill(user);
    await press();
    await user.click(screen.getByLabelText("How much goes back, CNY"));
    await user.keyboard("{Enter}");
    expect(of("refund_create")).toHaveLength(0);
    await user.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText("Done");
    expect(of("refund_create")).toHaveLength(1);
  });

  test("Enter that chooses a word of an input method does nothing, with or without Mod", async () => {
    const { of } = core();
    const user = userEvent.setup();
    open();
    await fill(user);
    await press();
    const note = screen.getByLabelText(/Note/);
    note.focus();
    fireEvent.keyDown(note, { key: "Enter", ctrlKey: true, isComposing: true });
    fireEvent.keyDown(note, { key: "Enter", ctrlKey: true, keyCode: 229 });
    fireEvent.keyDown(note, { key: "Enter", isComposing: true });
    await Promise.resolve();
    expect(of("refund_create")).toHaveLength(0);
  });

  test("more than what is left is refused before anything is sent", async () => {
    const { of } = core();
    const user = userEvent.setup();
    open();
    await fill(user, "200");
    expect(await screen.findByText(/more than the CNY 108.00 that is left/)).toBeTruthy();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(of("refund_create")).toHaveLength(0);
  });

  test("one that looks the same is sent again only when the person says so, under the same draft", async () => {
    const same = problem("bar.looks_the_same", {
      next: "confirm",
      args: {
        amount: { kind: "money", value: money("39.20") },
        asked_at: { kind: "time", value: 1_795_000_000_000 },
      },
    });
    const { of } = core(({ again }) => (again === true ? action("queued") : new Refuse(same)));
    const user = userEvent.setup();
    open();
    await fill(user);
    await user.click(await press());
    await user.click(await screen.findByRole("button", { name: "It is another refund: refund CNY 39.20" }));
    await screen.findByText("Done");
    expect(of("refund_create").map(({ form }) => [form.draft, form.again])).toEqual([
      ["draft-1", false],
      ["draft-1", true],
    ]);
  });

  test("a press whose answer was lost on the way to the core is repeated under the same draft", async () => {
    let times = 0;
    const { of } = core(() => {
      times += 1;
      if (times === 1) throw new Error("the line broke");
      return action("queued");
    });
    const user = userEvent.setup();
    open();
    await fill(user);
    await user.click(await press());
    expect(await screen.findByText("Whether money was moved is not known yet.")).toBeTruthy();
    await user.click(await press());
    await screen.findByText("Done");
    expect(new Set(of("refund_create").map(({ form }) => form.draft))).toEqual(new Set(["draft-1"]));
  });

  test("stays open and says that it is not known yet", async () => {
    core(() => action("queued"), "unknown");
    const user = userEvent.setup();
    open();
    await fill(user);
    await user.click(await press());
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Not known yet"));
    expect(screen.getByText(/The amount stays reserved/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Refund CNY 39.20" })).toBeNull();
  });
});
