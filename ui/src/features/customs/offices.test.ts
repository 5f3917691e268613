import { expect, test } from "vitest";
import { codeOf, findOffices } from "./offices";

const offices = [
  { code: "ZONGSHU", english: "Tianjin", chinese: "天津" },
  { code: "NINGBO", english: "Ningbo", chinese: "宁波" },
];

test("an office is found in either language or by its code", () => {
  expect(findOffices(offices, "宁").map((office) => office.code)).toEqual(["NINGBO"]);
  expect(findOffices(offices, "tian").map((office) => office.code)).toEqual(["ZONGSHU"]);
  expect(findOffices(offices, "zong").map((office) => office.english)).toEqual(["Tianjin"]);
  expect(findOffices(offices, " ")).toHaveLength(2);
});

test("what is sent is the code of a name, or a code typed freely", () => {
  expect(codeOf(offices, "宁波")).toBe("NINGBO");
  expect(codeOf(offices, "Tianjin")).toBe("ZONGSHU");
  expect(codeOf(offices, "shanghai_cbt")).toBe("SHANGHAI_CBT");
  expect(codeOf(offices, "宁")).toBeNull();
  expect(codeOf(offices, "")).toBeNull();
});
