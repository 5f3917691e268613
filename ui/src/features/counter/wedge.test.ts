import { describe, expect, test } from "vitest";
import { hear, noRun, pause } from "./wedge";

// Made up: it opens nothing.
const code = "281234567890123456";

type Press = [key: string, after: number];
const keys = (text: string, gap: number): Press[] => [...text].map((key) => [key, gap]);

/** What a run of keys comes to, with a pause at the end. */
function play(presses: readonly Press[]) {
  let run = noRun;
  let at = 1000;
  const typed: string[] = [];
  const codes: string[] = [];
  let broken = 0;
  const take = (heard: ReturnType<typeof hear>) => {
    run = heard.run;
    typed.push(...heard.typed);
    if (heard.code !== null) codes.push(heard.code);
    if (heard.broken) broken += 1;
  };
  for (const [key, after] of presses) {
    // The pause is noticed before the next key, as a timer would.
    if (after >= 35) take(pause(run, at + 35));
    at += after;
    take(hear(run, key, at));
  }
  take(pause(run, at + 1000));
  return { typed: typed.join(" "), codes, broken };
}

const enter: Press = ["Enter", 5];

describe("a scanner among the keys", () => {
  test.each([
    ["digits typed by hand are the amount", keys("128", 140), "1 2 8", [], 0],
    [
      "a point and a correction too",
      keys("12.5", 140).concat([["Backspace", 200]]),
      "1 2 . 5 Backspace",
      [],
      0,
    ],
    ["a scan is a code, and nothing of it is an amount", keys(code, 8).concat([enter]), "", [code], 0],
    [
      "16 digits at 34 ms are a code",
      keys("2".repeat(16), 34).concat([["Enter", 34]]),
      "",
      ["2".repeat(16)],
      0,
    ],
    ["15 digits are none, and no amount either", keys("2".repeat(15), 8).concat([enter]), "", [], 1],
    ["24 digits are a code", keys("2".repeat(24), 3).concat([enter]), "", ["2".repeat(24)], 0],
    ["a product's barcode is no amount", keys("6901234567892", 6).concat([enter]), "", [], 1],
    [
      "16 digits typed by hand are 16 digits",
      keys("1234567890123456", 40),
      [..."1234567890123456"].join(" "),
      [],
      0,
    ],
    ["an Enter that comes late is not the scanner's", keys(code, 8).concat([["Enter", 60]]), "Enter", [], 1],
    ["a scan without Enter is nothing", keys(code, 8), "", [], 1],
    [
      "two keys rolled over are two digits",
      [
        ["1", 200],
        ["2", 12],
      ] as Press[],
      "1 2",
      [],
      0,
    ],
    [
      "an amount, then at once a scan",
      keys("50", 150).concat([["2", 400]], keys(code.slice(1), 8), [enter]),
      "5 0",
      [code],
      0,
    ],
    [
      "the last typed digit joins a burst only if it is as quick",
      keys("5", 100).concat(keys(code, 8), [enter]),
      "",
      [`5${code}`],
      0,
    ],
    [
      "two scans are two codes",
      keys(code, 8).concat([enter], [["2", 900]], keys(code.slice(1), 8), [enter]),
      "",
      [code, code],
      0,
    ],
    ["a letter ends a burst and makes it no code", keys(code, 8).concat([["a", 8], enter]), "Enter", [], 1],
    ["Enter alone is a person's", [["Enter", 300]] as Press[], "Enter", [], 0],
  ])("%s", (_, presses, typed, codes, broken) => {
    expect(play(presses)).toEqual({ typed, codes, broken });
  });

  test("a pause that is too short lets a burst go on", () => {
    const first = hear(noRun, "2", 100);
    expect(pause(first.run, 120)).toEqual({ run: first.run, typed: [], code: null, broken: false });
  });
});
