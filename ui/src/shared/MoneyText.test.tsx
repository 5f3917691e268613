import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { money, show } from "../testing/core";
import { MoneyText } from "./MoneyText";
import { formatDecimal, formatMoney, sumByCurrency, thousandths } from "./money";

describe("money on the screen", () => {
  test("has its ISO code and all its decimals", () => {
    show(
      <>
        <MoneyText money={money("1234.50")} />
        <MoneyText money={money("14204", "JPY")} />
        <MoneyText money={money("39.250", "BHD")} />
      </>,
    );
    expect(screen.getByText("CNY 1,234.50")).toBeTruthy();
    expect(screen.getByText("JPY 14,204")).toBeTruthy();
    expect(screen.getByText("BHD 39.250")).toBeTruthy();
  });

  test("is exact where a floating number would not be", () => {
    expect(formatDecimal("12345678901234567.89", "en")).toBe("12,345,678,901,234,567.89");
    expect(formatMoney(money("0.10"), "zh-CN")).toBe("CNY 0.10");
  });

  test("shows what is not an amount as it is", () => {
    expect(formatDecimal("12.", "en")).toBe("12.");
    expect(formatDecimal("NaN", "en")).toBe("NaN");
  });

  test("is never added across currencies", () => {
    const sums = sumByCurrency([money("0.10"), money("0.20"), money("7", "JPY"), money("90071992547409.91")]);
    expect(sums.map(({ currency, value }) => `${currency} ${value}`)).toEqual([
      "CNY 90071992547410.21",
      "JPY 7",
    ]);
  });

  test("draws bars in thousandths of the whole", () => {
    expect(thousandths(money("20.00"), money("128.00"))).toBe(156);
    expect(thousandths(money("1.00"), money("0.00"))).toBe(0);
  });
});
