import { expect, test } from "vitest";
import { speech } from "../../i18n";
import type { Outcome } from "./outcome";
import { sentenceOf } from "./sentence";

const now = 1_000_000;
const order = { state: "unknown", rounds: 4, most_rounds: 16, next_at: now + 2_400 };

test.each([
  ["queued", { ...order, state: "queued" }, "On its way. Do not hand over the goods yet."],
  ["the ladder", order, "Not known yet. Do not hand over the goods. Next check in 3 s (5 of 16)."],
  [
    "the check is due",
    { ...order, next_at: now - 5 },
    "Not known yet. Do not hand over the goods. Next check in 0 s (5 of 16).",
  ],
  [
    "the last round",
    { ...order, rounds: 16 },
    "Not known yet. Do not hand over the goods. Next check in 3 s (16 of 16).",
  ],
  [
    "no end to the rounds",
    { ...order, most_rounds: null },
    "Not known yet. Do not hand over the goods. Next check in 3 s.",
  ],
  [
    "the customer's turn",
    { ...order, state: "done", next_at: null },
    "Not paid yet. Do not hand over the goods.",
  ],
])("while it is open, %s", (_, action, says) => {
  const sentence = sentenceOf("waiting", action, now);
  expect(speech("en").t(sentence.says, sentence.values)).toBe(says);
});

test("only a paid one lets the goods go, in both languages", () => {
  const all: Outcome[] = ["waiting", "undoing", "done", "refused", "cancelled", "over", "person"];
  for (const outcome of all) {
    const { says, values } = sentenceOf(outcome, order, now);
    const goes = outcome === "done";
    expect(/Do not hand over|do not hand over/.test(speech("en").t(says, values))).toBe(!goes);
    expect(/勿交付|先不要交付/.test(speech("zh-CN").t(says, values))).toBe(!goes);
  }
});
