import { describe, expect, test } from "vitest";
import { decimalsOf } from "../../shared";
import { finished, isSomething, pressed } from "./pad";

const type = (keys: string[], decimals: number) =>
  keys.reduce((amount, key) => pressed(amount, key, decimals), "");

describe("the amount pad", () => {
  test.each([
    ["digits in a row", ["1", "2", "8"], 2, "128"],
    ["cents", ["1", "2", ".", "5", "0"], 2, "12.50"],
    ["a third decimal is not taken", ["1", ".", "2", "3", "4"], 2, "1.23"],
    ["dinars have three", ["1", ".", "2", "3", "4"], 3, "1.234"],
    ["yen have none", ["5", "0", "0", ".", "5"], 0, "5005"],
    ["a point first is nought point", [".", "5"], 2, "0.5"],
    ["a comma is a point", ["1", ",", "5"], 2, "1.5"],
    ["a second point does nothing", ["1", ".", "5", ".", "5"], 2, "1.55"],
    ["no leading noughts", ["0", "0", "7"], 2, "7"],
    ["two noughts at once", ["5", "00"], 2, "500"],
    ["two noughts after the point", ["5", ".", "00"], 2, "5.00"],
    ["correcting", ["1", "2", "Backspace", "3"], 2, "13"],
    ["correcting nothing", ["Backspace"], 2, ""],
    ["clearing", ["1", "2", "Clear"], 2, ""],
    ["letters do nothing", ["1", "e", "5", "-"], 2, "15"],
    ["ten digits at most", [..."12345678901"], 2, "1234567890"],
  ])("%s", (_, keys, decimals, amount) => {
    expect(type(keys, decimals)).toBe(amount);
  });

  test.each([
    ["12.", "12", true],
    ["0.00", "0.00", false],
    ["", "", false],
    ["0.01", "0.01", true],
  ])("%s is sent as %s", (typed, sent, something) => {
    expect(finished(typed)).toBe(sent);
    expect(isSomething(typed)).toBe(something);
  });

  test.each([
    ["CNY", 2],
    ["JPY", 0],
    ["KWD", 3],
  ])("%s has %i decimals", (currency, decimals) => {
    expect(decimalsOf(currency)).toBe(decimals);
  });
});
