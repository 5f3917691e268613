import assert from "node:assert/strict";
import { story } from "./story.mjs";

story("news is read from the feed, each thing once, with its road, its signature and what it did", {}, async ({ merchant, gateway, shop }) => {
  const payment = await gateway.aPayment((one) => one.card && one.state === "PAID" && one.refunds.length === 0, "a paid card payment");
  const id = await gateway.disputes(payment);
  await merchant.opens("#/news");
  await merchant.keys("i");
  await merchant.sees("Read until");
  const row = merchant.page.getByRole("grid", { name: "News" }).getByRole("row").filter({ hasText: "Dispute opened" }).first();
  await row.getByText("verified").waitFor();
  await row.getByText("feed").waitFor();
  await row.click();
  await merchant.isAt("Notification");
  await merchant.sees("The ledger learned something from it.");
  // The body as it came, and the way to what it is about.
  await merchant.page.locator("pre").getByText(id).waitFor();
  await merchant.page.getByRole("link", { name: "Dispute", exact: true }).click();
  await merchant.isAt(new RegExp(id));
  // Read again, it is the same news: nothing changes.
  const before = (await shop.ask("dispute_show", { id })).dossier.version;
  await shop.ask("news_read");
  assert.equal((await shop.ask("dispute_show", { id })).dossier.version, before);
});

story("a pasted notification with a wrong signature is kept as evidence and never applied", {}, async ({ merchant }) => {
  await merchant.opens("#/news");
  await merchant.keys("n");
  await merchant.types("Path it was sent to", "/antom/notify", merchant.sheet);
  await merchant.types("Headers", "client-id: SANDBOX_MADE_UP", merchant.sheet);
  await merchant.sees("The signature header is not among them.", merchant.sheet);
  await merchant.types(
    "Headers",
    "client-id: SANDBOX_MADE_UP\nrequest-time: 2026-11-21T05:00:00Z\nsignature: algorithm=RSA256,keyVersion=1,signature=bWFkZSB1cA%3D%3D",
    merchant.sheet,
  );
  await merchant.types("Body", '{"notifyType":"PAYMENT_RESULT","paymentRequestId":"MADE-UP"}', merchant.sheet);
  await merchant.keys("Control+Enter");
  const kept = merchant.page.getByText("Its signature does not verify.").or(merchant.sheet.getByText("No money was moved."));
  await kept.first().waitFor();
});
