import assert from "node:assert/strict";
import { story } from "./story.mjs";

const fits = (count) => (count === 1 ? "1 payment fits" : `${count} payments fit`);

async function openFilter(merchant, name) {
  await merchant.page.getByRole("search").getByRole("button", { name }).click();
  return merchant.page.getByRole("dialog", { name });
}

async function dropsChip(merchant, name) {
  await merchant.page.getByRole("button", { name }).click();
}

const whole = { payments: 120, seed: 3 };

story("a payment is found by last four, by the end of an id and by order number", whole, async ({ merchant, gateway }) => {
  const payments = await gateway.payments();
  const card = await gateway.aPayment((payment) => payment.card && payment.payment_id, "a card payment");
  const wallet = await gateway.aPayment((payment) => !payment.card && payment.payment_id, "a wallet payment");
  await merchant.opens("#/payments");
  await merchant.sees("120 payments");

  await merchant.finds(card.card.last_four);
  await merchant.row(card.order_number).waitFor();
  await merchant.row(`··${card.card.last_four}`).first().waitFor();
  await merchant.finds(wallet.payment_id.slice(-6));
  await merchant.row(wallet.order_number).waitFor();
  const ending = payments.filter((payment) => payment.payment_id?.endsWith(wallet.payment_id.slice(-6)));
  await merchant.sees(fits(ending.length));
  // Full-width digits and spaces are the same to a person.
  await merchant.finds(` ${card.order_number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))} `);
  await merchant.row(card.order_number).waitFor();
  await merchant.sees(fits(1));
});

story("filters narrow the list, each comes off by its chip, and an empty list says which to drop", whole, async ({ merchant, gateway, shop }) => {
  const payments = await gateway.payments();
  const count = (wanted) => payments.filter(wanted).length;
  await merchant.opens("#/payments");

  let panel = await openFilter(merchant, "State");
  await panel.getByRole("checkbox", { name: "Authorised" }).check();
  await merchant.keys("Escape");
  const authorised = (payment) => payment.state === "AUTHORISED";
  await merchant.sees(fits(count(authorised)));

  panel = await openFilter(merchant, "Method");
  await panel.getByRole("checkbox", { name: "Card", exact: true }).check();
  await merchant.keys("Escape");
  const byCard = (payment) => authorised(payment) && payment.method === "CARD";
  await merchant.sees(fits(count(byCard)));

  panel = await openFilter(merchant, "Amount");
  await merchant.chooses("Currency", "USD", panel);
  await merchant.types("At least", "100", panel);
  await merchant.types("At most", "400.50", panel);
  await merchant.presses("Apply", panel);
  const dear = (payment) =>
    payment.amount.currency === "USD" && Number(payment.amount.value) >= 10_000 && Number(payment.amount.value) <= 40_050;
  await merchant.page.getByRole("search").getByText("USD ≥ 100 ≤ 400.50").waitFor();
  const both = count((payment) => byCard(payment) && dear(payment));
  await (both === 0 ? merchant.sees("No payment fits this filter") : merchant.sees(fits(both)));

  await dropsChip(merchant, "Drop the filter: Authorised");
  await dropsChip(merchant, "Drop the filter: Card");
  await merchant.sees(fits(count(dear)));
  await dropsChip(merchant, /^Drop the filter: USD/);
  await merchant.sees("120 payments");

  // One day, from its first to its last moment.
  const day = new Date(payments.at(-20).created_at).toISOString().slice(0, 10);
  const thatDay = (payment) => new Date(payment.created_at).toISOString().startsWith(day);
  panel = await openFilter(merchant, "Days");
  await merchant.types("From", day, panel);
  await merchant.types("Until, that day included", day, panel);
  await merchant.presses("Apply", panel);
  await merchant.sees(fits(count(thatDay)));

  // Too tight: which part to drop is offered with what it would give.
  await merchant.finds("no such order");
  await merchant.sees("No payment fits this filter");
  const others = await shop.ask("payment_count", { ...nothing, text: "no such order" });
  assert.equal(others.count, 0);
  assert.ok(await merchant.button(`Without ${day}: 0`).isDisabled());
  await merchant.presses(`Without “no such order”: ${count(thatDay)}`);
  await merchant.sees(fits(count(thatDay)));
});

const nothing = {
  states: [],
  methods: [],
  unknown_only: false,
  holds_only: false,
  declared_only: false,
};

