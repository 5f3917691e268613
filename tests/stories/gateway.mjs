// The other side, asked over its own door: what it booked, not what our screens say.

import assert from "node:assert/strict";

export class Gateway {
  constructor(url) {
    this.url = url;
  }

  async #get(path) {
    const answer = await fetch(`${this.url}/practice/${path}`);
    assert.ok(answer.ok, `the gateway's ${path} cannot be read`);
    return answer.json();
  }

  async payments() {
    return (await this.#get("books")).payments;
  }

  /** The newest payment that fits, by the gateway's own books. */
  async aPayment(fits, what = "such a payment") {
    const found = (await this.payments()).filter(fits).sort((one, other) => other.created_at - one.created_at)[0];
    assert.ok(found, `the history holds ${what}`);
    return found;
  }

  async payment(order) {
    return this.aPayment((payment) => payment.order_number === order, `order ${order}`);
  }

  /** Every call about this payment that could have moved money. */
  async callsAbout(payment) {
    const { effects } = await this.#get("journal");
    return effects.filter((line) => line.payment_id === payment.payment_id);
  }

  async effectsOn(payment) {
    return (await this.callsAbout(payment)).filter((line) => line.effect);
  }

  /** Plays the buyer of an open payment: `{ payment_request_id | payment_id | session_id, do: pay | decline | expire }`. */
  async acts(what, { may = true } = {}) {
    const answer = await fetch(`${this.url}/practice/act`, { method: "POST", body: JSON.stringify(what) });
    if (may) assert.ok(answer.ok, `the buyer could not ${what.do}: ${await answer.text()}`);
    return answer.status;
  }

  /** How many signed calls of any kind came in. */
  async calls() {
    return (await this.#get("journal")).calls;
  }

  /** `booked(payment, ["refund", "1513"])`: these effects and no others, in this order. */
  async booked(payment, ...expected) {
    const effects = await this.effectsOn(payment);
    assert.deepEqual(
      effects.map((line) => [line.api, line.amount?.value ?? null]),
      expected,
      `what the gateway booked on ${payment.order_number}`,
    );
    const ids = effects.map((line) => line.request_id);
    assert.equal(new Set(ids).size, ids.length, "no request id has two effects");
  }

  async #post(path, body) {
    const answer = await fetch(`${this.url}/practice/${path}`, { method: "POST", body: JSON.stringify(body) });
    assert.ok(answer.ok, `the gateway's ${path}: ${answer.ok ? "" : await answer.text()}`);
    return answer.json();
  }

  /** The buyer's bank disputes a payment; tells the dispute's id. */
  async disputes(payment, more = {}) {
    return (await this.#post("dispute", { payment: payment.order_number, ...more })).dispute_id;
  }

  async dispute(id) {
    const { disputes } = await this.#get("disputes");
    const found = disputes.find((dispute) => dispute.dispute_id === id);
    assert.ok(found, `the gateway knows dispute ${id}`);
    return found;
  }

  /** The other side decides: judge_won, judge_lost, cancel, alert, timeout, rdr. */
  async decides(id, step) {
    return this.#post(`dispute/${encodeURIComponent(id)}`, { do: step });
  }

  /** The buyer, in their wallet: agree, refuse, revoke. */
  async consents(state, step = "agree") {
    return this.#post("consent", { auth_state: state, do: step });
  }

  async agreement(state) {
    const { agreements } = await this.#get("agreements");
    const found = agreements.find((agreement) => agreement.auth_state === state);
    assert.ok(found, `the gateway knows consent ${state}`);
    return found;
  }

  /** The buyer, asked for a subscription: agree, refuse. */
  async subscribes(request, step = "agree") {
    return this.#post("subscription", { subscription_request_id: request, do: step });
  }
}

/** "39.20" of 3920 in a currency of two decimals, as the merchant reads it. */
export function written(amount) {
  const decimals = { JPY: 0, KRW: 0, VND: 0, CLP: 0, KWD: 3, BHD: 3, OMR: 3, JOD: 3, TND: 3 }[amount.currency] ?? 2;
  const digits = amount.value.padStart(decimals + 1, "0");
  const whole = decimals === 0 ? digits : digits.slice(0, -decimals);
  const rest = decimals === 0 ? "" : `.${digits.slice(-decimals)}`;
  return `${amount.currency} ${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest}`;
}
