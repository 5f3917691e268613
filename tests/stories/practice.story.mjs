import assert from "node:assert/strict";
import { story } from "./story.mjs";
import { patience } from "./tools.mjs";

// Somebody who never saw the code: nothing is typed here that the list on the screen did not say.

const aside = (merchant) => merchant.page.getByRole("complementary", { name: "Practice: what would you like to happen?" });

async function opensList(merchant) {
  if (!(await aside(merchant).isVisible())) {
    await merchant.page.getByRole("banner").getByRole("button", { name: "What would you like to happen?" }).click();
  }
  await aside(merchant).waitFor();
}

/** Presses the button of one fact, in the list beside the screen or in the one inside a sheet. */
async function wishes(merchant, what, within = aside(merchant)) {
  await within.getByRole("button", { name: new RegExp(`: ${what}`) }).click({ timeout: patience });
}

async function insideSheet(merchant) {
  const list = merchant.sheet.getByRole("group").filter({ hasText: "Practice: what would you like to happen?" });
  await list.getByText("Practice: what would you like to happen?").click();
  return list;
}

story("practice: the list is found on every screen, and nowhere with other money", {}, async ({ merchant }) => {
  await merchant.opens();
  await opensList(merchant);
  await merchant.sees("Nothing can be chosen on this screen.", aside(merchant));
  await aside(merchant).getByRole("link", { name: "Disputes" }).click();
  await merchant.isAt("Disputes");
  await aside(merchant).getByRole("button", { name: /two hours left/ }).waitFor({ timeout: patience });
});

/** Opens a dispute that has two hours left, from the list, and its page. */
async function opensNewDispute(merchant) {
  await merchant.opens("#/disputes");
  await opensList(merchant);
  await wishes(merchant, "A dispute with two hours left");
  await merchant.sees("It happened at the practice gateway.", aside(merchant));
  // Among all, the one just opened stands on top.
  await merchant.page.getByRole("radio", { name: "All" }).check();
  await merchant.sees(/newest first/);
  const rows = merchant.page.getByRole("grid", { name: "Disputes" }).getByRole("row");
  await rows.filter({ hasText: /1 h 5\d min left|2 h/ }).first().click();
  await merchant.page.getByRole("region", { name: "Deadline" }).waitFor({ timeout: patience });
}

story("practice: a dispute is opened and won, a second one lost", {}, async ({ merchant }) => {
  await merchant.opens();
  for (const [step, word] of [
    ["It is decided: you win", "Won"],
    ["It is decided: you lose", "Lost"],
  ]) {
    await opensNewDispute(merchant);
    await wishes(merchant, step);
    await merchant.page.getByRole("main").getByText(word, { exact: true }).first().waitFor({ timeout: patience });
  }
});

story("practice: evidence with a tag the gateway does not take is refused, and one it takes is done", {}, async ({ merchant }) => {
  await opensNewDispute(merchant);
  await merchant.button(/^Give evidence by tag/).and(merchant.page.locator(":enabled")).click();
  await wishes(merchant, "A tag the gateway does not take", await insideSheet(merchant));
  await merchant.button(/^Send/, merchant.sheet).and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.sees("Refused", merchant.sheet);
  await merchant.closes();
  await merchant.button(/^Give evidence by tag/).and(merchant.page.locator(":enabled")).click();
  await wishes(merchant, "Delivery evidence the gateway takes", await insideSheet(merchant));
  assert.equal(await merchant.sheet.getByRole("textbox", { name: "Tag" }).inputValue(), "LOGISTIC_INFORMATION");
  await merchant.button(/^Send/, merchant.sheet).and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.seesDone();
  await merchant.closes();
  // One tag is not the last one: until the deadline, which stays in sight, the same tag again replaces it.
  await merchant.sees("Evidence is given; it can be added to or replaced until then.");
  await merchant.button(/^Give evidence by tag/).and(merchant.page.locator(":enabled")).click();
  await wishes(merchant, "Delivery evidence the gateway takes", await insideSheet(merchant));
  await merchant.button(/^Send/, merchant.sheet).and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.seesDone();
});

story("practice: a refund whose answer is lost, filled in from the list", {}, async ({ merchant, gateway }) => {
  const payment = await gateway.aPayment((one) => one.card && Number(one.captured) > 20_000 && one.refunds.length === 0 && one.amount.currency !== "JPY" && one.amount.currency !== "KRW");
  await merchant.opens(`#/payments/${payment.payment_id}`);
  await merchant.presses("Give the money back");
  const list = await insideSheet(merchant);
  await wishes(merchant, "It is carried out, but the answer gets lost", list);
  assert.match(await merchant.sheet.getByLabel("How much goes back").inputValue(), /\.13$/);
  await merchant.chooses("Reason", "Damaged", merchant.sheet);
  await merchant.button(/^Refund [A-Z]{3} /, merchant.sheet).and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.sees("Not known yet", merchant.sheet);
});

