import { describe, expect, test } from "vitest";
import { spanLeft, timeLeft } from "./left";

describe("a countdown", () => {
  test.each([
    ["a whole minute", 60_000, "1:00"],
    ["a begun second counts", 59_001, "1:00"],
    ["under ten seconds", 8_500, "0:09"],
    ["an hour and more", 3_723_000, "1:02:03"],
    ["exactly over", 0, "0:00"],
    ["long over", -5_000, "0:00"],
  ])("%s", (_, left, says) => {
    expect(timeLeft(1_000_000 + left, 1_000_000)).toBe(says);
  });

  test.each([
    ["at its beginning", 0, 1000],
    ["before its beginning", -50, 1000],
    ["half way", 500, 500],
    ["at its end", 1000, 0],
    ["after its end", 1500, 0],
  ])("a ring %s", (_, now, left) => {
    expect(spanLeft(0, 1000, now)).toBe(left);
  });

  test("a span of nothing is empty", () => {
    expect(spanLeft(10, 10, 5)).toBe(0);
  });
});
