import assert from "node:assert/strict";
import { written } from "./gateway.mjs";
import { story } from "./story.mjs";

async function captures(merchant, amount, { letGo = false } = {}) {
  await merchant.presses("Capture");
  const typed = amount.replace(/^[A-Z]+ /, "");
  await merchant.types("How much is captured", typed, merchant.sheet);
  const send = merchant.button(`Capture ${amount}`, merchant.sheet).and(merchant.page.locator(":enabled"));
  await send.waitFor();
  if (letGo) {
    await merchant.sheet.getByLabel("Let the rest go").check();
    await merchant.sees("can never be captured", merchant.sheet);
  }
  await send.click();
  await merchant.seesDone();
  await merchant.closes();
}

story("a hold is captured in parts and the rest is let go", {}, async ({ merchant, gateway }) => {
  const hold = await gateway.aPayment(
    (payment) => payment.state === "AUTHORISED" && payment.card?.brand === "VISA" && payment.amount.currency === "SGD",
    "a hold of a card that allows several captures",
  );
  await merchant.opens();
  await merchant.opensPayment(hold.order_number);
  await merchant.sees("Authorised");
  await captures(merchant, "SGD 20.00");
  await merchant.seesSum("Captured", "SGD 20.00");
  await captures(merchant, "SGD 30.00");
  await merchant.seesSum("Captured", "SGD 50.00");
  await captures(merchant, "SGD 10.00", { letGo: true });
  await merchant.seesSum("Captured", "SGD 60.00");
  await merchant.seesNo("Can be captured");
  // Nothing is held any more: the button says why it is shut.
  assert.ok(await merchant.button("Capture").isDisabled());
  await gateway.booked(hold, ["capture", "2000"], ["capture", "3000"], ["capture", "1000"]);
  const after = await gateway.payment(hold.order_number);
  assert.equal(after.captured, "6000");
  assert.ok(after.captures.at(-1).last || after.released, "the gateway let the rest go");
});

story("a hold that ended is not sent for capture", {}, async ({ merchant, gateway, shop }) => {
  const over = await gateway.aPayment((payment) => payment.state === "EXPIRED" && payment.card, "a hold that ended");
  await merchant.opens();
  await merchant.opensPayment(over.order_number);
  const calls = await gateway.calls();
  assert.ok(await merchant.button("Capture").isDisabled());
  await merchant.sees(/The hold ended on .* It was not sent\./);
  // By key and by address it is refused as well, with the same sentence.
  await merchant.keys("c");
  const { id } = await shop.ask("payment_show", { id: over.order_number }).then((view) => view.row);
  await merchant.opens(`#/payments/${id}?do=capture`);
  await merchant.page.getByRole("status").getByText("No money was moved.").waitFor();
  await merchant.page.getByRole("status").getByText(/The hold ended on/).waitFor();
  assert.equal(await merchant.sheet.count(), 0);
  assert.deepEqual(merchant.sent, []);
  assert.equal(await gateway.calls(), calls, "nothing was asked of the gateway");
  await gateway.booked(over);
});

story("the money goes back the right way, and it says until when", {}, async ({ merchant, gateway }) => {
  const fresh = await gateway.aPayment(
    (payment) => payment.state === "PAID" && payment.method === "ALIPAY_HK" && payment.created_at > Date.now() - 900_000,
    "a wallet payment of a moment ago",
  );
  const hold = await gateway.aPayment(
    (payment) => payment.state === "AUTHORISED" && payment.card?.brand === "AMEX",
    "a hold",
  );
  const old = await gateway.aPayment(
    (payment) => payment.state === "PAID" && payment.method === "ALIPAY_HK" && payment.created_at < Date.now() - 7 * 86_400_000,
    "an old wallet payment",
  );

  await merchant.opens();
  await merchant.opensPayment(fresh.order_number);
  await merchant.sees("Cancels the payment whole:");
  await merchant.sees("then only a refund");
  await merchant.keys("v");
  const whole = written(fresh.amount);
  await merchant.sheet.getByRole("heading", { name: new RegExp(`^Cancel the payment of ${whole} ending `) }).waitFor();
  await merchant.sees("Cancelling is possible until, then only a refund:", merchant.sheet);
  await merchant.sees(/\d+ h \d+ min left/, merchant.sheet);
  await merchant.keys("Control+Enter");
  await merchant.seesDone();
  await merchant.closes();
  await merchant.sees("Cancelled");

  await merchant.opensPayment(hold.order_number);
  await merchant.sees("Releases the hold; the buyer is not charged:");
  await merchant.presses("Give the money back");
  await merchant.sees("The hold ends by itself:", merchant.sheet);
  await merchant.presses(`Release ${written(hold.amount)}`, merchant.sheet);
  await merchant.seesDone();
  await merchant.closes();

  await merchant.opensPayment(old.order_number);
  await merchant.sees("Refund, up to");
  await merchant.presses("Give the money back");
  await merchant.sees("This is a refund.", merchant.sheet);
  await merchant.sees("Possible until", merchant.sheet);
  await merchant.keys("Escape");
  await merchant.sheet.waitFor({ state: "detached" });

  assert.deepEqual(merchant.sent, ["cancel_create", "cancel_create"]);
  const { state } = await gateway.payment(fresh.order_number);
  assert.equal(state, "CANCELLED");
  assert.equal((await gateway.payment(hold.order_number)).state, "CANCELLED");
  await gateway.booked(fresh, ["cancel", fresh.amount.value]);
  await gateway.booked(hold, ["cancel", hold.amount.value]);
  await gateway.booked(old);
});
