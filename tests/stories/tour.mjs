// Every screen, one after the other, in a shop where something of everything has happened.

import { mkdirSync } from "node:fs";
import path from "node:path";
import { Gateway } from "./gateway.mjs";
import { Merchant } from "./merchant.mjs";
import { aWindow } from "./run.mjs";
import { Shop } from "./shop.mjs";
import { patience } from "./tools.mjs";
import { locales, says } from "./words.mjs";

/** A shop with something of everything, at a gateway of its own. */
export async function furnished(shop) {
  const beside = await shop.gatewayBeside({ payments: 150, seed: 4 });
  const account = await shop.accountAt(beside);
  const gateway = new Gateway(beside.says.base_url);
  const id = async (what, fits) => {
    const { order_number: order } = await gateway.aPayment(fits, what);
    return (await shop.ask("payment_show", { id: order })).row.id;
  };
  const captured = (payment) => payment.card && Number(payment.captured) > 0 && payment.refunds.length === 0;
  const usd = (payment) => payment.amount.currency === "USD" && Number(payment.amount.value) > 10_000;
  const facts = {
    beside,
    account: account.id,
    fresh: await id("a wallet payment", (one) => one.method === "ALIPAY_HK" && one.state === "PAID" && one.created_at > Date.now() - 600_000),
    paid: await id("a captured card payment", (one) => captured(one) && usd(one)),
    held: await id("a hold", (one) => one.state === "AUTHORISED" && one.card?.brand === "VISA" && one.amount.currency === "SGD"),
    expired: await id("a hold that ended", (one) => one.state === "EXPIRED"),
    refunded: await id("a refunded payment", (one) => one.state === "PARTLY_REFUNDED"),
    declined: await id("a declined payment", (one) => one.state === "DECLINED"),
    declarable: await id("a payment to declare", (one) => one.method === "ALIPAY_CN" && one.state === "PAID" && one.declarations.length === 0),
    declared: await id("a declared payment", (one) => one.declarations.some((declaration) => declaration.result_code === "100")),
    asked: 0,
    sold: (await gateway.payments()).map((payment) => payment.description),
  };
  const { declarations } = await shop.ask("payment_show", { id: facts.declared });
  facts.declaration = declarations[0].id;
  await furnishDossiers(shop, gateway, facts);
  await furnishCheckout(shop, gateway, facts);
  return facts;
}

/** A counter that is set up, a link that waits for its buyer, and a hold that can be raised. */
async function furnishCheckout(shop, gateway, facts) {
  const seller = { merchant: "M1", merchant_name: "Harbour Street", merchant_mcc: "5411" };
  await shop.ask("counter_setup", { ...seller, store: "S1", store_name: "Harbour Street", store_mcc: "5411", terminal: "T1" });
  const { draft } = await shop.ask("draft_open", { payment: null, kind: "session" });
  const link = { order_number: "LINK-1", description: "Teapot", amount: "128", currency: "CNY", method: null };
  await shop.ask("session_create", { draft, ...link, capture: "automatic", minutes: 30, again: false });
  facts.link = draft;
  facts.sales = 0;
  const held = (await gateway.payments()).filter((one) => one.state === "AUTHORISED" && one.card?.incremental);
  for (const { order_number: order } of held) {
    const payment = await shop.ask("payment_show", { id: order }).catch(() => null);
    if (payment?.raise.allowed) facts.raisable = payment.row.id;
  }
}

/** The counter with its pad: a window comes back to the sale before, which waits for its buyer. */
async function freeCounter(merchant, locale) {
  await merchant.opens("#/counter");
  const scan = merchant.page.getByRole("button", { name: new RegExp(`^${says(locale, "counter.scan")}`) });
  const meanwhile = button(merchant, locale, "counter.meanwhile");
  await scan.or(meanwhile).first().waitFor();
  if (await meanwhile.isVisible()) await meanwhile.click();
  await scan.waitFor();
}

