import { expect, test } from "vitest";
import { regionOf } from "./region";

test.each([
  ["Germany", "DE"],
  ["germany ", "DE"],
  ["德国", "DE"],
  ["de", "DE"],
  ["GE", "GE"],
  ["Georgia", "GE"],
  ["Singapore", "SG"],
  ["", ""],
])("%s is %s", (typed, code) => {
  expect(regionOf(typed)).toBe(code);
});

test.each(["Germ", "Atlantis", "QQ", "1", "D"])("%s is nowhere, and never a guess", (typed) => {
  expect(regionOf(typed)).toBeNull();
});