story("the list is walked by keys, and letters are only letters while somebody types", whole, async ({ merchant, gateway }) => {
  const { page } = merchant;
  const newest = (await gateway.payments()).sort((one, other) => other.created_at - one.created_at);
  await merchant.opens();
  await merchant.keys("g", "p");
  await merchant.isAt("Payments");
  await merchant.row(newest[0].order_number).waitFor();
  await merchant.keys("j", "j", "k");
  await merchant.seesCursorOn(2);
  await merchant.keys("Enter");
  await merchant.isAt(newest[1].order_number);
  await merchant.keys("Escape");
  await merchant.isAt("Payments");
  await merchant.seesCursorOn(2);
  // Space shows it beside the list; Escape puts that away first.
  await merchant.keys("Space");
  const preview = page.getByRole("complementary", { name: "Preview" });
  await preview.getByRole("link", { name: newest[1].order_number }).waitFor();
  await merchant.keys("Escape");
  await preview.waitFor({ state: "detached" });

  await merchant.keys("/");
  const search = page.getByRole("textbox", { name: "Search payments" });
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Search payments");
  await page.keyboard.type("rcjkigo?x");
  assert.equal(await search.inputValue(), "rcjkigo?x");
  await merchant.sees("No payment fits this filter");
  assert.equal(await merchant.sheet.count(), 0);
  await search.fill("");
  await merchant.row(newest[0].order_number).waitFor();

  // An input method is choosing characters: its keys are nobody else's, and half a word is not searched for.
  const keysWhileComposing = ["r", "c", "n", "o", "?", "Enter", "Escape"];
  await search.evaluate((field, keys) => {
    field.focus();
    field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    for (const key of keys) {
      field.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }));
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }));
    }
  }, keysWhileComposing);
  await search.fill("shan");
  await search.fill("衫");
  await search.evaluate((field) => field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "衫" })));
  await page.waitForFunction(() => decodeURIComponent(location.hash).includes("q=衫"));
  await merchant.isAt("Payments");
  assert.equal(await merchant.sheet.count(), 0);
  assert.ok(!merchant.searched.includes("shan"), "what was being composed was not searched for");
  assert.deepEqual(merchant.sent, []);

  // The palette finds places and payments.
  const card = newest.find((payment) => payment.card && payment.payment_id);
  await merchant.keys("Control+k");
  await page.keyboard.type(card.order_number);
  await merchant.sheet.getByRole("option").filter({ hasText: card.order_number }).first().waitFor();
  await merchant.keys("Enter");
  await merchant.isAt(card.order_number);
  await merchant.keys("Control+k");
  await page.keyboard.type("customs");
  await merchant.sheet.getByRole("option", { name: /customs/i }).first().waitFor();
  await merchant.keys("Enter");
  await merchant.isAt("Customs");
  assert.equal(await gateway.calls(), 0, "browsing asks nothing of the gateway");
});

story("five thousand payments scroll to the end by keyboard without a hole", { payments: 5000, seed: 5 }, async ({ merchant, gateway }) => {
  const { page } = merchant;
  await merchant.opens("#/payments");
  await merchant.sees("5,000 payments");
  const grid = page.getByRole("grid", { name: "Payments" });
  await grid.focus();
  assert.equal(await grid.getAttribute("aria-rowcount"), "5001");

  // The rows on the screen: numbers without a gap, each filled, never more than the window needs.
  const settled = (last) =>
    page.waitForFunction(
      (wanted) => {
        const rows = [...document.querySelectorAll("[role=grid] [role=row][aria-rowindex]")].map((row) => ({
          at: Number(row.getAttribute("aria-rowindex")),
          text: row.textContent ?? "",
        }));
        const body = rows.filter((row) => row.at > 1).sort((one, other) => one.at - other.at);
        const whole = body.every((row, at) => row.text.trim() !== "" && (at === 0 || row.at === body[at - 1].at + 1));
        const id = document.querySelector("[role=grid]")?.getAttribute("aria-activedescendant");
        const active = document.getElementById(id)?.getAttribute("aria-rowindex");
        return whole && body.length > 10 && body.length < 80 && active === String(wanted + 1);
      },
      last,
      { timeout: 30_000 },
    );
  await settled(1);
  await merchant.keys("PageDown", "PageDown", "PageDown");
  await settled(await merchant.cursor());
  let at = await merchant.cursor();
  assert.ok(at > 30, "three pages were passed");
  while (at < 5000) {
    await merchant.keys("End");
    await settled(await merchant.cursor());
    const now = await merchant.cursor();
    assert.ok(now > at, `the end moved on from ${at}`);
    at = now;
  }
  const oldest = (await gateway.payments()).sort((one, other) => one.created_at - other.created_at)[0];
  await merchant.row(oldest.order_number).waitFor();
  await merchant.keys("Enter");
  await merchant.isAt(oldest.order_number);
  await merchant.keys("Escape");
  await settled(5000);
  await merchant.keys("k");
  await settled(4999);
  await merchant.keys("Home");
  await settled(1);
});