story("practice: a card the bank declines", {}, async ({ merchant }) => {
  await merchant.opens("#/take");
  await merchant.page.getByRole("radio", { name: "Card or wallet now" }).check();
  await merchant.types("Order number", "PRACTICE-DECLINED");
  await opensList(merchant);
  await wishes(merchant, "Nothing special");
  await wishes(merchant, "The bank declines the card");
  await merchant.sees("VISA 0002: the bank declines it");
  // The amount is read back first; until then the button waits.
  await merchant.button(/^Take [A-Z]{3} /).and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.sees("Refused");
});

story("practice: every code of the counter does what the list says", {}, async ({ merchant }) => {
  for (const [what, sees] of [
    ["The wallet pays at once", "Paid. Hand over the goods."],
    ["No wallet knows the code", "Refused. Do not hand over the goods."],
    ["Risk control refuses", "Refused. Do not hand over the goods."],
  ]) {
    await merchant.opens("#/");
    await merchant.opens("#/counter");
    await opensList(merchant);
    await wishes(merchant, "Nothing special");
    await merchant.button(/^Scan the customer/).and(merchant.page.locator(":enabled")).click();
    await wishes(merchant, what);
    await merchant.presses("Send");
    await merchant.sees(sees);
  }
});

story("practice: the buyer agrees, and ends the consent in the wallet after that", {}, async ({ merchant }) => {
  await merchant.opens("#/agreements");
  await merchant.button(/^Ask for a consent|^New consent/).first().waitFor();
  await merchant.keys("n");
  await merchant.chooses("Wallet", /^GCash/, merchant.sheet);
  await merchant.types("Buyer", "Practice Buyer", merchant.sheet);
  await merchant.button(/^Make the link/, merchant.sheet).and(merchant.page.locator(":enabled")).click();
  await merchant.page.getByRole("img", { name: "QR code of the link" }).waitFor({ timeout: patience });
  await opensList(merchant);
  await wishes(merchant, "The buyer agrees");
  await merchant.page.getByRole("main").getByText("Active", { exact: true }).first().waitFor({ timeout: patience });
  await wishes(merchant, "The buyer ends the consent in the wallet");
  await merchant.sees("Ended by the buyer or the wallet");
});

story("practice: a store is rejected, with every field filled in by the list", {}, async ({ merchant }) => {
  await merchant.opens("#/stores/new");
  await opensList(merchant);
  await wishes(merchant, "A store that is rejected");
  await merchant.keys("Control+Enter");
  await merchant.presses("Open the registration");
  for (let round = 0; round < 4; round += 1) {
    await merchant.button(/^Ask the gateway now/).and(merchant.page.locator(":not([aria-disabled=true])")).click();
    const there = merchant.page.getByRole("main").getByText("Rejected", { exact: true }).first();
    if (await there.waitFor({ timeout: 3000 }).then(() => true, () => false)) return;
  }
  assert.fail("the registration was never rejected");
});

story("practice: a subscription whose periods cannot be paid, and that the buyer ends", {}, async ({ merchant }) => {
  await merchant.opens("#/subscriptions");
  await merchant.button(/^New subscription/).first().waitFor();
  await merchant.keys("n");
  await merchant.types("What for", "Tea", merchant.sheet);
  await merchant.chooses("Wallet", /^GCash/, merchant.sheet);
  const list = await insideSheet(merchant);
  await wishes(merchant, "The buyer agrees, but the wallet holds too little", list);
  await merchant.button(/^Make the link/, merchant.sheet).and(merchant.page.locator(":enabled")).click();
  await merchant.button(/^Show the link and the code/, merchant.sheet).click();
  await opensList(merchant);
  await wishes(merchant, "The buyer agrees to the subscription");
  await merchant.page.getByRole("main").getByText("Active", { exact: true }).first().waitFor({ timeout: patience });
  await wishes(merchant, "The buyer ends the subscription");
  await merchant.button(/^Debit|^Change/).first().waitFor();
});

