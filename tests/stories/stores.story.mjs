import assert from "node:assert/strict";
import { story } from "./story.mjs";
import { patience } from "./tools.mjs";

const fields = {
  "Your number for the merchant": "M-STORY-1",
  "Name buyers see": "Tea Corner",
  "Category code": "5499",
  "Legal name": "REJECT Tea Corner Ltd",
  "Number in the register": "MADE-UP-1",
  "Country or region": "SG",
  City: "Singapore",
  "Street and number": "1 Sample Street",
  "Your number for the store": "S-STORY-1",
  "Store’s name": "Tea Corner, Harbour",
  "Store’s category code": "5499",
};

async function until(merchant, word) {
  for (let round = 0; round < 6; round += 1) {
    await merchant.button(/^Ask the gateway now/).and(merchant.page.locator(":not([aria-disabled=true])")).click();
    const there = merchant.page.getByRole("main").getByText(word, { exact: true }).first();
    if (await there.waitFor({ timeout: 3000 }).then(() => true, () => false)) return;
  }
  assert.fail(`the registration never became ${word}`);
}

story("a store is registered, rejected with its reasons, and registered again with what is known", {}, async ({ merchant }) => {
  await merchant.opens("#/stores");
  await merchant.button(/^Register a store/).first().waitFor();
  await merchant.keys("n");
  await merchant.isAt("Register a store");
  await merchant.presses(/^Send the registration/);
  await merchant.sees("11 fields need you; each says what is missing.");
  assert.deepEqual(merchant.sent, []);
  for (const [label, text] of Object.entries(fields)) {
    await merchant.page.getByLabel(label, { exact: false }).first().fill(text);
  }
  await merchant.keys("Control+Enter");
  await merchant.presses("Open the registration");
  await merchant.isAt("Registration");
  await until(merchant, "Rejected");
  await merchant.sees("Why it was not accepted");

  await merchant.keys("n");
  await merchant.isAt("Register again");
  await merchant.sees("It was not accepted.");
  const legal = merchant.page.getByLabel("Legal name");
  await legal.waitFor({ timeout: patience });
  assert.equal(await legal.inputValue(), "REJECT Tea Corner Ltd");
  assert.equal(await merchant.page.getByLabel("Your number for the merchant").inputValue(), "M-STORY-1");
  await legal.fill("Tea Corner Ltd");
  for (const [label, text] of Object.entries(fields)) {
    if (label === "Legal name") continue;
    const field = merchant.page.getByLabel(label, { exact: false }).first();
    if ((await field.inputValue()) === "") await field.fill(text);
  }
  await merchant.keys("Control+Enter");
  await merchant.presses("Open the registration");
  await until(merchant, "Approved");
  await merchant.sees("merchantInfo.merchantMCC");
});
