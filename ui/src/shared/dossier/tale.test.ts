import { expect, test } from "vitest";
import type { StoryLineView } from "../../ipc";
import { momentIn, told } from "./tale";

const line = (what: string, word: string, details: [string, string][] = []): StoryLineView => ({
  what,
  word,
  at: 1,
  heard_at: 1,
  source: "us",
  actor: "",
  details,
});

test("every line of an order says what the order asked for", () => {
  const lines = told([
    line("refused", "DISPUTE_NOT_FOUND", [["order", "O-1"]]),
    line("asked", "defend", [["order", "O-1"]]),
    line("reported", "DISPUTE_CREATED"),
  ]);
  expect(lines.map((one) => one.order)).toEqual(["defend", "defend", null]);
});

test("the same said twice at one moment has two keys", () => {
  const keys = told([line("reported", "PENDING"), line("reported", "PENDING")]).map((one) => one.key);
  expect(new Set(keys).size).toBe(2);
});

test("only the core's own form of a moment is read as one", () => {
  expect(momentIn("2026-11-21T05:00:00Z")).toBe(Date.UTC(2026, 10, 21, 5));
  expect(momentIn("2026-03-12T19:09:16-08:00")).toBeNull();
  expect(momentIn("20260312")).toBeNull();
});
