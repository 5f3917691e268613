import { expect, test } from "vitest";
import { urgencyOf } from "./urgency";

const hour = 3_600_000;
const at = Date.parse("2026-03-12T19:09:16-08:00");

test("ten days are urgent, a day is now, and a passed deadline is over", () => {
  expect(urgencyOf(at, at - 241 * hour)).toBe("calm");
  expect(urgencyOf(at, at - 240 * hour)).toBe("urgent");
  expect(urgencyOf(at, at - 25 * hour)).toBe("urgent");
  expect(urgencyOf(at, at - 24 * hour)).toBe("now");
  expect(urgencyOf(at, at - 1)).toBe("now");
  expect(urgencyOf(at, at)).toBe("over");
});
