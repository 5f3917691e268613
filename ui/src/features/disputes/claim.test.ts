import { expect, test } from "vitest";
import { claimOf } from "./claim";

test("the schemes' codes sort into four groups, and an unknown code into none", () => {
  expect(claimOf("4853")).toBe("goods");
  expect(claimOf("4837")).toBe("fraud");
  expect(claimOf("4808")).toBe("authorisation");
  expect(claimOf("13.1")).toBe("goods");
  expect(claimOf("12.6.1")).toBe("processing");
  expect(claimOf("10.4")).toBe("fraud");
  expect(claimOf("1053")).toBeNull();
  expect(claimOf("F24")).toBeNull();
  expect(claimOf(null)).toBeNull();
});
