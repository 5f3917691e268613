import { expect, test } from "vitest";
import { asGiven } from "./asGiven";

test("a deadline keeps the offset and the weekday it was given with", () => {
  expect(asGiven("2026-03-12T19:09:16-08:00", "en")).toBe("Thu 2026-03-12 19:09 (UTC−8)");
  expect(asGiven("2026-03-13T08:39:16+05:30", "en")).toBe("Fri 2026-03-13 08:39 (UTC+5:30)");
  expect(asGiven("2026-03-13T03:09:16Z", "en")).toBe("Fri 2026-03-13 03:09 (UTC)");
  expect(asGiven("2026-03-12T19:09:16-0800", "en")).toBe("Thu 2026-03-12 19:09 (UTC−8)");
  expect(asGiven("2026-03-12T19:09:16-08:00", "zh-CN")).toBe("周四 2026-03-12 19:09 (UTC−8)");
});

test("what is no time with an offset is left as it came", () => {
  expect(asGiven("12 March", "en")).toBeNull();
  expect(asGiven("2026-03-12T19:09:16", "en")).toBeNull();
  expect(asGiven("2026-02-31T19:09:16Z", "en")).toBeNull();
  expect(asGiven("2026-03-12T25:09:16Z", "en")).toBeNull();
});
