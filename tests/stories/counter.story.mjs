import assert from "node:assert/strict";
import { story } from "./story.mjs";

// Made up for the practice gateway: the last two digits say what the customer's wallet does.
const code = (digits, ending) => `28812345678${digits}${ending}`;

const amount = async (merchant, typed) => {
  await merchant.opens("#/counter");
  await merchant.button(/^Scan the customer/).waitFor();
  // A hand, not a scanner.
  await merchant.page.keyboard.type(typed, { delay: 90 });
  await merchant.button(/^Scan the customer/).and(merchant.page.locator(":enabled")).waitFor();
};

/** Types as a scanner does: all at once, and Enter. From inside the page, so that a busy computer stays as quick. */
const scans = (merchant, text) =>
  merchant.page.evaluate((digits) => {
    for (const key of [...digits, "Enter"]) {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
  }, text);

const leavesNoTrace = async (merchant, text) => {
  const traces = await merchant.page.evaluate(
    (secret) => [
      document.documentElement.outerHTML.includes(secret),
      location.href.includes(secret),
      JSON.stringify({ ...localStorage, ...sessionStorage }).includes(secret),
    ],
    text,
  );
  assert.deepEqual(traces, [false, false, false], "the code is nowhere on the screen");
  assert.ok(!merchant.shop.log.join("").includes(text), "nor in the log");
};

story("the customer's code is scanned, paid, and kept nowhere", {}, async ({ merchant, gateway }) => {
  await amount(merchant, "12.5");
  await merchant.keys("Enter");
  await merchant.sees("Scan the code on the customer’s phone");
  await scans(merchant, code("11111", "00"));
  await merchant.sees("Paid. Hand over the goods.");
  await merchant.sees("It seems to be a code of Alipay.");
  const slip = merchant.page.getByRole("region", { name: "Payment slip 付款凭条" });
  for (const text of ["CNY 12.50", "Paid", "已付款"]) await slip.getByText(text, { exact: true }).first().waitFor();
  await leavesNoTrace(merchant, code("11111", "00"));
  const paid = await gateway.aPayment((one) => one.amount.value === "1250" && one.state === "PAID", "the sale");
  assert.equal(paid.amount.currency, "CNY");
  await merchant.keys("n");
  await merchant.button(/^Scan the customer/).waitFor();
});

story("while the wallet thinks, no goods go over the counter; in the end they do", {}, async ({ merchant }) => {
  await amount(merchant, "20");
  await scans(merchant, code("22222", "01"));
  await merchant.sees(/Not known yet\. Do not hand over the goods\. Next check in \d+ s \(\d+ of 16\)\./);
  await merchant.sees(/Tell the customer: “One moment/);
  await merchant.sees("Paid. Hand over the goods.");
  await leavesNoTrace(merchant, code("22222", "01"));
});

for (const [ending, why, digits] of [
  ["02", "an expired code", "33333"],
  ["04", "an empty wallet", "44444"],
]) {
  story(`${why} is refused with a reason, and nothing is booked`, {}, async ({ merchant, gateway }) => {
    await amount(merchant, "21");
    await scans(merchant, code(digits, ending));
    await merchant.sees("Refused. Do not hand over the goods.");
    await merchant.sees("No money was moved.");
    assert.ok(!(await gateway.payments()).some((one) => one.amount.value === "2100" && one.state === "PAID"));
  });
}

story("a wallet that never answers is cancelled by the cashier", {}, async ({ merchant, gateway }) => {
  await amount(merchant, "22");
  await scans(merchant, code("55555", "05"));
  await merchant.sees(/Not known yet\. Do not hand over the goods/);
  await merchant.presses("Cancel this payment");
  await merchant.sees("Cancelled: no money came to you. Do not hand over the goods.");
  const undone = await gateway.aPayment((one) => one.amount.value === "2200" && one.created_at > Date.now() - 600_000);
  assert.equal(undone.state, "CANCELLED");
});

story("a payment in doubt is found again by a window that was closed", {}, async ({ merchant, gateway }) => {
  await amount(merchant, "23");
  // Behind the pad nothing else is in the way; Escape brings the side bar back.
  const bar = merchant.page.getByRole("navigation");
  await bar.waitFor({ state: "detached" });
  await scans(merchant, code("77777", "05"));
  await merchant.sees(/Not known yet\. Do not hand over the goods/);
  await merchant.reloads();
  await merchant.sees(/Not known yet\. Do not hand over the goods/);
  await merchant.presses("Next customer meanwhile");
  const open = merchant.page.getByRole("alert", { name: "Without an end yet. Hand over nothing for it." });
  await open.getByText("CNY 23.00").waitFor();
  await open.getByRole("button", { name: "Go back to it" }).click();
  await merchant.presses("Cancel this payment");
  await merchant.sees("Cancelled: no money came to you. Do not hand over the goods.");
  const undone = await gateway.aPayment((one) => one.amount.value === "2300" && one.created_at > Date.now() - 600_000);
  assert.equal(undone.state, "CANCELLED");
  await merchant.keys("n");
  await merchant.button(/^Scan the customer/).waitFor();
  await open.waitFor({ state: "detached" });
  await merchant.keys("Escape");
  await bar.waitFor();
});

story("our code is shown with its time, and the customer's scan pays it", {}, async ({ merchant, gateway }) => {
  await amount(merchant, "35.5");
  await merchant.keys("s");
  await merchant.page.getByRole("img", { name: "Code for the customer to scan" }).waitFor();
  await merchant.sees("Not paid yet. Let the customer scan; do not hand over the goods.");
  await merchant.sees(/\d:\d\d left/);
  const shown = await gateway.aPayment((one) => one.amount.value === "3550" && one.state !== "PAID", "the open sale");
  await gateway.acts({ payment_id: shown.payment_id, do: "pay" });
  await merchant.sees("Paid. Hand over the goods.");
});

story("a barcode of the goods is neither an amount nor a payment", {}, async ({ merchant, gateway }) => {
  const before = await gateway.calls();
  await merchant.opens("#/counter");
  await merchant.button(/^Scan the customer/).waitFor();
  await scans(merchant, "6901234567892");
  await merchant.sees(/The scanner sent something that is no payment code/);
  await scans(merchant, code("66666", "00"));
  await merchant.sees(/Type the amount first/);
  assert.equal((await merchant.page.getByRole("status", { name: "Amount" }).textContent())?.replace(/\D/g, ""), "0");
  await amount(merchant, "5");
  await merchant.keys("Enter");
  await scans(merchant, "9999123456789012");
  await merchant.sees("This does not look like a payment code.");
  await merchant.presses("Scan again");
  await leavesNoTrace(merchant, "9999123456789012");
  assert.equal(await gateway.calls(), before, "nothing was sent");
});