/** A sum typed at the counter by a hand. */
async function atCounter(merchant, locale, sum) {
  await freeCounter(merchant, locale);
  await merchant.page.keyboard.type(sum, { delay: 90 });
  await merchant.page.getByRole("button", { name: new RegExp(`^${says(locale, "counter.show")}`) }).and(merchant.page.locator(":enabled")).waitFor();
}

/** A dispute with hours left, a consent given and one waiting, a subscription, a store, and the news of all that. */
async function furnishDossiers(shop, gateway, facts) {
  const draft = async (kind) => (await shop.ask("draft_open", { payment: null, kind })).draft;
  const disputed = await gateway.aPayment((one) => one.card && Number(one.captured) > 2000 && one.refunds.length === 0, "a payment to dispute");
  facts.dispute = await gateway.disputes(disputed, { due_hours: 20 });
  const consent = async (buyer) =>
    (await shop.ask("agreement_begin", { draft: await draft("apply_token"), wallet: "GCASH", buyer })).dossier.row.id;
  facts.agreement = await consent("Sample Buyer");
  await gateway.consents(facts.agreement);
  await shop.ask("agreement_inquire", { id: facts.agreement });
  facts.waiting = await consent("Another Buyer");
  const subscription = await shop.ask("subscription_create", {
    draft: await draft("subscribe"),
    description: "Monthly tea",
    method: "GCASH",
    amount: "300",
    currency: "PHP",
    unit: "MONTH",
    count: 1,
    starts: null,
    ends: null,
    trial_periods: null,
    trial_amount: null,
  });
  facts.subscription = subscription.payment;
  const registration = await shop.ask("registration_create", {
    draft: await draft("register"),
    merchant: "M-TOUR-1",
    display_name: "Tea Corner",
    mcc: "5499",
    legal_name: "Tea Corner Ltd",
    registration_type: "ENTERPRISE_REGISTRATION_NO",
    registration_no: "MADE-UP-1",
    business_type: "ENTERPRISE",
    region: "SG",
    city: "Singapore",
    address: "1 Sample Street",
    zip: "",
    email: "",
    website: "",
    store: "S-TOUR-1",
    store_name: "Tea Corner, Harbour",
    store_mcc: "5499",
  });
  facts.store = registration.payment;
  await shop.ask("registration_inquire", { id: facts.store });
  await shop.ask("news_read");
  const { rows } = await shop.ask("news_list", { states: [], text: null, payment: null, by_deadline: false, limit: 1, after: null });
  facts.news = rows[0]?.id;
  facts.sold.push("Sample Buyer", "Another Buyer", "Monthly tea", "Tea Corner", "Tea Corner Ltd", "Tea Corner, Harbour", "Cardholder Dispute");
}

/** Something done, then something in doubt that stays so: the gateway goes away. */
export async function inDoubt(shop, facts) {
  const refund = async (amount) => {
    const { draft, version } = await shop.ask("draft_open", { payment: facts.paid, kind: "refund" });
    return shop.ask("refund_create", { draft, payment: facts.paid, version, amount, reason: "damaged", note: "", again: false });
  };
  await refund("3.10");
  facts.doubtful = await refund("9.13");
  await facts.beside.stop();
}

const sheet = (merchant) => merchant.sheet.getByRole("heading", { level: 2 }).waitFor();
const field = (merchant, locale, name) => merchant.sheet.getByLabel(says(locale, name)).first();
const button = (merchant, locale, name) => merchant.button(says(locale, name)).first();

