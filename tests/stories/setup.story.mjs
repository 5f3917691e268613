import assert from "node:assert/strict";
import { Gateway } from "./gateway.mjs";
import { register } from "./shop.mjs";
import { story } from "./story.mjs";

/** The set-up form at a practice gateway that runs already, filled in except for the keys. */
async function fillsWho(merchant, gateway, name) {
  await merchant.opens("#/settings/accounts/new");
  await merchant.page.getByRole("radio", { name: "Practice", exact: true }).check();
  await merchant.presses("Use one that runs already");
  await merchant.types("Name of this account", name);
  await merchant.types("Address", gateway.says.base_url);
  await merchant.types("Client id", gateway.says.client_id);
}

/** Makes a key here, copies its public half, and pastes it in the dashboard. */
async function makesKey(merchant, gateway, version) {
  await merchant.types("Key version", version);
  await merchant.presses("Make the key pair");
  await merchant.sees("The key pair is made.");
  await merchant.presses("Copy the public half");
  await merchant.button("Copied").waitFor();
  const copied = await merchant.page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await merchant.page.getByRole("textbox", { name: "Public half", exact: true }).inputValue());
  assert.ok(copied.length > 300 && !copied.includes("PRIVATE"));
  return register(gateway.says.register_key_url, copied, version);
}

function light(merchant, what) {
  const check = merchant.page.getByRole("region", { name: "Connection check" });
  return check.getByRole("listitem").filter({ has: merchant.page.getByRole("heading", { name: what, exact: true }) });
}

story("an account is set up by hand and its connection is proved", { empty: true }, async ({ merchant, shop }) => {
  const gateway = await shop.gatewayBeside({ payments: 12 });
  await fillsWho(merchant, gateway, "Harbour Street");
  // What is missing is said before anything is saved.
  await merchant.presses("Save and check");
  await merchant.sees("Still missing: your key pair, the gateway's public key.");

  const dashboard = await makesKey(merchant, gateway, "5");
  await merchant.types("Gateway public key", dashboard.gateway_public_key);
  await merchant.presses("Save and check");
  await merchant.sees("Everything is proved. This account is ready.");
  for (const what of ["Host", "Clock", "Client id", "Signature"]) await light(merchant, what).getByText("proved").waitFor();
  await merchant.presses("Go to the desk");
  await merchant.isAt("Desk");
  await merchant.page.getByRole("banner").getByText("Harbour Street").waitFor();
  assert.equal(await new Gateway(gateway.says.base_url).calls(), 1, "one harmless question");
  await gateway.stop();
});

story("a wrong gateway key makes one light red, with its own sentence", { empty: true }, async ({ merchant, shop }) => {
  const gateway = await shop.gatewayBeside();
  await fillsWho(merchant, gateway, "Harbour Street");
  await makesKey(merchant, gateway, "5");
  // The merchant's own public half, pasted in the wrong field.
  await merchant.types("Gateway public key", gateway.says.merchant_public_key);
  await merchant.presses("Save and check");
  await merchant.sees("Not everything is proved yet.");
  await light(merchant, "Host").getByText("proved").waitFor();
  await light(merchant, "Signature").getByText("wrong").waitFor();
  await merchant.sees("The answer's signature does not fit the gateway's public key kept here.", light(merchant, "Signature"));
  await merchant.sees("No money was moved.", light(merchant, "Signature"));

  // Put right on the same screen.
  await merchant.types("Gateway public key", gateway.says.gateway_public_key);
  await merchant.presses("Save and check");
  await merchant.sees("Everything is proved. This account is ready.");
  await gateway.stop();
});

