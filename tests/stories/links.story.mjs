import assert from "node:assert/strict";
import { story } from "./story.mjs";

const asLink = async (merchant, order, amount) => {
  await merchant.opens("#/take");
  await merchant.types("Order number", order);
  await merchant.types("Amount, CNY", amount);
  await merchant.sees(/methods can be used for this amount/);
};

story("a payment link is made once, paid by the buyer, and says so by itself", {}, async ({ merchant, gateway }) => {
  await asLink(merchant, "LINK-1", "128");
  await merchant.keys("Control+Enter");
  await merchant.sees("The link works; nobody has paid yet.");
  await merchant.page.getByRole("img", { name: "QR code of the link" }).waitFor();
  await merchant.sees(/\d+:\d\d left/);
  await merchant.presses("Copy the link");
  const link = await merchant.page.evaluate(() => navigator.clipboard.readText());
  const payment = await gateway.payment("LINK-1");
  await gateway.acts({ payment_request_id: payment.request_id, do: "pay", method: "ALIPAY_CN" });
  await merchant.presses("Ask the gateway now");
  await merchant.sees("Paid.");
  await merchant.sees(/Tell the customer: “Thank you/);
  assert.match(link, /^https?:\/\//, "the link can be sent");
  assert.deepEqual(merchant.sent, ["session_create"]);
  assert.equal((await gateway.payments()).filter((one) => one.order_number === "LINK-1").length, 1);
});

story("a link whose first answer is lost is asked about, not made again", {}, async ({ merchant, gateway }) => {
  await asLink(merchant, "LINK-2", "88.13");
  await merchant.keys("Control+Enter");
  await merchant.sees("Not known yet.");
  await merchant.sees(/Tell the customer to wait; we keep asking under the same number/);
  await merchant.presses("Ask the gateway now");
  // The same request again brings the same link.
  await merchant.sees("The link works; nobody has paid yet.");
  assert.equal((await gateway.payments()).filter((one) => one.order_number === "LINK-2").length, 1);
  assert.deepEqual(merchant.sent, ["session_create"]);
});

story("an order that is being paid is shown before a second payment is made", {}, async ({ merchant, gateway }) => {
  await asLink(merchant, "LINK-3", "40");
  await merchant.keys("Control+Enter");
  await merchant.sees("The link works; nobody has paid yet.");

  await merchant.opens("#/");
  await asLink(merchant, "LINK-3", "40");
  await merchant.sees("Order LINK-3 has a payment already.");
  await merchant.button(/^Make a link for CNY 40/).and(merchant.page.locator(":disabled")).waitFor();
  await merchant.keys("Control+Enter");
  assert.deepEqual(merchant.sent, ["session_create"], "the key sends no more than the button");

  // Waiting ends by itself when the order is free.
  await merchant.presses("Wait for it");
  const payment = await gateway.payment("LINK-3");
  await gateway.acts({ payment_request_id: payment.request_id, do: "decline" });
  await merchant.shop.ask("payment_inquire", { id: payment.request_id });
  await merchant.sees("Order LINK-3 is free now.");
});

story("a link nobody paid is cancelled, and nobody can pay it any more", {}, async ({ merchant, gateway }) => {
  await asLink(merchant, "LINK-4", "25");
  await merchant.keys("Control+Enter");
  await merchant.sees("The link works; nobody has paid yet.");
  await merchant.presses("Open the payment");
  await merchant.isAt("LINK-4");
  await merchant.sees("Nothing is paid yet. Afterwards nobody can pay it any more.");
  await merchant.presses("Cancel it");
  await merchant.sheet.getByRole("heading", { name: /^Cancel the unpaid CNY 25\.00/ }).waitFor();
  await merchant.button("Cancel CNY 25.00", merchant.sheet).and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.seesDone();
  await merchant.closes();
  const payment = await gateway.payment("LINK-4");
  assert.equal(payment.state, "CANCELLED");
  assert.equal(await gateway.acts({ payment_request_id: payment.request_id, do: "pay" }, { may: false }), 409);
});

story("a link whose time runs out unpaid is closed, and nobody is told that it was declined", {}, async ({ merchant, gateway }) => {
  await asLink(merchant, "LINK-6", "26");
  await merchant.keys("Control+Enter");
  await merchant.sees("The link works; nobody has paid yet.");
  const payment = await gateway.payment("LINK-6");
  await gateway.acts({ payment_request_id: payment.request_id, do: "expire" });
  await merchant.presses("Ask the gateway now");
  await merchant.sees("Closed: nobody paid in time.");
  await merchant.button("Make a new link").waitFor();
  await merchant.presses("Open the payment");
  await merchant.isAt("LINK-6");
  await merchant.sees("Closed unpaid");
  assert.equal(await merchant.page.getByRole("main").getByText("Declined", { exact: true }).count(), 0);
});

story("a method that cannot hold says so, and the exchange rate is told", {}, async ({ merchant }) => {
  await asLink(merchant, "LINK-5", "128");
  await merchant.page.getByRole("radio", { name: /^Alipay\b.*China/ }).check();
  await merchant.sees("This method takes the money at once; it cannot be held for later.");
  await merchant.page.getByRole("radio", { name: /^Card .*everywhere/ }).check();
  await merchant.sees(/you must capture before \w{3} \d{4}-\d\d-\d\d \d\d:\d\d/);
  await merchant.presses("Ask");
  await merchant.sees(/EUR\/USD/);
  assert.deepEqual(merchant.sent, []);
});
