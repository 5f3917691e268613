import { expect, test } from "vitest";
import { captureBy } from "./captureBy";

test("a hold made now ends in seven days, and the desk speaks of it two days before", () => {
  const { until, reminded } = captureBy(Date.parse("2026-11-21T14:05:00+08:00"));
  expect(until).toBe(Date.parse("2026-11-28T14:05:00+08:00"));
  expect(reminded).toBe(Date.parse("2026-11-26T14:05:00+08:00"));
});
