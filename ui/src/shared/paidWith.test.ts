import { expect, test } from "vitest";
import { speech } from "../i18n";
import { paidWith } from "./paidWith";

const card = { method: "CARD", method_name: "Card", brand: null, last_four: "4242" };

test("a card is its brand and last four digits, and a card without a brand is called one in both languages", () => {
  expect(paidWith({ ...card, brand: "VISA" }, speech("en"))).toBe("VISA ··4242");
  expect(paidWith(card, speech("en"))).toBe("Card ··4242");
  expect(paidWith(card, speech("zh-CN"))).toBe("银行卡 ··4242");
});

test("a wallet keeps its own name, and what is no brand is translated", () => {
  const wallet = { method: "GCASH", method_name: "GCash", brand: null, last_four: null };
  expect(paidWith(wallet, speech("zh-CN"))).toBe("GCash");
  const counter = { ...wallet, method: "CONNECT_WALLET", method_name: "Counter wallet" };
  expect(paidWith(counter, speech("zh-CN"))).toBe("柜台钱包");
  expect(paidWith({ ...wallet, method: "", method_name: "" }, speech("en"))).toBe("");
});
