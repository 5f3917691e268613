import { expect, test } from "vitest";
import { besides, endingIn, exactly } from "./amount";

test("an amount keeps its whole part and takes the ending, as its currency counts", () => {
  expect(endingIn("12.5", "13", 2)).toBe("12.13");
  expect(endingIn("10", "00", 2)).toBe("10.00");
  expect(endingIn("", "17", 2)).toBe("0.17");
  expect(endingIn("1,200.00", "16", 2)).toBe("1200.16");
  expect(endingIn("5200", "13", 0)).toBe("5213");
  expect(endingIn("10", "13", 0)).toBe("1013");
  expect(endingIn("12.345", "13", 3)).toBe("12.313");
});

test("an exact amount is written in its currency", () => {
  expect(exactly("11", 2)).toBe("0.11");
  expect(exactly("11", 0)).toBe("11");
  expect(exactly("11", 3)).toBe("0.011");
});

test("under and over another amount, never below nothing", () => {
  expect(besides("128.00", "under")).toBe("127");
  expect(besides("0.50", "under")).toBe("0");
  expect(besides("128.00", "over")).toBe("129");
});
