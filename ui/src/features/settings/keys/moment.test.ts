import { expect, test } from "vitest";
import { momentOf } from "./moment";

test.each([
  ["2026-11-28", "14:05", Date.parse("2026-11-28T14:05:00+08:00")],
  [" 2026-11-28 ", " 00:00 ", Date.parse("2026-11-28T00:00:00+08:00")],
  ["2026-02-30", "14:05", null],
  ["2026-11-28", "24:00", null],
  ["2026-11-28", "9:5", null],
  ["28 Nov", "14:05", null],
  ["", "", null],
])("%s %s", (day, time, at) => {
  expect(momentOf(day, time)).toBe(at);
});
