// A shop of its own for every story: a bridge on a free port with its data in a folder nobody else uses.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { patience, program, top } from "./tools.mjs";

const running = new Set();

/** Starts a program and waits for the JSON line it says once it listens. */
async function started(file, args, log) {
  // The days of a shop are those of one zone, here and in the browser.
  const env = { ...process.env, TZ: "UTC" };
  const child = spawn(file, args, { cwd: top, env, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  child.once("exit", () => running.delete(child));
  child.stderr.on("data", (text) => log.push(String(text)));
  const lines = createInterface({ input: child.stdout });
  let timer;
  try {
    const line = await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${path.basename(file)} said nothing`)), 2 * patience);
      child.once("error", reject);
      child.once("exit", (code) =>
        reject(new Error(`${path.basename(file)} ended with ${code}: ${log.join("")}`)),
      );
      lines.once("line", resolve);
    });
    return { child, says: JSON.parse(line) };
  } finally {
    clearTimeout(timer);
  }
}

/** Stops a program at once, as a power cut would. */
async function stopped(child) {
  if (!running.has(child)) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

export function stopEverything() {
  for (const child of running) child.kill("SIGKILL");
}

export class Shop {
  #folder = mkdtempSync(path.join(tmpdir(), "counterfoil-story-"));
  #options;
  #child = null;
  #port = 0;
  log = [];

  constructor({ payments = 60, seed = 1, empty = false, ui = "ui/dist" } = {}) {
    this.#options = { payments, seed, empty, ui };
  }

  async open() {
    const { payments, seed, empty, ui } = this.#options;
    const args = ["serve", "--json", "--port", String(this.#port), "--ui", ui];
    args.push("--data-dir", path.join(this.#folder, "shop"));
    args.push("--payments", String(payments), "--seed", String(seed));
    if (empty) args.push("--empty");
    const { child, says } = await started(program("bridge"), args, this.log);
    this.#child = child;
    this.url = says.url;
    // After a power cut it comes back where the browser left it.
    this.#port = Number(new URL(says.url).port);
    return this;
  }

  async powerCut() {
    await stopped(this.#child);
  }

  /** Asks the core what a screen would ask. */
  async ask(command, form = {}) {
    const answer = await fetch(`${this.url}/ipc/${command}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(form),
    });
    const body = await answer.json();
    if (!answer.ok) throw new Error(`${command}: ${body.code}`);
    return body;
  }

  /** Where the gateway of the account at work is. */
  async gatewayUrl() {
    return (await this.ask("frame")).current?.base_url ?? null;
  }

  /** A practice gateway of its own beside the shop; it can be stopped and started again with the same books. */
  async gatewayBeside({ payments = 0, seed = 1 } = {}) {
    const folder = this.#folder;
    let child = null;
    let port = 0;
    const beside = {
      says: null,
      async start() {
        const args = ["practice", "serve", "--json", "--port", String(port)];
        args.push("--payments", String(payments), "--seed", String(seed));
        args.push("--books", path.join(folder, "books.jsonl"), "--data-dir", path.join(folder, "beside"));
        const found = await started(program("counterfoil"), args, []);
        child = found.child;
        beside.says = found.says;
        port = Number(new URL(found.says.base_url).port);
      },
      stop: () => stopped(child),
    };
    await beside.start();
    return beside;
  }

  /** An account at that gateway, set up as the set-up screen would, and put to work. */
  async accountAt(gateway, name = "Harbour Street") {
    const { account } = await this.ask("account_draft");
    const key = await this.ask("account_generate_key", { account, version: "7", bits: 2048 });
    await register(gateway.says.register_key_url, key.public_key, "7");
    return this.ask("account_save", {
      account,
      name,
      environment: "practice",
      base_url: gateway.says.base_url,
      client_id: gateway.says.client_id,
      key_version: "7",
      gateway_public_key: gateway.says.gateway_public_key,
      path_mode: "auto",
      customs_code: "3301960ABC",
      customs_name: "样例跨境电商有限公司",
    });
  }

  async close() {
    await stopped(this.#child);
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What the gateway's dashboard does with the public half of a key. */
export async function register(url, publicKey, version) {
  const body = JSON.stringify({ public_key: publicKey, key_version: version });
  const answer = await fetch(url, { method: "POST", body });
  if (!answer.ok) throw new Error(`the gateway did not take the key: ${await answer.text()}`);
  return answer.json();
}
