#!/usr/bin/env node
// Tells the stories: `node tests/stories/run.mjs [--only NAME] [--shots DIR] [--ui DIR]`.
// Built before: ui/dist, and the programs `bridge` and `counterfoil`.

import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { Gateway } from "./gateway.mjs";
import { Merchant } from "./merchant.mjs";
import { Shop, stopEverything } from "./shop.mjs";
import { stories } from "./story.mjs";
import { chromium, patience, program, top } from "./tools.mjs";

const { values: asked } = parseArgs({
  options: {
    only: { type: "string" },
    shots: { type: "string" },
    ui: { type: "string", default: path.join(top, "ui/dist") },
    browser: { type: "string" },
  },
});

const browsers = [
  asked.browser,
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

function needed() {
  const browser = browsers.find((file) => file && existsSync(file));
  if (!browser) throw new Error("No Chromium was found: install it, or name it with --browser.");
  for (const name of ["bridge", "counterfoil"]) {
    if (!existsSync(program(name))) throw new Error(`Build it first: cargo build -p bridge -p cli (${name})`);
  }
  if (!existsSync(path.join(asked.ui, "index.html"))) throw new Error("Build the screens first: npm run build");
  return browser;
}

async function launched() {
  return chromium.launch({
    executablePath: needed(),
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A window of the browser: one size, one zone, one language, nothing moving. */
export async function aWindow(browser, more = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en-US",
    timezoneId: "UTC",
    colorScheme: "light",
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
    ...more,
  });
  context.setDefaultTimeout(patience);
  return context;
}

const shotsOfFailures = path.join(top, "shots");

async function tell(browser, { name, shop: options, teller }) {
  const shop = new Shop({ ...options, ui: asked.ui });
  const context = await aWindow(browser);
  const page = await context.newPage();
  const merchant = new Merchant(page, shop);
  try {
    await shop.open();
    const url = await shop.gatewayUrl();
    await teller({
      merchant,
      gateway: url === null ? null : new Gateway(url),
      shop,
      browser,
      secondMerchant: async () => new Merchant(await context.newPage(), shop),
    });
    if (merchant.complaints.length > 0) throw new Error(`the browser complained: ${merchant.complaints.join("\n")}`);
    return null;
  } catch (error) {
    mkdirSync(shotsOfFailures, { recursive: true });
    const file = path.join(shotsOfFailures, `${name.replace(/\W+/g, "-")}.png`);
    await page.screenshot({ path: file }).catch(() => undefined);
    return { error, file, complaints: merchant.complaints, log: shop.log.join("").split("\n").slice(-8).join("\n") };
  } finally {
    await context.close().catch(() => undefined);
    await shop.close();
  }
}

async function main() {
  for (const file of readdirSync(import.meta.dirname).sort()) {
    if (file.endsWith(".story.mjs")) await import(`./${file}`);
  }
  const browser = await launched();
  let passed = 0;
  let failed = 0;
  try {
    if (asked.shots) {
      const { takeShots } = await import("./tour.mjs");
      await takeShots(browser, asked.shots, asked.ui);
      return 0;
    }
    for (const told of stories.filter((one) => !asked.only || one.name.includes(asked.only))) {
      const began = Date.now();
      const trouble = await tell(browser, told);
      const took = ((Date.now() - began) / 1000).toFixed(1);
      if (trouble === null) {
        passed += 1;
        console.log(`ok      ${told.name} (${took} s)`);
        continue;
      }
      failed += 1;
      console.log(`FAILED  ${told.name} (${took} s)`);
      console.log(`  ${String(trouble.error?.stack ?? trouble.error).replaceAll("\n", "\n  ")}`);
      if (trouble.complaints.length > 0) console.log(`  browser: ${trouble.complaints.join("\n  ")}`);
      if (trouble.log.trim() !== "") console.log(`  bridge: ${trouble.log.replaceAll("\n", "\n  ")}`);
      console.log(`  screenshot: ${path.relative(top, trouble.file)}`);
    }
  } finally {
    await browser.close();
    stopEverything();
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    stopEverything();
    process.exit(130);
  });
}

main().then(
  (code) => process.exit(code),
  (error) => {
    stopEverything();
    console.error(error);
    console.log("0 passed, 1 failed");
    process.exit(1);
  },
);
