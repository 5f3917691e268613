import { afterEach, expect, test, vi } from "vitest";
import { Refusal } from "./call";
import { commands } from "./generated";

afterEach(() => vi.unstubAllGlobals());

async function moved(asked: Promise<unknown>): Promise<string> {
  const refused = await asked.catch((error: unknown) => error);
  if (!(refused instanceof Refusal)) throw new Error(String(refused));
  return refused.problem.moved;
}

test("when the core is lost, only what may move money leaves a doubt about it", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("gone")));
  const id = { id: "PAY-1" };
  expect(await moved(commands.paymentShow(id))).toBe("no");
  expect(await moved(commands.paymentInquire(id))).toBe("no");
  expect(await moved(commands.outboxShow({ order: "O-1" }))).toBe("no");
  expect(await moved(commands.outboxAsk({ order: "O-1" }))).toBe("unknown");
  const refund = {
    draft: "D-1",
    payment: "PAY-1",
    version: 1,
    amount: "1",
    reason: "other",
    note: "",
    again: false,
  };
  expect(await moved(commands.refundCreate(refund))).toBe("unknown");
});
