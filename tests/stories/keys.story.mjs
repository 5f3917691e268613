import assert from "node:assert/strict";
import { register } from "./shop.mjs";
import { story } from "./story.mjs";

story("a key follows another without a gap, and the way back works", { empty: true }, async ({ merchant, shop }) => {
  const beside = await shop.gatewayBeside({ payments: 5, seed: 3 });
  await shop.accountAt(beside);
  await merchant.opens("#/settings/keys");
  await merchant.sees("Version 7");
  await merchant.presses("Prepare the next key");
  await merchant.keys("Control+Enter");
  await merchant.sees("Version 8 is ready. It signs nothing yet.");
  const half = await merchant.sheet.getByLabel("Public half").inputValue();
  await merchant.closes();
  await register(beside.says.register_key_url, half, "8");

  await merchant.presses("Switch to version 8");
  await merchant.keys("Control+Enter");
  await merchant.sheet.waitFor({ state: "detached" });
  const keys = async () => (await shop.ask("key_list")).ours.map((key) => [key.version, key.role]);
  assert.deepEqual(await keys(), [["8", "signing"], ["7", "earlier"]]);
  await shop.ask("payment_consult", { amount: "10", currency: "CNY", region: "" });

  await merchant.presses("Back to version 7");
  await merchant.keys("Control+Enter");
  await merchant.sheet.waitFor({ state: "detached" });
  assert.deepEqual(await keys(), [["7", "signing"], ["8", "next"]]);
  await shop.ask("payment_consult", { amount: "10", currency: "CNY", region: "" });
});