/** Before the gateway goes away. */
export const awake = [
  ["desk", ({ merchant }) => merchant.opens("#/")],
  ["payments", ({ merchant }) => merchant.opens("#/payments").then(() => rows(merchant))],
  ["payments-filtered", ({ merchant }) => merchant.opens("#/payments?state=paid,partly_refunded&currency=USD&least=50").then(() => rows(merchant))],
  ["payments-empty", ({ merchant }) => merchant.opens("#/payments?q=no-such-order&state=paid").then(() => merchant.page.getByRole("main").getByRole("heading", { level: 2 }).waitFor())],
  ["payments-preview", async ({ merchant, locale }) => {
    await merchant.opens("#/payments");
    await rows(merchant);
    await merchant.keys("j", "j", "Space");
    await merchant.page.getByRole("complementary", { name: says(locale, "payments.preview") }).getByRole("region").first().waitFor();
  }],
  ["payments-filter-open", async ({ merchant, locale }) => {
    await merchant.opens("#/payments");
    await rows(merchant);
    await merchant.page.getByRole("search").getByRole("button", { name: says(locale, "payments.days") }).click();
    await merchant.sheet.waitFor();
  }],
  ["payment-fresh", ({ merchant, facts }) => merchant.opens(`#/payments/${facts.fresh}`)],
  ["payment-paid", ({ merchant, facts }) => merchant.opens(`#/payments/${facts.paid}`)],
  ["payment-authorised", ({ merchant, facts }) => merchant.opens(`#/payments/${facts.held}`)],
  ["payment-expired", ({ merchant, facts }) => merchant.opens(`#/payments/${facts.expired}`)],
  ["payment-refunded", ({ merchant, facts }) => merchant.opens(`#/payments/${facts.refunded}`)],
  ["payment-declined", ({ merchant, facts }) => merchant.opens(`#/payments/${facts.declined}`)],
  ["payment-declared", ({ merchant, facts }) => merchant.opens(`#/payments/${facts.declared}`)],
  ["give-back-cancel", ({ merchant, facts }) => merchant.opens(`#/payments/${facts.fresh}?do=give-back`).then(() => sheet(merchant))],
  ["give-back-refund", async ({ merchant, facts, locale }) => {
    await merchant.opens(`#/payments/${facts.paid}?do=give-back`);
    await field(merchant, locale, "payment.refund.amount").fill("39.2");
    await merchant.sees("(USD 39.20)", merchant.sheet).catch(() => merchant.sees("USD 39.20", merchant.sheet));
  }],
  ["give-back-too-much", async ({ merchant, facts, locale }) => {
    await merchant.opens(`#/payments/${facts.paid}?do=give-back`);
    await field(merchant, locale, "payment.refund.amount").fill("99999.999");
    await merchant.sheet.locator("[aria-invalid=true]").waitFor();
  }],
  ["give-back-not-known", async ({ merchant, facts, locale }) => {
    await merchant.opens(`#/payments/${facts.paid}?do=give-back`);
    facts.asked += 1;
    await field(merchant, locale, "payment.refund.amount").fill(`${facts.asked}.13`);
    await merchant.chooses(says(locale, "payment.refund.reason"), says(locale, "reason.damaged"), merchant.sheet);
    await merchant.sheet.getByRole("contentinfo").getByRole("button").last().and(merchant.page.locator(":enabled")).click();
    await merchant.sheet.getByRole("alert").first().waitFor();
  }],
  ["capture-sheet", async ({ merchant, facts, locale }) => {
    await merchant.opens(`#/payments/${facts.held}?do=capture`);
    await field(merchant, locale, "payment.capture.amount").fill("20");
    await merchant.sheet.getByRole("checkbox").waitFor();
  }],
  ["capture-desk", ({ merchant }) => merchant.opens("#/captures")],
  ["capture-desk-all", ({ merchant }) => merchant.opens("#/captures?show=all").then(() => merchant.page.getByRole("grid").waitFor())],
  ["customs", ({ merchant }) => merchant.opens("#/customs").then(() => merchant.page.getByRole("grid").waitFor())],
  ["customs-declaration", ({ merchant, facts }) => merchant.opens(`#/customs/${facts.declaration}`).then(() => merchant.page.getByRole("complementary").waitFor())],
  ["customs-offices", async ({ merchant, locale }) => {
    await merchant.opens("#/customs");
    await button(merchant, locale, "customs.offices").click();
    await merchant.sheet.getByRole("table").waitFor();
  }],
  ["declaration-sheet", async ({ merchant, facts, locale }) => {
    await merchant.opens(`#/payments/${facts.declarable}?do=declare`);
    await sheet(merchant);
    await merchant.sheet.getByRole("radio", { name: says(locale, "customs.sheet.buyer.person") }).check();
  }],
  ["take-payment", ({ merchant }) => merchant.opens("#/take").then(() => merchant.page.getByRole("textbox").first().fill("WALK-IN-7"))],
  ["disputes", ({ merchant }) => merchant.opens("#/disputes").then(() => listed(merchant))],
  ["dispute", ({ merchant, facts }) => merchant.opens(`#/disputes/${facts.dispute}`)],
  ["dispute-accept", ({ merchant, facts }) => merchant.opens(`#/disputes/${facts.dispute}?do=accept`).then(() => sheet(merchant))],
  ["dispute-answer", ({ merchant, facts }) => merchant.opens(`#/disputes/${facts.dispute}?do=answer`).then(() => sheet(merchant))],
  ["dispute-evidence", ({ merchant, facts }) => merchant.opens(`#/disputes/${facts.dispute}?do=evidence`).then(() => sheet(merchant))],
  ["agreements", ({ merchant }) => merchant.opens("#/agreements").then(() => listed(merchant))],
  ["agreement", ({ merchant, facts }) => merchant.opens(`#/agreements/${facts.agreement}`)],
  ["agreement-waiting", ({ merchant, facts }) => merchant.opens(`#/agreements/${facts.waiting}`).then(() => merchant.page.getByRole("img").first().waitFor())],
  ["agreement-begin", ({ merchant }) => merchant.opens("#/agreements?do=begin").then(() => sheet(merchant))],
  ["agreement-debit", async ({ merchant, facts, locale }) => {
    await merchant.opens(`#/agreements/${facts.agreement}?do=debit`);
    await field(merchant, locale, "agreements.order").fill("AUTO-1");
    await field(merchant, locale, "agreements.amount").fill("500");
  }],
  ["agreement-revoke", ({ merchant, facts }) => merchant.opens(`#/agreements/${facts.agreement}?do=revoke`).then(() => sheet(merchant))],
  ["subscriptions", ({ merchant }) => merchant.opens("#/subscriptions").then(() => listed(merchant))],
  ["subscription", ({ merchant, facts }) => merchant.opens(`#/subscriptions/${facts.subscription}`)],
  ["subscribe", ({ merchant }) => merchant.opens("#/subscriptions?do=subscribe").then(() => sheet(merchant))],
  ["stores", ({ merchant }) => merchant.opens("#/stores").then(() => listed(merchant))],
  ["store", async ({ merchant, facts, locale }) => {
    await merchant.opens(`#/stores/${facts.store}`);
    await button(merchant, locale, "dossier.ask_now").click();
    await merchant.sees("merchantInfo");
  }],
  ["store-register", async ({ merchant, locale }) => {
    await merchant.opens("#/stores/new");
    await button(merchant, locale, "stores.register.press").click();
    await merchant.page.getByRole("alert").first().waitFor();
  }],
  ["news", ({ merchant }) => merchant.opens("#/news").then(() => listed(merchant))],
  ["news-one", ({ merchant, facts }) => merchant.opens(`#/news/${facts.news}`)],
  ["news-missing", ({ merchant }) => merchant.opens("#/news?show=missing")],
  ["news-give", ({ merchant }) => merchant.opens("#/news?do=give").then(() => sheet(merchant))],
  ["news-relay", ({ merchant }) => merchant.opens("#/news?do=relay").then(() => sheet(merchant))],
  ["take-listed", async ({ merchant }) => {
    await merchant.opens("#/take");
    await merchant.page.getByRole("textbox").nth(1).fill("128");
    await merchant.page.getByRole("radio").nth(12).waitFor();
  }],
  ["take-same-order", async ({ merchant }) => {
    await merchant.opens("#/take");
    await merchant.page.getByRole("textbox").first().fill("LINK-1");
    await merchant.page.getByRole("alert").first().waitFor();
  }],
  ["take-now", async ({ merchant, locale }) => {
    await merchant.opens("#/take");
    await merchant.page.getByRole("radio", { name: says(locale, "take.way.now") }).check();
    await merchant.page.getByRole("button", { name: new RegExp(`${says(locale, "take.card")}$`) }).waitFor();
  }],
  ["take-rates", async ({ merchant, locale }) => {
    await merchant.opens("#/take");
    await button(merchant, locale, "take.rates.ask").click();
    await merchant.sees("EUR/USD");
  }],
  ["take-link-made", async ({ merchant, facts }) => {
    facts.sales += 1;
    await merchant.opens("#/take");
    await merchant.page.getByRole("textbox").first().fill(`LINK-MADE-${facts.sales}`);
    await merchant.page.getByRole("textbox").nth(1).fill("128");
    await merchant.page.locator(".take-foot .button-primary:enabled").waitFor();
    await merchant.keys("Control+Enter");
    await merchant.page.locator("svg.qr").waitFor();
  }],
  ["payment-link", ({ merchant, facts }) => merchant.opens(`#/payments/${facts.link}`).then(() => merchant.page.locator("svg.qr").waitFor())],
  ["payment-link-raw", async ({ merchant, facts, locale }) => {
    await merchant.opens(`#/payments/${facts.link}`);
    await merchant.page.getByRole("tab", { name: says(locale, "payment.raw") }).click();
    await button(merchant, locale, "payment.session.ask").click();
    await merchant.sees("LINK-1", merchant.page.getByRole("tabpanel"));
  }],
  ["payment-link-cancel", ({ merchant, facts }) => merchant.opens(`#/payments/${facts.link}?do=give-back`).then(() => sheet(merchant))],
  ["raise-sheet", async ({ merchant, facts }) => {
    await merchant.opens(`#/payments/${facts.raisable}?do=raise`);
    await sheet(merchant);
    await merchant.sheet.getByRole("textbox").fill("99999");
    await merchant.sheet.locator(".read-back-words, .field-error").first().waitFor();
  }],
  ["counter", ({ merchant, locale }) => atCounter(merchant, locale, "128.5")],
  ["counter-scan", async ({ merchant, locale }) => {
    await atCounter(merchant, locale, "128.5");
    await merchant.keys("Enter");
    await merchant.sees(says(locale, "counter.scan.words"));
  }],
  ["counter-paid", async ({ merchant, locale, facts }) => {
    facts.sales += 1;
    await atCounter(merchant, locale, "12.5");
    await merchant.keys("Enter");
    await merchant.page.getByLabel(says(locale, "counter.scan.by_hand")).fill(`288123456789${String(facts.sales).padStart(4, "0")}00`);
    await button(merchant, locale, "counter.scan.send").click();
    await merchant.sees(says(locale, "counter.says.done"));
  }],
  ["counter-refused", async ({ merchant, locale, facts }) => {
    facts.sales += 1;
    await atCounter(merchant, locale, "12.5");
    await merchant.keys("Enter");
    await merchant.page.getByLabel(says(locale, "counter.scan.by_hand")).fill(`288123456789${String(facts.sales).padStart(4, "0")}04`);
    await button(merchant, locale, "counter.scan.send").click();
    await merchant.sees(says(locale, "counter.says.refused"));
  }],
  ["counter-code", async ({ merchant, locale }) => {
    await atCounter(merchant, locale, "35");
    await merchant.keys("s");
    await merchant.page.locator("svg.qr").waitFor();
  }],
  ["counter-no-code", async ({ merchant, locale }) => {
    await atCounter(merchant, locale, "35");
    await merchant.keys("Enter");
    await merchant.page.getByLabel(says(locale, "counter.scan.by_hand")).fill("9999123456789012");
    await button(merchant, locale, "counter.scan.send").click();
    await merchant.sees(says(locale, "counter.confirm"));
  }],
  ["counter-set-up", async ({ merchant, locale }) => {
    await freeCounter(merchant, locale);
    await button(merchant, locale, "counter.setup").click();
    await merchant.page.getByLabel(says(locale, "counter.setup.terminal")).waitFor();
  }],
  ["settings-keys", ({ merchant }) => merchant.opens("#/settings/keys").then(() => merchant.page.locator(".key-row").first().waitFor())],
  ["settings-keys-next", async ({ merchant, locale }) => {
    await merchant.opens("#/settings/keys");
    await button(merchant, locale, "settings.rotation.prepare").click();
    await sheet(merchant);
  }],
  ["settings-keys-gateway", async ({ merchant, locale }) => {
    await merchant.opens("#/settings/keys");
    await button(merchant, locale, "settings.rotation.gateway_replace").click();
    await sheet(merchant);
  }],
  ["outbox-closed", ({ merchant }) => merchant.opens("#/outbox")],
  ["settings-accounts", ({ merchant }) => merchant.opens("#/settings/accounts")],
  ["settings-secrets", ({ merchant }) => merchant.opens("#/settings/secrets").then(() => merchant.page.getByRole("table").waitFor())],
  ["settings-display", ({ merchant }) => merchant.opens("#/settings/display").then(() => merchant.page.getByRole("radio").first().waitFor())],
  ["settings-ledger", async ({ merchant, locale }) => {
    await merchant.opens("#/settings/ledger");
    await button(merchant, locale, "settings.ledger.verify").click();
    await merchant.sees(says(locale, "settings.ledger.head"));
  }],
  ["settings-set-up", async ({ merchant, locale }) => {
    await merchant.opens("#/settings/accounts/new");
    await button(merchant, locale, "settings.save").click();
    await merchant.page.getByRole("alert").first().waitFor();
  }],
  ["settings-check", async ({ merchant, facts, locale }) => {
    await merchant.opens(`#/settings/accounts/${facts.account}`);
    await button(merchant, locale, "settings.save").click();
    await merchant.sees(says(locale, "settings.check.all_green"));
  }],
  ["palette", async ({ merchant }) => {
    await merchant.opens("#/");
    await merchant.keys("Control+k");
    await merchant.page.keyboard.type("ORD-1");
    await merchant.sheet.getByRole("option").filter({ hasText: "ORD-1" }).first().waitFor();
  }],
  ["keys", async ({ merchant }) => {
    await merchant.opens("#/payments");
    await rows(merchant);
    await merchant.keys("?");
    await sheet(merchant);
  }],
];

