import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { problemTexts, texts } from "./catalogues";

describe("the texts", () => {
  test("are there in both languages, none empty", () => {
    expect(Object.keys(texts["zh-CN"]).sort()).toEqual(Object.keys(texts.en).sort());
    for (const catalogue of Object.values(texts)) {
      for (const [key, text] of Object.entries(catalogue)) expect(text.trim(), key).not.toBe("");
    }
  });

  test("can all be read", () => {
    for (const [locale, catalogue] of Object.entries(texts)) {
      for (const [key, text] of Object.entries(catalogue)) {
        expect(() => new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }), key).not.toThrow();
      }
    }
  });

  test("of problems are there in both languages and can be read", () => {
    expect(Object.keys(problemTexts["zh-CN"]).sort()).toEqual(Object.keys(problemTexts.en).sort());
    for (const [locale, catalogue] of Object.entries(problemTexts)) {
      for (const [code, { says, todo }] of Object.entries(catalogue)) {
        for (const text of [says, todo ?? ""]) {
          expect(
            () => new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }),
            code,
          ).not.toThrow();
        }
      }
    }
  });
});
