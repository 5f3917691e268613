import { expect, test } from "vitest";
import { innerDeadline } from "./due";

test("the inner deadline is twelve hours earlier", () => {
  expect(innerDeadline(Date.parse("2026-03-13T03:09:16Z"))).toBe(Date.parse("2026-03-12T15:09:16Z"));
});
