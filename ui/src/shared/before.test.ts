import { expect, test } from "vitest";
import { before } from "./before";

test("full-width punctuation stands for the space that Latin words need", () => {
  expect(`${before("金额不足。")}请更换支付方式。`).toBe("金额不足。请更换支付方式。");
  expect(`${before("此后剩余：")}SGD 111.26`).toBe("此后剩余：SGD 111.26");
  expect(`${before("退款，最多")}CNY 1`).toBe("退款，最多 CNY 1");
  expect(`${before("Up to")}CNY 1`).toBe("Up to CNY 1");
  expect(`${before("Left after this:")}CNY 1`).toBe("Left after this: CNY 1");
});
