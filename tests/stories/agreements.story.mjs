import assert from "node:assert/strict";
import { story } from "./story.mjs";
import { patience } from "./tools.mjs";

const idHere = (page) => decodeURIComponent(new URL(page.url()).hash.split("/")[2].split("?")[0]);

/** A consent asked for on the screen and given by the buyer. */
async function agreed(merchant, gateway, buyer) {
  await merchant.goesTo("Agreements");
  await merchant.keys("n");
  await merchant.chooses("Wallet", /^GCash/, merchant.sheet);
  await merchant.types("Buyer", buyer, merchant.sheet);
  await merchant.button(/^Make the link/, merchant.sheet).and(merchant.page.locator(":enabled")).click();
  await merchant.page.getByRole("img", { name: "QR code of the link" }).waitFor({ timeout: patience });
  await merchant.sees("Waiting for the buyer");
  const state = idHere(merchant.page);
  await gateway.consents(state);
  await merchant.presses(/^Ask the gateway now/);
  await merchant.page.getByRole("main").getByText("Active", { exact: true }).first().waitFor({ timeout: 2 * patience });
  return state;
}

story("a buyer consents, is debited after a dry run, and the consent is revoked", {}, async ({ merchant, gateway }) => {
  await merchant.opens();
  const state = await agreed(merchant, gateway, "Sample Buyer");
  // No token is anywhere on the screen.
  const { access_token: token } = await gateway.agreement(state);
  assert.ok(token);
  assert.ok(!(await merchant.page.content()).includes(token));

  await merchant.keys("c");
  await merchant.types("Order number", "AUTO-1", merchant.sheet);
  await merchant.types("Amount, PHP", "500.20", merchant.sheet);
  await merchant.sees("five hundred point two zero Philippine pesos (PHP 500.20)", merchant.sheet);
  await merchant.sees("Would debit PHP 500.20 from Sample Buyer (GCash) for order AUTO-1.", merchant.sheet);
  await merchant.sees("Nothing has been sent yet.", merchant.sheet);
  assert.equal((await gateway.payments()).filter((payment) => payment.order_number === "AUTO-1").length, 0);
  await merchant.keys("Control+Enter");
  await merchant.seesDone();
  await merchant.closes();
  const debit = await gateway.payment("AUTO-1");
  assert.equal(debit.amount.value, "50020");
  await merchant.page.getByRole("region", { name: "Debits" }).getByRole("link", { name: "AUTO-1" }).click();
  await merchant.page.getByRole("heading", { name: "AUTO-1" }).waitFor();
  await merchant.page.goBack();
  await merchant.button(/^Ask the gateway now/).waitFor();

  await merchant.keys("v");
  await merchant.sees("No further debit is possible", merchant.sheet);
  await merchant.button(/^Revoke the consent/, merchant.sheet).and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.seesDone();
  await merchant.closes();
  await merchant.sees("Ended by this shop");
  assert.ok(await merchant.button(/^Debit/).isDisabled());
});

story("the buyer ends a consent in the wallet, and the page says who", {}, async ({ merchant, gateway }) => {
  await merchant.opens();
  const state = await agreed(merchant, gateway, "Another Buyer");
  await gateway.consents(state, "revoke");
  await merchant.presses(/^Ask the gateway now/);
  await merchant.sees("Ended by the buyer or the wallet");
});

story("a subscription is begun, agreed to and ended with its period", {}, async ({ merchant, gateway }) => {
  await merchant.opens("#/subscriptions");
  await merchant.button(/^New subscription/).first().waitFor();
  await merchant.keys("n");
  await merchant.types("What for", "Tea of the month", merchant.sheet);
  await merchant.chooses("Wallet", /^GCash/, merchant.sheet);
  await merchant.types("A period costs, PHP", "300", merchant.sheet);
  await merchant.sees("PHP 300 every month", merchant.sheet);
  await merchant.button(/^Make the link/, merchant.sheet).and(merchant.page.locator(":enabled")).click();
  await merchant.sees("The buyer has the link and has not agreed as far as we know.", merchant.sheet);
  await merchant.button(/^Show the link and the code/, merchant.sheet).click();
  await merchant.page.getByRole("img", { name: "QR code of the link" }).waitFor({ timeout: patience });
  const request = idHere(merchant.page);
  // The gateway took it; the buyer has not agreed.
  assert.equal(await merchant.page.getByRole("main").getByText("Done", { exact: true }).count(), 0);
  await gateway.subscribes(request);
  await merchant.presses(/^Ask the gateway now/);
  await merchant.page.getByRole("main").getByText("Active", { exact: true }).first().waitFor({ timeout: 2 * patience });

  await merchant.keys("v");
  await merchant.sees("nothing is debited after this period", merchant.sheet);
  await merchant.sheet.getByRole("radio", { name: "At once" }).check();
  await merchant.sees("nothing is given back by itself", merchant.sheet);
  await merchant.sheet.getByRole("radio", { name: "With its period" }).check();
  await merchant.button(/^End with its period/, merchant.sheet).and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.seesDone();
  await merchant.closes();
  await merchant.presses(/^Ask the gateway now/);
  await merchant.page.getByRole("main").getByText("Ends with its period").first().waitFor({ timeout: 2 * patience });
});

