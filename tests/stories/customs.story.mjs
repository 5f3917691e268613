import assert from "node:assert/strict";
import { story } from "./story.mjs";

const declarable = (payment) =>
  payment.method === "ALIPAY_CN" && payment.state === "PAID" && payment.declarations.length === 0 && payment.refunds.length === 0;

async function fillsDeclaration(merchant, order, amount) {
  await merchant.opensPayment(order);
  await merchant.presses("Declare to customs");
  await merchant.types("Amount to declare, CNY", amount, merchant.sheet);
  await merchant.sheet.getByRole("combobox", { name: "Customs office" }).fill("Hangzhou");
  await merchant.page.getByRole("option", { name: /^Hangzhou/ }).first().click();
  await merchant.sees("Sent as ZONGSHU", merchant.sheet);
}

story("a payment is declared to customs and followed until it is accepted", {}, async ({ merchant, gateway }) => {
  const payment = await gateway.aPayment(declarable, "a payment that can be declared");
  await merchant.opens();
  await fillsDeclaration(merchant, payment.order_number, "120.50");
  // The company comes from the account's settings.
  assert.equal(await merchant.sheet.getByLabel("Company record code").inputValue(), "3301960ABC");
  await merchant.sees(/one hundred.* twenty point five zero .*\(CNY 120\.50\)/i, merchant.sheet);
  await merchant.keys("Enter");
  assert.deepEqual(merchant.sent, [], "Enter alone never sends");
  await merchant.presses("Send to customs", merchant.sheet);
  await merchant.seesDone();
  await merchant.closes();

  await merchant.goesTo("Customs");
  const row = merchant.page.getByRole("grid", { name: "Declarations" }).getByRole("row").filter({ hasText: payment.order_number });
  await row.getByText("With customs").waitFor();
  await row.getByText("CNY").click();
  const pane = merchant.page.getByRole("complementary", { name: `Declaration of order ${payment.order_number}` });
  // Customs has it at the first question and has answered at the second.
  await merchant.presses("Ask now", pane);
  await pane.getByText("IN_PROCESS").waitFor();
  await merchant.presses("Ask now", pane);
  await pane.getByText("Accepted by customs").waitFor();
  await pane.getByText("新增支付单成功").waitFor();
  await gateway.booked(payment, ["declare", "12050"]);
});

story("customs refuses a declaration; its correction waits for the lock", {}, async ({ merchant, gateway }) => {
  const payment = await gateway.aPayment(declarable, "a payment that can be declared");
  await merchant.opens();
  await fillsDeclaration(merchant, payment.order_number, "100.18");
  await merchant.sees(/\(CNY 100\.18\)/, merchant.sheet);
  await merchant.keys("Control+Enter");
  await merchant.seesDone();
  await merchant.closes();

  await merchant.goesTo("Customs");
  const row = merchant.page.getByRole("grid", { name: "Declarations" }).getByRole("row").filter({ hasText: payment.order_number });
  await row.getByText("CNY").click();
  const pane = merchant.page.getByRole("complementary", { name: `Declaration of order ${payment.order_number}` });
  await merchant.presses("Ask now", pane);
  await pane.getByText("IN_PROCESS").waitFor();
  await merchant.presses("Ask now", pane);
  await pane.getByText("Refused by customs").waitFor();
  await pane.getByText("海关退单").waitFor();
  await pane.getByRole("timer").getByText(/^Possible in [0-4]:\d\d$/).waitFor();
  assert.ok(await merchant.button("Correct and send again", pane).isDisabled());

  await merchant.goesTo("Desk");
  const refused = merchant.page.getByRole("region", { name: /^Refused declarations/ });
  await refused.getByText(payment.order_number).waitFor();
  await gateway.booked(payment, ["declare", "10018"]);
});

story("a declaration over the payment or with a wrong id number is not sent", {}, async ({ merchant, gateway }) => {
  const payment = await gateway.aPayment(declarable, "a payment that can be declared");
  await merchant.opens();
  await fillsDeclaration(merchant, payment.order_number, "999999.00");
  await merchant.sees(/That is more than the CNY [\d,.]+ that can still be declared\./, merchant.sheet);
  await merchant.presses("Send to customs", merchant.sheet);
  assert.deepEqual(merchant.sent, []);

  await merchant.types("Amount to declare, CNY", "50.00", merchant.sheet);
  await merchant.sees(/\(CNY 50\.00\)/, merchant.sheet);
  await merchant.sheet.getByRole("radio", { name: "Name and number" }).check();
  await merchant.types("Buyer's name", "样例", merchant.sheet);
  await merchant.types("Identity card number", "11010519491231002A", merchant.sheet);
  await merchant.presses("Send to customs", merchant.sheet);
  await merchant.sees("The identity card number needs 17 digits and a digit or X.", merchant.sheet);
  await merchant.types("Identity card number", "110105194912310021", merchant.sheet);
  await merchant.presses("Send to customs", merchant.sheet);
  await merchant.sees("The last character of the identity card number does not fit the others.", merchant.sheet);
  assert.deepEqual(await gateway.callsAbout(payment), [], "nothing reached the gateway");

  await merchant.types("Identity card number", "11010519491231002X", merchant.sheet);
  await merchant.presses("Send to customs", merchant.sheet);
  await merchant.seesDone();
  assert.equal(await merchant.page.getByText("11010519491231002X").count(), 0, "the number is not shown again");
  await gateway.booked(payment, ["declare", "5000"]);
});

story("a payment that customs does not take says why", {}, async ({ merchant, gateway }) => {
  const card = await gateway.aPayment((payment) => payment.card && Number(payment.captured) > 0, "a card payment");
  await merchant.opens();
  await merchant.opensPayment(card.order_number);
  assert.ok(await merchant.button("Declare to customs").isDisabled());
  await merchant.sees("Customs takes only payments made with the mainland Alipay wallet.");
  await gateway.booked(card);
});