story("practice: in a narrow window the list leaves the page of a dispute its width", {}, async ({ merchant }) => {
  await opensNewDispute(merchant);
  // With both columns beside the list, a date still stands on one line.
  await merchant.page.setViewportSize({ width: 1400, height: 800 });
  const lines = await merchant.page.getByRole("region", { name: "Deadline" }).evaluate((due) =>
    [...due.querySelectorAll("dd")].map((date) => date.offsetHeight / Number.parseFloat(getComputedStyle(date).lineHeight)),
  );
  assert.ok(lines.length >= 2 && lines.every((high) => high < 1.5), `dates over ${lines} lines`);
  for (const width of [900, 1000, 1200]) {
    await merchant.page.setViewportSize({ width, height: 760 });
    const cut = await merchant.page.getByRole("main").evaluate((main) => {
      const { right } = main.getBoundingClientRect();
      const wide = [...main.querySelectorAll("button, .problem-line, .fact, .dispute-due dd, .case-headline")];
      return wide.filter((node) => node.getBoundingClientRect().right > right + 1).map((node) => node.textContent);
    });
    assert.deepEqual(cut, [], `cut at ${width}`);
    const list = await aside(merchant).boundingBox();
    const main = await merchant.page.getByRole("main").boundingBox();
    const apart = list.x >= main.x + main.width - 1 || list.y >= main.y + main.height - 1;
    assert.ok(apart, `the list covers the page at ${width}`);
    assert.ok(main.width >= 550, `the page is ${main.width} wide at ${width}`);
  }
});

/** Opens the list that a part of a page has for itself. */
async function insidePanel(merchant, panel) {
  const list = panel.getByRole("group").filter({ hasText: "Practice: what would you like to happen?" });
  await list.getByText("Practice: what would you like to happen?").click();
  return list;
}

story("practice: a rate that is quoted, one there is none of, and an answer that gets lost", {}, async ({ merchant }) => {
  await merchant.opens("#/take");
  const panel = merchant.page.getByRole("region", { name: "Exchange rates" });
  const list = await insidePanel(merchant, panel);
  const asks = () => panel.getByRole("button", { name: "Ask", exact: true }).click();
  await wishes(merchant, "A pair the gateway quotes", list);
  await asks();
  await merchant.sees("EUR/USD", panel);
  await wishes(merchant, "A currency the gateway has no rate for", list);
  await asks();
  await merchant.sees("The gateway has no rate for these currencies.", panel);
  await wishes(merchant, "A pair the gateway quotes", list);
  await wishes(merchant, "The answer to the next question gets lost", list);
  await merchant.sees("The practice gateway waits for your next press.", list);
  await asks();
  await merchant.sees("The gateway did not answer, so nothing new is known.", panel);
  await asks();
  await merchant.sees("EUR/USD", panel);
});

story("practice: the feed is lost and found again, and news that cannot be changes nothing", {}, async ({ merchant, shop }) => {
  const refundable = async (id) => (await shop.ask("payment_show", { id })).money.refundable;
  await merchant.opens("#/news");
  await opensList(merchant);
  await wishes(merchant, "This account has no feed any more");
  await merchant.sees("NO_INTERFACE_DEF");
  await wishes(merchant, "The feed is there again");
  await merchant.sees("Read until");
  await wishes(merchant, "Pages of the feed get lost on their way");
  await merchant.sees("The gateway did not answer, so nothing new is known.");
  await wishes(merchant, "The feed is there again");
  await merchant.seesNo("The gateway did not answer, so nothing new is known.");
  // A buyer pays at the shop's own site, and the desk learns of it by the feed.
  await wishes(merchant, "A buyer pays HKD 88.00 at your own site");
  const rows = merchant.page.getByRole("grid", { name: "News" }).getByRole("row");
  const paid = rows.filter({ hasText: "88.00" }).first();
  await paid.waitFor({ timeout: patience });
  await paid.click();
  await merchant.isAt("Notification");
  await merchant.page.getByRole("link", { name: "Payment", exact: true }).click();
  await merchant.page.getByRole("region", { name: "Sums" }).waitFor({ timeout: patience });
  const id = decodeURIComponent(new URL(merchant.page.url()).hash.split("/").at(-1));
  const before = await refundable(id);
  await merchant.opens("#/news");
  await opensList(merchant);
  for (const what of ["comes with another amount", "comes in another currency", "went back to the buyer"]) {
    await wishes(merchant, `.*${what}`);
    await merchant.sees("It happened at the practice gateway.", aside(merchant));
  }
  await rows.filter({ hasText: "Contradicts" }).nth(2).waitFor({ timeout: patience });
  assert.deepEqual(await refundable(id), before, "what cannot be was asked about, and changed nothing");
});

story("practice: the gateway's advice stands on the page of the dispute, and an acceptance whose answer gets lost is not known", {}, async ({ merchant }) => {
  await opensNewDispute(merchant);
  await wishes(merchant, "The gateway advises how to answer");
  const advice = merchant.page.getByRole("region", { name: "The gateway’s advice" });
  await merchant.sees("LOGISTIC_INFORMATION", advice);
  await wishes(merchant, "The gateway writes a defence");
  await merchant.sees(/^defence-.*\.pdf/, advice);
  await merchant.keys("a");
  const list = await insideSheet(merchant);
  await wishes(merchant, "The answer to what you send next gets lost", list);
  await merchant.sees("The practice gateway waits for your next press.", list);
  await merchant.button(/^Accept and give up/, merchant.sheet).and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.sees("Not known yet", merchant.sheet);
});