story("a change of a subscription is not called done before the gateway says that it took hold", {}, async ({ merchant, gateway, shop }) => {
  const { draft } = await shop.ask("draft_open", { payment: null, kind: "subscribe" });
  const { payment: id } = await shop.ask("subscription_create", {
    draft,
    description: "Monthly tea",
    method: "GCASH",
    amount: "300",
    currency: "PHP",
    unit: "MONTH",
    count: 1,
    starts: null,
    ends: null,
    trial_periods: null,
    trial_amount: null,
  });
  await gateway.subscribes(id);
  await shop.ask("news_read");
  await merchant.opens(`#/subscriptions/${id}`);
  await merchant.page.getByRole("main").getByText("Active", { exact: true }).first().waitFor({ timeout: 2 * patience });
  await merchant.keys("e");
  await merchant.types("New price a period, PHP", "350", merchant.sheet);
  // A new price wants to know what the first period costs.
  const change = merchant.button(/^Change the subscription/, merchant.sheet);
  assert.ok(await change.isDisabled());
  await merchant.types("First period costs, PHP", "350", merchant.sheet);
  await change.and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.seesDone();
  await merchant.closes();
  // Their first answer was no end: it is the report behind it that made the change done.
  await merchant.sees("Change of a subscription: the gateway works on it");
  await merchant.sees("Subscription changed");
  await merchant.keys("i");
  await merchant.page.getByRole("main").getByText("PHP 350.00 every month").first().waitFor({ timeout: 2 * patience });
});

story("a consent whose link was never given says so, and gets it under its own number", { empty: true }, async ({ merchant, shop }) => {
  const beside = await shop.gatewayBeside({});
  await shop.accountAt(beside);
  await beside.stop();
  await merchant.opens();
  await merchant.goesTo("Agreements");
  await merchant.keys("n");
  await merchant.chooses("Wallet", /^GCash/, merchant.sheet);
  await merchant.types("Buyer", "Sample Buyer", merchant.sheet);
  await merchant.button(/^Make the link/, merchant.sheet).and(merchant.page.locator(":enabled")).click();
  await merchant.sheet.getByRole("alert").or(merchant.sheet.getByRole("status")).first().waitFor({ timeout: patience });
  await merchant.presses("Cancel", merchant.sheet);
  const row = merchant.page.getByRole("grid").getByRole("row").filter({ hasText: "Sample Buyer" });
  await row.getByText("No link", { exact: true }).waitFor({ timeout: patience });
  await row.click();
  await merchant.sees("The gateway gave no link");
  const state = idHere(merchant.page);
  await beside.start();
  await merchant.presses("Ask for the link again");
  await merchant.page.getByRole("img", { name: "QR code of the link" }).waitFor({ timeout: patience });
  await merchant.sees("Waiting for the buyer");
  assert.equal(idHere(merchant.page), state);
});

story("a buyer who refused is told by nobody: the shop stops waiting, and asks once more", {}, async ({ merchant, gateway, shop }) => {
  const { draft } = await shop.ask("draft_open", { payment: null, kind: "apply_token" });
  await shop.ask("agreement_begin", { draft, wallet: "GCASH", buyer: "Sample Buyer" });
  await gateway.consents(draft, "refuse");
  await shop.ask("news_read");
  await merchant.opens(`#/agreements/${draft}`);
  await merchant.sees("Waiting for the buyer");
  await merchant.presses(/^Stop waiting/);
  await merchant.sees("Nobody is waited for any more");
  assert.equal(await merchant.page.getByRole("img", { name: "QR code of the link" }).count(), 0);
  await merchant.presses("Ask for a new consent");
  await merchant.sees("Ask a buyer for a consent", merchant.sheet);
});
