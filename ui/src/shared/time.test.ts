import { describe, expect, test } from "vitest";
import { absolute, addDays, dayOf, deadline, hoursLeft, relative, startOfDay, zone } from "./time";

const at = Date.parse("2026-11-20T15:04:05+08:00");

describe("times", () => {
  test("look the same in both languages and name their zone", () => {
    expect(absolute(at)).toBe("2026-11-20 15:04");
    expect(absolute(at, { seconds: true })).toBe("2026-11-20 15:04:05");
    expect(zone(at)).toBe("UTC+8");
    expect(deadline(at, "en")).toBe("Fri 2026-11-20 15:04 (UTC+8)");
    expect(deadline(at, "zh-CN")).toBe("周五 2026-11-20 15:04 (UTC+8)");
  });

  test("are relative in whole units", () => {
    expect(relative(at - 59_000, at, "en")).toBe("59 sec. ago");
    expect(relative(at - 7_199_000, at, "zh-CN")).toBe("1小时前");
    expect(relative(at, at, "en")).toBe("now");
  });

  test("count what is left and never below zero", () => {
    expect(hoursLeft(at + 7_260_000, at)).toEqual({ hours: 2, minutes: 1 });
    expect(hoursLeft(at - 1, at)).toEqual({ hours: 0, minutes: 0 });
  });

  test("a typed day is a real day", () => {
    expect(startOfDay("2026-11-20")).toBe(Date.parse("2026-11-20T00:00:00+08:00"));
    expect(startOfDay("2026-02-30")).toBeNull();
    expect(startOfDay("20 Nov")).toBeNull();
    expect(dayOf(addDays(at, 1))).toBe("2026-11-21");
  });
});
