import assert from "node:assert/strict";
import { story } from "./story.mjs";

/** A hold the gateway may raise, by its own books and by what the core says of it. */
async function raisable(gateway, shop) {
  const held = (await gateway.payments()).filter((one) => one.state === "AUTHORISED" && one.card?.incremental);
  for (const { order_number: order } of held) {
    const payment = await shop.ask("payment_show", { id: order }).catch(() => null);
    if (payment?.raise.allowed) return payment;
  }
  throw new Error("the history holds no hold that can be raised");
}

story("a hold is raised to a new total, once", { payments: 200, seed: 5 }, async ({ merchant, gateway, shop }) => {
  const { row } = await raisable(gateway, shop);
  const [whole] = row.amount.value.split(".");
  const total = String(BigInt(whole) + 7n);
  await merchant.opens(`#/payments/${row.id}`);
  await merchant.presses("Raise the amount");
  const field = merchant.sheet.getByRole("textbox");

  // Less than what is held is no raise, and nothing is sent for it.
  await field.fill("0.01");
  await merchant.sheet.locator(".field-error").waitFor();
  await merchant.keys("Control+Enter");
  assert.ok(await merchant.button(/^Raise to /, merchant.sheet).isDisabled());
  assert.equal((await gateway.payment(row.order_number)).updates.length, 0);

  await field.fill(total);
  await merchant.sheet.locator(".read-back-words").waitFor();
  await merchant.button(/^Raise to /, merchant.sheet).and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.seesDone();
  await merchant.closes();
  await merchant.page.getByRole("region", { name: "Raises of the amount" }).getByText("Done").waitFor();
  assert.equal((await gateway.payment(row.order_number)).updates.length, 1);
});