/** Makes a subscription of tea for GCash and opens its page, agreed to by the buyer. */
async function subscribes(merchant) {
  await merchant.opens("#/subscriptions");
  await merchant.button(/^New subscription/).first().waitFor();
  await merchant.keys("n");
  await merchant.types("What for", "Tea", merchant.sheet);
  await merchant.chooses("Wallet", /^GCash/, merchant.sheet);
  await wishes(merchant, "Nothing special", await insideSheet(merchant));
  await merchant.button(/^Make the link/, merchant.sheet).and(merchant.page.locator(":enabled")).click();
  await merchant.button(/^Show the link and the code/, merchant.sheet).click();
  await opensList(merchant);
  await wishes(merchant, "The buyer agrees to the subscription");
  await merchant.page.getByRole("main").getByText("Active", { exact: true }).first().waitFor({ timeout: patience });
}

story("practice: a period is due and paid, the next one fails, and the end of it is refused", {}, async ({ merchant }) => {
  await subscribes(merchant);
  const periods = merchant.page.getByRole("region", { name: /^Periods/ });
  await wishes(merchant, "The next period begins now, and the wallet pays it");
  await periods.getByText("Paid").nth(1).waitFor({ timeout: patience });
  await wishes(merchant, "The next period begins now, and the wallet holds too little");
  await periods.getByText("Declined").first().waitFor({ timeout: patience });
  await merchant.keys("v");
  const list = await insideSheet(merchant);
  await wishes(merchant, "The gateway refuses to end the subscription", list);
  await merchant.sees("The practice gateway waits for your next press.", list);
  await merchant.button(/^End/, merchant.sheet).and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.sees("Refused", merchant.sheet);
});

story("practice: a hold that is let go too late, and one whose answer gets lost", {}, async ({ merchant, gateway }) => {
  for (const [what, sees] of [
    ["The gateway refuses: the time to cancel is over", "Refused"],
    ["The answer to what you send next gets lost", "Not known yet"],
  ]) {
    const payment = await gateway.aPayment((one) => one.state === "AUTHORISED" && one.captures.length === 0 && !seen.has(one.payment_id), "a hold");
    seen.add(payment.payment_id);
    await merchant.opens(`#/payments/${payment.payment_id}?do=give-back`);
    await wishes(merchant, what, await insideSheet(merchant));
    await merchant.button(/^Let|^Release/, merchant.sheet).and(merchant.page.locator(":enabled")).waitFor();
    await merchant.keys("Control+Enter");
    await merchant.sees(sees, merchant.sheet);
  }
});

const seen = new Set();

story("practice: a consent is asked for while the gateway refuses, then asked for again and agreed to; its end gets lost", {}, async ({ merchant }) => {
  await merchant.opens("#/agreements");
  await merchant.button(/^Ask for a consent|^New consent/).first().waitFor();
  await merchant.keys("n");
  await merchant.chooses("Wallet", /^GCash/, merchant.sheet);
  await merchant.types("Buyer", "Practice Buyer", merchant.sheet);
  await wishes(merchant, "The gateway refuses to ask the buyer", await insideSheet(merchant));
  await merchant.button(/^Make the link/, merchant.sheet).and(merchant.page.locator(":enabled")).click();
  await merchant.sees("Refused");
  await merchant.opens("#/agreements");
  await merchant.button(/^Ask for a consent|^New consent/).first().waitFor();
  await merchant.keys("n");
  await merchant.chooses("Wallet", /^GCash/, merchant.sheet);
  await merchant.types("Buyer", "Practice Buyer", merchant.sheet);
  await wishes(merchant, "Nothing special", await insideSheet(merchant));
  await merchant.button(/^Make the link/, merchant.sheet).and(merchant.page.locator(":enabled")).click();
  await merchant.page.getByRole("img", { name: "QR code of the link" }).waitFor({ timeout: patience });
  await opensList(merchant);
  await wishes(merchant, "The buyer agrees");
  await merchant.page.getByRole("main").getByText("Active", { exact: true }).first().waitFor({ timeout: patience });
  await merchant.keys("v");
  await wishes(merchant, "The gateway cannot say whether it carried out", await insideSheet(merchant));
  await merchant.button(/^Revoke/, merchant.sheet).and(merchant.page.locator(":enabled")).waitFor();
  await merchant.keys("Control+Enter");
  await merchant.sees("Not known yet", merchant.sheet);
});
