import { expect, test } from "vitest";
import codes from "../../../../src-tauri/antom/codes.json";
import { speech } from "../../i18n";
import type { Moved } from "../../ipc";
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

const everyMoved: Record<Moved, true> = {
  no: true,
  yes: true,
  not_yet: true,
  unknown: true,
  not_by_this: true,
  only_asked: true,
  goes_back: true,
};
const advices = [...new Set(codes.map((row) => row.code)), "another_way", "leave"];

test("that nothing was taken is said only where the problem says so, on the screen and on paper", () => {
  for (const moved of [...(Object.keys(everyMoved) as Moved[]), null]) {
    for (const todo of advices) {
      const problem = moved === null ? null : { moved, todo };
      const { says, tell, slip, paper } = sentenceOf("refused", order, now, problem);
      for (const key of [says, tell, slip, paper]) {
        const about = `${moved} ${todo} ${key}`;
        const claims = moved === "no" && (key === tell || key === paper);
        expect(speech("en").t(key).includes("nothing was taken"), about).toBe(claims);
        expect(speech("zh-CN").t(key).includes("未扣款"), about).toBe(claims);
      }
      if (moved !== "no") {
        expect(speech("en").t(tell)).toContain("If anything was charged, it goes back by itself.");
        expect(speech("zh-CN").t(paper)).toContain("若已扣款，会自动退回。");
      }
    }
  }
});

test("a code that was bad is asked for again, and no other wallet or card beside it", () => {
  for (const todo of ["EXPIRED_CODE", "INVALID_PAYMENT_CODE"]) {
    const { tell, paper } = sentenceOf("refused", order, now, { moved: "no", todo });
    expect(paper).toBe(tell);
    expect(speech("en").t(tell)).toContain("show the new one");
    expect(speech("en").t(tell)).not.toMatch(/wallet or card|another way/);
    expect(speech("zh-CN").t(tell)).not.toMatch(/换/);
  }
});

test("a cancelled payment is not said to have taken nothing: it may have been paid before anybody heard", () => {
  const { says, tell, paper } = sentenceOf("cancelled", order, now);
  for (const key of [says, tell, paper]) {
    expect(speech("en").t(key)).not.toContain("nothing was taken");
    expect(speech("zh-CN").t(key)).not.toContain("未扣款");
  }
});
