import assert from "node:assert/strict";
import { story } from "./story.mjs";
import { patience } from "./tools.mjs";

const pdf = { name: "proof-of-delivery.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nmade up\n") };

const aPaid = (gateway) =>
  gateway.aPayment((payment) => payment.card && Number(payment.captured) > 2000 && payment.refunds.length === 0, "a paid card payment");

async function opensDispute(merchant, shop, id) {
  await shop.ask("news_read");
  await merchant.goesTo("Disputes");
  await merchant.page.getByRole("searchbox", { name: "Search this list" }).fill(id);
  await merchant.page.getByRole("grid", { name: "Disputes" }).getByRole("row").filter({ hasText: id }).first().click();
  await merchant.page.getByRole("region", { name: "Deadline" }).waitFor();
}

story("a dispute is answered once, with a document and the last four typed", {}, async ({ merchant, gateway, shop }) => {
  const payment = await aPaid(gateway);
  const id = await gateway.disputes(payment, { due_hours: 20, reason: "4853" });
  await merchant.opens();
  await opensDispute(merchant, shop, id);
  // The claim in plain words with the scheme's code, the deadline with both offsets, and the one before it.
  await merchant.sees("The cardholder says the goods did not come");
  await merchant.sees("4853");
  const due = merchant.page.getByRole("region", { name: "Deadline" });
  await merchant.sees(/19 h \d+ min left|20 h 0 min left/, due);
  await merchant.sees("urgent", due);
  await merchant.sees("As it was given", due);
  await merchant.sees("Send before", due);

  await merchant.keys("d");
  await merchant.sheet.getByLabel("Document").setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from("PNG") });
  await merchant.sees("Only PDF, DOC and DOCX can be sent.", merchant.sheet);
  await merchant.sheet.getByLabel("Document").setInputFiles(pdf);
  await merchant.sees(pdf.name, merchant.sheet);
  const send = merchant.button(/^Send the answer/, merchant.sheet);
  await merchant.types(`Type ${id.slice(-4)}`, "0", merchant.sheet);
  assert.ok(await send.isDisabled());
  await merchant.types(`Type ${id.slice(-4)}`, id.slice(-4), merchant.sheet);
  await send.and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.seesDone();
  await merchant.closes();
  await merchant.page.getByRole("main").getByText("Answered", { exact: true }).first().waitFor({ timeout: patience });
  // Once: the button is shut and says why.
  assert.ok(await merchant.button(/^Answer with a document/).isDisabled());
  const there = await gateway.dispute(id);
  assert.equal(there.stage.toLowerCase(), "defending");
});

story("accepting a dispute says what is lost, and is heard of on every road", {}, async ({ merchant, gateway, shop }) => {
  const payment = await aPaid(gateway);
  const id = await gateway.disputes(payment);
  await merchant.opens();
  await opensDispute(merchant, shop, id);
  await merchant.keys("a");
  await merchant.sees("This cannot be taken back", merchant.sheet);
  const accept = merchant.button(/^Accept and give up /, merchant.sheet);
  await accept.and(merchant.page.locator(":enabled")).waitFor();
  // Enter alone gives no money away.
  await merchant.keys("Enter");
  assert.equal((await gateway.dispute(id)).stage.toLowerCase(), "created");
  await merchant.keys("Control+Enter");
  await merchant.seesDone();
  assert.equal((await gateway.dispute(id)).stage.toLowerCase(), "accepted");
});

story("a refund before a dispute is said where it would be paid a second time", {}, async ({ merchant, gateway, shop }) => {
  const payment = await aPaid(gateway);
  const { row, version } = await shop.ask("payment_show", { id: payment.order_number });
  const { draft } = await shop.ask("draft_open", { payment: row.id, kind: "refund" });
  const refund = { draft, payment: row.id, version, amount: "5", reason: "damaged", note: "", again: false };
  await shop.ask("refund_create", refund);
  const id = await gateway.disputes(payment);
  await merchant.opens();
  await opensDispute(merchant, shop, id);
  await merchant.sees("A refund and a chargeback together can pay the buyer twice.");
  await merchant.keys("a");
  await merchant.sees("Accepting may pay the buyer a second time.", merchant.sheet);
});

story("a decided dispute says so, and its story keeps every step", {}, async ({ merchant, gateway, shop }) => {
  const id = await gateway.disputes(await aPaid(gateway));
  await shop.ask("news_read");
  await gateway.decides(id, "judge_lost");
  await merchant.opens();
  await shop.ask("news_read");
  await merchant.opens(`#/disputes/${id}`);
  await merchant.sees("Lost");
  await merchant.sees("You lost: deducted from your settlement");
  await merchant.sees(/Dispute opened/);
  await merchant.sees(/Dispute decided/);
  // Nothing can be sent any more, and it says why.
  assert.ok(await merchant.button(/^Accept/).isDisabled());
  await merchant.sees("This dispute is closed.");
});