/** With something in doubt and no gateway to ask. */
export const asleep = [
  ["desk-in-doubt", ({ merchant, locale }) => merchant.opens("#/").then(() => merchant.sees(says(locale, "desk.unknown")))],
  ["payment-in-doubt", ({ merchant, facts }) => merchant.opens(`#/payments/${facts.paid}`)],
  ["payment-raw", async ({ merchant, facts, locale }) => {
    await merchant.opens(`#/payments/${facts.paid}`);
    await merchant.page.getByRole("tab", { name: says(locale, "payment.raw") }).click();
    await merchant.page.getByRole("tabpanel").getByRole("listitem").first().waitFor();
  }],
  ["outbox", ({ merchant, locale }) => merchant.opens("#/outbox").then(() => merchant.page.getByRole("region", { name: says(locale, "outbox.unknown") }).waitFor())],
  ["outbox-attempts", async ({ merchant, facts }) => {
    await merchant.opens(`#/outbox/${facts.doubtful.order}`);
    await merchant.page.locator("summary").first().click();
    await merchant.page.locator("pre").first().waitFor();
  }],
  ["settings-check-red", async ({ merchant, facts, locale }) => {
    await merchant.opens(`#/settings/accounts/${facts.account}`);
    await button(merchant, locale, "settings.save").click();
    await merchant.sees(says(locale, "settings.check.not_yet"));
  }],
];

