import { expect, test } from "vitest";
import { evidenceOf, faultOfTag, mostTags, type Tagged } from "./evidence";

let key = 0;
const row = (tag: string, text: string): Tagged => {
  key += 1;
  return { key, tag, text };
};

test("text and JSON are sent as they are, under their tags", () => {
  const rows = [
    row(" LOGISTIC_INFORMATION ", '{"trackingNumber":"1Z"}'),
    row("ORDER_INFORMATION", "delivered to the door\n"),
  ];
  expect(evidenceOf(rows)).toEqual({
    LOGISTIC_INFORMATION: '{"trackingNumber":"1Z"}',
    ORDER_INFORMATION: "delivered to the door",
  });
});

test("each wrong row says what is wrong with it", () => {
  const fault = (tag: string, text: string) => {
    const own = row(tag, text);
    return faultOfTag(own, [own]);
  };
  expect(fault("", "x")).toBe("tag_empty");
  expect(fault("Logistic", "x")).toBe("tag_shape");
  expect(fault("ORDER_INFORMATION", " ")).toBe("text_empty");
  expect(fault("ORDER_INFORMATION", '{"a":')).toBe("json");
  const twice = [row("A", "x"), row("A", "y")];
  expect(twice.map((own) => faultOfTag(own, twice))).toEqual(["tag_twice", "tag_twice"]);
  expect(evidenceOf(twice)).toBeNull();
});

test("more than the gateway takes is not sent", () => {
  const many = Array.from({ length: mostTags + 1 }, (_, at) => row(`T${at}`, "x"));
  expect(evidenceOf(many)).toBeNull();
  expect(evidenceOf(many.slice(1))).not.toBeNull();
  expect(evidenceOf([])).toBeNull();
  const long = "x".repeat(4_000_000);
  expect(evidenceOf([row("A", long), row("B", long)])).not.toBeNull();
  expect(evidenceOf([row("A", long), row("B", long), row("C", long)])).toBeNull();
});
