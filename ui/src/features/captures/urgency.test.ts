import { expect, test } from "vitest";
import { share, urgencyOf } from "./urgency";

const hour = 3_600_000;

test("a hold is urgent in its last four hours and soon in its last 48", () => {
  expect(urgencyOf(0, 0)).toBe("over");
  expect(urgencyOf(4 * hour - 1, 0)).toBe("urgent");
  expect(urgencyOf(4 * hour, 0)).toBe("soon");
  expect(urgencyOf(48 * hour - 1, 0)).toBe("soon");
  expect(urgencyOf(48 * hour, 0)).toBe("calm");
});

test("the bar is full at seven days and empty at the end", () => {
  expect(share(7 * 24 * hour, 0)).toBe(1000);
  expect(share(9 * 24 * hour, 0)).toBe(1000);
  expect(share(0, 5)).toBe(0);
});
