// A person at the screen: finds things by role and label, presses keys, reads.

import { patience } from "./tools.mjs";

export class Merchant {
  constructor(page, shop) {
    this.page = page;
    this.shop = shop;
    /** The money commands that left the page, in order. */
    this.sent = [];
    /** What the list was searched for. */
    this.searched = [];
    /** Whatever the browser complained about. */
    this.complaints = [];
    page.on("request", (request) => {
      const command = /\/ipc\/(\w+)$/.exec(request.url())?.[1];
      if (/_(create|file|take|pay|update)$/.test(command ?? "")) this.sent.push(command);
      if (command === "payment_list") this.searched.push(request.postDataJSON().text);
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      // A refusal of the core comes as 422 and a closed door as a failed request: stories are full of both.
      const expected = /Failed to load resource|ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY_RESPONSE/;
      if (message.type() === "error" && !expected.test(message.text())) this.complaints.push(message.text());
    });
  }

  /** Opens the program, or an address in it. */
  async opens(address = "") {
    await this.page.goto(`${this.shop.url}/${address}`);
    await this.page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
  }

  async reloads() {
    await this.page.reload();
    await this.page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
  }

  async goesTo(place) {
    await this.page.getByRole("navigation").getByRole("link", { name: new RegExp(`^${place}`) }).click();
    await this.isAt(place);
  }

  async isAt(title) {
    await this.page.getByRole("main").getByRole("heading", { level: 1, name: title }).waitFor();
  }

  /** Finds an order in the list by its number and opens it. */
  async opensPayment(order) {
    await this.goesTo("Payments");
    await this.finds(order);
    // Not before the list is the filtered one: a row that is being replaced takes no click.
    await this.sees(`“${order}”`);
    await this.sees(/^1 payment fits|^符合条件 1 笔/);
    await this.row(order).first().click();
    await this.isAt(order);
  }

  async finds(text) {
    await this.page.getByRole("textbox", { name: "Search payments" }).fill(text);
  }

  row(text) {
    return this.page.getByRole("grid", { name: "Payments" }).getByRole("row").filter({ hasText: text });
  }

  get sheet() {
    return this.page.getByRole("dialog");
  }

  /** The number of the row the cursor is on, counted from 1. */
  async cursor() {
    const grid = this.page.getByRole("grid", { name: "Payments" });
    const id = await grid.getAttribute("aria-activedescendant");
    return Number(await this.page.locator(`[id="${id}"]`).getAttribute("aria-rowindex")) - 1;
  }

  async seesCursorOn(number) {
    await this.page.waitForFunction((wanted) => {
      const id = document.querySelector("[role=grid]")?.getAttribute("aria-activedescendant");
      return document.getElementById(id)?.getAttribute("aria-rowindex") === String(wanted + 1);
    }, number);
  }

  button(name, within = this.page) {
    return within.getByRole("button", { name, exact: true });
  }

  async presses(name, within = this.page) {
    await this.button(name, within).click();
  }

  async keys(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async types(label, text, within = this.page) {
    await within.getByLabel(label).fill(text);
  }

  async chooses(label, option, within = this.page) {
    await within.getByRole("button", { name: new RegExp(`${label}$`) }).click();
    await this.page.getByRole("option", { name: option, exact: true }).click();
    await this.page.getByRole("listbox").waitFor({ state: "detached" });
  }

  /** Waits until it can be read. */
  async sees(text, within = this.page) {
    await within.getByText(text).first().waitFor({ timeout: patience });
  }

  async seesNo(text, within = this.page) {
    await within.getByText(text).first().waitFor({ state: "hidden", timeout: patience });
  }

  /** A sum of the payment's money box. */
  async seesSum(name, amount) {
    const box = this.page.getByRole("region", { name: "Sums" });
    await box.getByRole("listitem").or(box.locator("dl > div")).filter({ hasText: name }).filter({ hasText: amount }).waitFor();
  }

  /** The sheet of a refund, filled in but not sent. */
  async fillsRefund(amount, because) {
    await this.presses("Give the money back");
    await this.types("How much goes back", amount, this.sheet);
    await this.chooses("Reason", because, this.sheet);
    // The button says the amount once the core has read it.
    await this.button(/^Refund [A-Z]{3} /, this.sheet).and(this.page.locator(":enabled")).waitFor();
  }

  async seesDone(within = this.sheet) {
    await within.getByRole("status").getByText("Done", { exact: true }).waitFor({ timeout: 2 * patience });
  }

  async closes() {
    await this.presses("Close", this.sheet.getByRole("contentinfo"));
    await this.sheet.waitFor({ state: "detached" });
  }
}
