// What the stories take from elsewhere: the browser's driver and the accessibility rules are packages of the screens.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import path from "node:path";

export const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(path.join(top, "ui/package.json"));

export const { chromium } = require("playwright-core");
export const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** A program of this repository, as it was built last. */
export function program(name) {
  const built = path.join(process.env.CARGO_TARGET_DIR ?? path.join(top, "target"), "debug", name);
  return process.platform === "win32" ? `${built}.exe` : built;
}

/** How long a person would wait before calling it broken. */
export const patience = 20_000;
