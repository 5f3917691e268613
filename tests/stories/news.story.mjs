import assert from "node:assert/strict";
import { story } from "./story.mjs";

story("news is read from the feed, each thing once, with its road, its signature and what it did", {}, async ({ merchant, gateway, shop }) => {
  const payment = await gateway.aPayment((one) => one.card && Number(one.captured) > 2000 && one.refunds.length === 0, "a paid card payment");
  const id = await gateway.disputes(payment);
  await merchant.opens("#/news");
  await merchant.button(/^Give one/).first().waitFor();
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

story("a pasted notification that the gateway did not sign for us is refused where it is wrong", {}, async ({ merchant, shop }) => {
  const counted = async () =>
    (await shop.ask("news_list", { states: [], text: null, payment: null, by_deadline: false, limit: 1, after: null })).counts;
  await shop.ask("news_read");
  await merchant.opens("#/news");
  await merchant.button(/^Give one/).first().waitFor();
  await merchant.sees("Read until");
  const before = await counted();
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
  await merchant.sees("This notification was not signed by the gateway for this account", merchant.sheet);
  assert.deepEqual(await counted(), before, "nothing was taken in");
});