/** Before there is an account. */
export const newcomer = [
  ["first-run", ({ merchant }) => merchant.opens("#/")],
  ["payments-none", ({ merchant }) => merchant.opens("#/payments")],
  ["capture-desk-none", ({ merchant }) => merchant.opens("#/captures")],
  ["customs-none", ({ merchant }) => merchant.opens("#/customs")],
  ["disputes-none", ({ merchant }) => merchant.opens("#/disputes")],
  ["agreements-none", ({ merchant }) => merchant.opens("#/agreements")],
  ["subscriptions-none", ({ merchant }) => merchant.opens("#/subscriptions")],
  ["stores-none", ({ merchant }) => merchant.opens("#/stores")],
  ["news-none", ({ merchant }) => merchant.opens("#/news")],
  ["outbox-none", ({ merchant }) => merchant.opens("#/outbox")],
  ["counter-none", ({ merchant }) => merchant.opens("#/counter")],
  ["settings-keys-none", ({ merchant }) => merchant.opens("#/settings/keys")],
  ["take-none", ({ merchant }) => merchant.opens("#/take")],
  ["settings-none", ({ merchant }) => merchant.opens("#/settings")],
];

const listed = (merchant) => merchant.page.getByRole("grid").getByRole("row").nth(1).waitFor();
const rows = (merchant) => merchant.page.getByRole("grid").getByRole("row").nth(3).getByText(/[A-Z]{3}/).first().waitFor();

