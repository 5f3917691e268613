import { expect, test } from "vitest";
import { effectOfRow } from "./effect";

test("advice on a dispute is shown with it; what nobody acts on is only kept", () => {
  const subject: [string, string] = ["dispute", "D1"];
  for (const title of ["DEFENSE_STRATEGY_SUGGESTION", "DEFENSE_DOCUMENT"]) {
    expect(effectOfRow({ title, state: "kept", subject })).toBe("beside");
    expect(effectOfRow({ title, state: "kept", subject: null })).toBe("kept");
    expect(effectOfRow({ title, state: "waiting", subject })).toBe("waiting");
  }
  expect(effectOfRow({ title: "PAYOUT_RESULT", state: "kept", subject })).toBe("kept");
  expect(effectOfRow({ title: "DISPUTE_CREATED", state: "changed", subject })).toBe("changed");
});
