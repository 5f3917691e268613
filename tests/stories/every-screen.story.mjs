import assert from "node:assert/strict";
import { story } from "./story.mjs";
import { axeSource } from "./tools.mjs";
import { asleep, awake, furnished, inDoubt, inLook, newcomer, visit } from "./tour.mjs";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Two things are the component library's own. It announces a busy button through a node that is gone a moment
// later; and beside an open popover, outside of every region, it puts the unseen button that dismisses it for
// people who touch the screen without seeing it.
const announcements = "[data-live-announcer]";

/** What breaks an accessibility rule. */
async function barriers(page) {
  await page.evaluate(axeSource);
  return page.evaluate(async ([tags, apart]) => {
    const { violations } = await globalThis.axe.run(
      { include: document, exclude: [apart] },
      { runOnly: { type: "tag", values: tags } },
    );
    const dismissal = ({ target }) =>
      document.querySelector(target[0])?.querySelector(":scope [role=dialog] ~ *, :scope * ~ [role=dialog], [data-trigger]") != null;
    for (const violation of violations) {
      if (violation.id === "region") violation.nodes = violation.nodes.filter((node) => !dismissal(node));
    }
    return violations.filter(({ nodes }) => nodes.length > 0).map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.html.slice(0, 160)}`).slice(0, 3).join(" | ")}`);
  }, [rules, announcements]);
}

/** Texts that name a text instead of being one, and words of the core that have no translation. */
async function rawTexts(page, locale, sold) {
  return page.evaluate(([speaks, goods]) => {
    const data = "code, pre, q, .mono, textarea, input, [lang]:not(html):not(main)";
    const seen = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: parent, textContent } = walker.currentNode;
      if (parent && !parent.closest(data) && !["SCRIPT", "STYLE"].includes(parent.tagName)) seen.push(textContent);
    }
    for (const node of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
      for (const name of ["aria-label", "title", "placeholder"]) seen.push(node.getAttribute(name) ?? "");
    }
    const raw = /\b(?:app|shared|dossier|disputes|agreements|stores|news|desk|payments?|take|counter|captures|customs|outbox|settings|state|kind|reason|problem|todo|event|source|environment|moved|bar|order|check|account|keys|ledger|failed|amount|word)\.[a-z][a-z_]*(?:\.[a-z_]+)*\b|\b[a-z]+_[a-z_]+\b|[{}]/;
    // What was sold is written in whatever language the shop wrote it in, alone or inside a sentence.
    const own = seen.map((text) => goods.filter(Boolean).reduce((left, sold) => left.replaceAll(sold, ""), text));
    const found = own.filter((text) => raw.test(text));
    // A Chinese screen with an English sentence on it.
    if (speaks === "zh-CN") found.push(...own.filter((text) => /\b(?:the|this|that|is|was|not|and|of|for|until)\b/.test(text)));
    return [...new Set(found)];
  }, [locale, sold]);
}

/** What does not fit: boxes that would have to be pushed sideways, and words cut that are not somebody's free text. */
async function cut(page) {
  return page.evaluate(() => {
    const named = (node) => `${node.className || node.tagName}: “${node.textContent.trim().slice(0, 60)}”`;
    const wider = (node) => node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1;
    const boxes = "main, .grid, .table-wrap, .customs-list, .preview, .declaration-pane, [role=dialog], .dialog-main";
    const words = ".status, .badge, .button, .segment, .tab, .time, .due, .deadline, .money-cell, .method-paid";
    const found = [...document.querySelectorAll(boxes)].filter(wider).map((node) => `sideways, ${named(node)}`);
    for (const node of document.querySelectorAll(words)) {
      const cell = node.closest(".grid-cell");
      const { right } = node.getBoundingClientRect();
      if (wider(node) || (cell && right > cell.getBoundingClientRect().right + 1)) found.push(`cut, ${named(node)}`);
    }
    return [...new Set(found)];
  });
}

for (const [locale, theme] of [["en", "light"], ["zh-CN", "dark"], ["en", "dark"]]) {
  story(`every screen can be used by everybody and speaks one language: ${locale}, ${theme}`, { empty: true }, async ({ shop, browser }) => {
    const { merchant, close } = await inLook(browser, shop, locale, theme);
    const { page } = merchant;
    const wrong = [];
    const walk = async (screens, facts) => {
      for (const [name, show] of screens) {
        await visit(show, { merchant, locale, facts });
        assert.equal(await page.evaluate(() => document.documentElement.lang), locale);
        wrong.push(...(await barriers(page)).map((text) => `${name}: ${text}`));
        wrong.push(...(await cut(page)).map((text) => `${name}: ${text}`));
        wrong.push(...(await rawTexts(page, locale, facts.sold)).map((text) => `${name}: raw text “${text}”`));
      }
    };
    try {
      await walk(newcomer, { sold: [] });
      const facts = await furnished(shop);
      await walk(awake, facts);
      await inDoubt(shop, facts);
      await walk(asleep, facts);
      assert.deepEqual(merchant.complaints, []);
    } finally {
      await close();
    }
    assert.equal(wrong.length, 0, `\n${wrong.join("\n")}`);
  });
}

story("language and theme change at once, without a restart", {}, async ({ merchant, gateway }) => {
  const { page } = merchant;
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  /** The page follows what was chosen a moment later. */
  const becomes = (wanted) =>
    page.waitForFunction((colour) => getComputedStyle(document.body).backgroundColor === colour, wanted);
  const lang = () => page.evaluate(() => document.documentElement.lang);
  await merchant.opens("#/payments");
  assert.equal(await lang(), "en");
  const light = await background();
  await merchant.presses("切换为简体中文");
  await merchant.isAt("付款");
  assert.equal(await lang(), "zh-CN");
  await page.goto(`${merchant.shop.url}/#/settings/display`);
  await page.getByRole("radio", { name: "深色" }).check();
  await page.waitForFunction((colour) => getComputedStyle(document.body).backgroundColor !== colour, light);
  const dark = await background();
  await page.getByRole("radio", { name: "English" }).check();
  await merchant.isAt("Settings");
  assert.equal(await lang(), "en");
  await merchant.reloads();
  await becomes(dark);
  await page.getByRole("radio", { name: "As the system" }).nth(1).check();
  await becomes(light);
  await page.emulateMedia({ colorScheme: "dark" });
  await becomes(dark);
  assert.equal(await gateway.calls(), 0);
});