story("a wrong client id and an unregistered key are told apart", { empty: true }, async ({ merchant, shop }) => {
  const gateway = await shop.gatewayBeside();
  await fillsWho(merchant, gateway, "Harbour Street");
  await makesKey(merchant, gateway, "5");
  await merchant.types("Client id", "SANDBOX_PRACTICE_NOBODY");
  await merchant.types("Gateway public key", gateway.says.gateway_public_key);
  await merchant.presses("Save and check");
  await light(merchant, "Client id").getByText("wrong").waitFor();
  await merchant.sees("The gateway does not know the client id SANDBOX_PRACTICE_NOBODY.", light(merchant, "Client id"));
  await light(merchant, "Signature").getByText("not proved").waitFor();
  assert.equal(await new Gateway(gateway.says.base_url).calls(), 0, "the gateway let nothing in");
  await gateway.stop();
});

story("a key that does not parse says so and clears nothing else", { empty: true }, async ({ merchant, shop }) => {
  const gateway = await shop.gatewayBeside();
  await fillsWho(merchant, gateway, "Harbour Street");
  await merchant.page.getByRole("radio", { name: "I have a private key" }).check();
  await merchant.types("Key version", "1");
  await merchant.types(/^Private key/, "-----BEGIN PRIVATE KEY-----\nnot a key at all\n-----END PRIVATE KEY-----");
  await merchant.presses("Import the private key");
  await merchant.sees("This is not a private key in a form we know.");
  assert.equal(await merchant.page.getByLabel("Name of this account").inputValue(), "Harbour Street");
  assert.equal(await merchant.page.getByLabel("Client id").inputValue(), gateway.says.client_id);
  assert.equal(await merchant.page.getByLabel("Key version").inputValue(), "1");

  // A public half that belongs to another key is noticed before anything is kept.
  await merchant.types(/^Private key/, gateway.says.merchant_private_key);
  await merchant.types("Public half you registered", gateway.says.gateway_public_key);
  await merchant.presses("Import the private key");
  await merchant.sees("The private key and the public key do not belong together.");
  await merchant.types("Public half you registered", gateway.says.merchant_public_key);
  await merchant.presses("Import the private key");
  await merchant.sees("The private key is in the key store. It will not be shown again.");
  const page = await merchant.page.content();
  assert.ok(!page.includes(gateway.says.merchant_private_key.slice(40, 120)), "no part of it is in the page");
  await merchant.types("Gateway public key", gateway.says.gateway_public_key);
  await merchant.presses("Save and check");
  await merchant.sees("Everything is proved. This account is ready.");
  assert.equal(await new Gateway(gateway.says.base_url).calls(), 1);
  await gateway.stop();
});

story("a refund at a gateway that is down is not sent, and goes out once it is back", { empty: true }, async ({ merchant, shop }) => {
  const beside = await shop.gatewayBeside({ payments: 60 });
  await shop.accountAt(beside);
  const gateway = new Gateway(beside.says.base_url);
  const payment = await gateway.aPayment((one) => one.card && Number(one.captured) > 0 && one.refunds.length === 0, "a card payment");
  await merchant.opens();
  await merchant.opensPayment(payment.order_number);
  await beside.stop();

  await merchant.presses("Ask the gateway now");
  await merchant.sees(/The gateway (could not be reached|did not answer)/);
  await merchant.sees("Asking moves no money, and nothing was changed by it.");
  await merchant.fillsRefund("5", "Goodwill");
  await merchant.keys("Control+Enter");
  await merchant.sees("Waiting to be sent", merchant.sheet);
  await merchant.sees("The gateway could not be reached; nothing left this computer.", merchant.sheet);
  await merchant.sees("No money was moved.", merchant.sheet);
  await merchant.closes();
  // The amount is spoken for although nothing was sent.
  await merchant.page.getByRole("region", { name: "Sums" }).getByText("Refund under way").waitFor();

  await beside.start();
  await merchant.goesTo("Outbox");
  await merchant.presses("Ask about all now");
  await merchant.page.getByRole("region", { name: "Done today" }).getByText(payment.order_number).waitFor();
  const minor = { JPY: "5", KRW: "5", KWD: "5000" }[payment.amount.currency] ?? "500";
  await gateway.booked(payment, ["refund", minor]);
  await beside.stop();
});
