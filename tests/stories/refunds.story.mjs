import assert from "node:assert/strict";
import { Gateway, written } from "./gateway.mjs";
import { story } from "./story.mjs";

const paidByCard = (payment) =>
  Number(payment.captured) > 0 && payment.card && payment.amount.currency === "SGD" && payment.refunds.length === 0;

story("a newcomer opens practice mode and refunds part of a payment", { empty: true }, async ({ merchant, shop }) => {
  await merchant.opens();
  await merchant.isAt("Welcome to Counterfoil");
  await merchant.presses("Open practice mode");
  await merchant.isAt("Desk");
  const gateway = new Gateway(await shop.gatewayUrl());
  const payment = await gateway.aPayment(paidByCard, "a card payment in SGD");

  await merchant.opensPayment(payment.order_number);
  await merchant.presses("Give the money back");
  await merchant.sees("This is a refund.", merchant.sheet);
  const amount = merchant.sheet.getByLabel("How much goes back, SGD");
  assert.equal(await amount.inputValue(), "", "the amount starts empty");
  await merchant.button("Refund", merchant.sheet).and(merchant.page.locator(":disabled")).waitFor();

  await amount.fill("39.2");
  await merchant.sees(/thirty-nine .*\(SGD 39\.20\)/, merchant.sheet);
  await merchant.sees("Left after this:", merchant.sheet);
  await merchant.chooses("Reason", "Damaged", merchant.sheet);
  await merchant.sheet.getByRole("heading", { name: /^Refund SGD 39\.20 of payment ending / }).waitFor();

  // Enter alone never sends, in no field.
  await amount.press("Enter");
  await merchant.sheet.getByLabel("Note").press("Enter");
  await merchant.button("Refund SGD 39.20", merchant.sheet).waitFor();
  assert.deepEqual(merchant.sent, []);
  await gateway.booked(payment);

  await amount.press("Control+Enter");
  await merchant.seesDone();
  await merchant.closes();
  await merchant.seesSum("Refunded", "SGD 39.20");
  await gateway.booked(payment, ["refund", "3920"]);
});

story("a refund whose answer is lost is not made twice", {}, async ({ merchant, gateway, shop }) => {
  const payment = await gateway.aPayment(paidByCard, "a card payment in SGD");
  await merchant.opens();
  await merchant.opensPayment(payment.order_number);
  await merchant.fillsRefund("15.13", "Damaged");
  await merchant.keys("Control+Enter");

  await merchant.sheet.getByRole("alert").getByText("Whether money was moved is not known yet.").waitFor();
  await merchant.sheet.getByText("Not known yet", { exact: true }).waitFor();
  await merchant.sees(/the amount stays reserved/i, merchant.sheet);
  await merchant.seesNo("failed", merchant.sheet);
  await merchant.closes();
  await merchant.seesSum("Refund under way", "SGD 15.13");
  const left = BigInt(payment.amount.value) - 1513n;
  await merchant.seesSum("Can be refunded", written({ currency: "SGD", value: String(left) }));

  await shop.powerCut();
  await shop.open();
  await merchant.reloads();
  await merchant.seesSum("Refunded", "SGD 15.13");
  await merchant.goesTo("Outbox");
  const done = merchant.page.getByRole("region", { name: "Done today" });
  const line = done.getByRole("listitem").filter({ hasText: payment.order_number });
  await line.filter({ hasText: "15.13" }).getByText("Done", { exact: true }).waitFor();
  // The gateway came back with the bridge, under another address.
  await new Gateway(await shop.gatewayUrl()).booked(payment, ["refund", "1513"]);
});

story("two presses and two windows make one refund", {}, async ({ merchant, gateway, secondMerchant }) => {
  const payment = await gateway.aPayment(paidByCard, "a card payment in SGD");
  await merchant.opens();
  await merchant.opensPayment(payment.order_number);
  await merchant.fillsRefund("20", "Goods returned");
  const colleague = await secondMerchant();
  await colleague.opens();
  await colleague.opensPayment(payment.order_number);
  await colleague.fillsRefund("20", "Goods returned");

  await merchant.button("Refund SGD 20.00", merchant.sheet).dblclick();
  await merchant.seesDone();
  assert.deepEqual(merchant.sent, ["refund_create"]);

  await colleague.presses("Refund SGD 20.00", colleague.sheet);
  await colleague.sees("Something about this payment changed since you looked at it. It was not sent.", colleague.sheet);
  await colleague.sees("No money was moved.", colleague.sheet);
  await colleague.presses("Load again", colleague.sheet);
  // Loaded again, the sheet knows the other refund and asks whether this is another.
  await colleague.presses("Refund SGD 20.00", colleague.sheet);
  await colleague.sees("A refund of SGD 20.00 was made on", colleague.sheet);
  await gateway.booked(payment, ["refund", "2000"]);
});
