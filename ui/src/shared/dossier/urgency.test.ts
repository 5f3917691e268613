import { expect, test } from "vitest";
import { urgencyOf } from "./urgency";

const hour = 3_600_000;
const at = Date.parse("2026-03-12T19:09:16-08:00");

test("a week is soon, two days are now, and a passed deadline is over", () => {
  expect(urgencyOf(at, at - 240 * hour)).toBe("calm");
  expect(urgencyOf(at, at - 169 * hour)).toBe("calm");
  expect(urgencyOf(at, at - 168 * hour)).toBe("soon");
  expect(urgencyOf(at, at - 49 * hour)).toBe("soon");
  expect(urgencyOf(at, at - 48 * hour)).toBe("now");
  expect(urgencyOf(at, at - 1)).toBe("now");
  expect(urgencyOf(at, at)).toBe("over");
});
