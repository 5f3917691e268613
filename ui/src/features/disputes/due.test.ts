import { expect, test } from "vitest";
import { innerDeadline, sendBefore } from "./due";

const due = Date.parse("2026-03-13T03:09:16Z");
const hour = 3_600_000;

test("the inner deadline is twelve hours earlier", () => {
  expect(innerDeadline(due)).toBe(Date.parse("2026-03-12T15:09:16Z"));
});

test("what is not there any more is no deadline: then the real one stands", () => {
  expect(sendBefore(due, due - 240 * hour)).toBe(innerDeadline(due));
  expect(sendBefore(due, due - 12 * hour)).toBe(due);
  expect(sendBefore(due, due - 2 * hour)).toBe(due);
});