/** Brings a screen about and waits until nothing on it is still being read. */
export async function visit(show, place) {
  const { page } = place.merchant;
  await page.goto("about:blank");
  await show(place);
  await page.getByRole("status", { name: says(place.locale, "shared.loading") }).first().waitFor({ state: "hidden", timeout: patience });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** A merchant whose program speaks this language and has this look. */
export async function inLook(browser, shop, locale, theme) {
  const context = await aWindow(browser, { locale, colorScheme: theme });
  await context.addInitScript(
    (prefs) => {
      if (location.protocol === "http:") localStorage.setItem("counterfoil.prefs", JSON.stringify(prefs));
    },
    { language: locale, theme, density: "normal", rail: "wide", singleKeys: true },
  );
  return { merchant: new Merchant(await context.newPage(), shop), close: () => context.close() };
}

const looks = locales.flatMap((locale) => ["light", "dark"].map((theme) => ({ locale, theme })));

async function shoot(browser, shop, screens, facts, folder) {
  for (const { locale, theme } of looks) {
    const { merchant, close } = await inLook(browser, shop, locale, theme);
    for (const [name, show] of screens) {
      const file = path.join(folder, `${name}.${locale}.${theme}.png`);
      try {
        await visit(show, { merchant, locale, facts });
      } catch (error) {
        console.log(`not reached: ${name} in ${locale}: ${String(error).split("\n")[0]}`);
      }
      await merchant.page.screenshot({ path: file });
    }
    await close();
  }
}

/** A picture of every screen in both languages and both themes. */
export async function takeShots(browser, folder, ui) {
  mkdirSync(folder, { recursive: true });
  const shop = await new Shop({ empty: true, ui }).open();
  await shoot(browser, shop, newcomer, {}, folder);
  const facts = await furnished(shop);
  await shoot(browser, shop, awake, facts, folder);
  await inDoubt(shop, facts);
  await shoot(browser, shop, asleep, facts, folder);
  await shop.close();
  console.log(`screenshots are in ${folder}`);
}
