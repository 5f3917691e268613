import { describe, expect, test } from "vitest";
import { addressOf, formOf, partsOf, readFilter } from "./filter";

const read = (query: string) => readFilter(new URLSearchParams(query));

describe("the filter of the payment list", () => {
  test("survives the address", () => {
    const filter = read("q=ORDER-7&state=paid,refunded&currency=CNY&least=10&from=2026-11-01&unknown=1");
    expect(readFilter(new URLSearchParams(addressOf(filter).split("?")[1]))).toEqual(filter);
    expect(addressOf(read(""))).toBe("#/payments");
  });

  test("counts the last day whole and reads full-width digits", () => {
    const form = formOf(read("q=%EF%BC%91%EF%BC%92%EF%BC%98%20&from=2026-11-20&until=2026-11-20"));
    expect(form.text).toBe("128");
    expect(form.from).toBe(Date.parse("2026-11-20T00:00:00+08:00"));
    expect(form.until).toBe(Date.parse("2026-11-21T00:00:00+08:00"));
  });

  test("asks for no amount without a currency", () => {
    expect(formOf(read("least=10&most=20"))).toMatchObject({ currency: null, least: null, most: null });
    expect(formOf(read("currency=JPY&least=10"))).toMatchObject({ currency: "JPY", least: "10", most: null });
  });

  test("names each part that can be dropped", () => {
    const parts = partsOf(read("q=7&state=paid&currency=CNY&least=1&until=2026-11-20"));
    expect(parts.map(({ id }) => id)).toEqual(["text", "states", "amount", "days"]);
    expect(parts.find(({ id }) => id === "amount")?.without).toMatchObject({
      currency: "",
      least: "",
      text: "7",
    });
  });
});
