import { expect, test } from "vitest";
import { problem } from "../../testing/core";
import { fieldProblems } from "./fields";

test("a problem is said once: under its field, or in a card", () => {
  const wrong = problem("failed.field", { field: "city", next: "correct" });
  const placed = fieldProblems(wrong, ["city", "zip"]);
  expect(placed.at("city")).not.toBeNull();
  expect(placed.at("zip")).toBeNull();
  expect(placed.rest).toBeNull();
  const other = fieldProblems(problem("failed.stale", { next: "reload" }), ["city"]);
  expect(other.at("city")).toBeNull();
  expect(other.rest?.code).toBe("failed.stale");
  // A field this form does not show is still said.
  expect(
    fieldProblems(problem("failed.field", { field: "wallet", next: "correct" }), ["city"]).rest,
  ).not.toBeNull();
});
