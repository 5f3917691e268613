import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { type Locale, SpeechProvider } from "../i18n";
import { type MoneyView, makeClient, type PaymentView, type Problem } from "../ipc";
import { StatusProvider } from "../shared";

type Answer = (form: Record<string, unknown>) => unknown;
export type Asked = { name: string; form: Record<string, unknown> };

/** Refuses with this problem. */
export class Refuse {
  constructor(readonly problem: Problem) {}
}

/** A core that answers what the test says, and remembers what it was asked. */
export function fakeCore(answers: Record<string, Answer>) {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (address: string, init: { body: string }) => {
    const name = address.replace("/ipc/", "");
    const form = JSON.parse(init.body) as Record<string, unknown>;
    asked.push({ name, form });
    const answer = await answers[name]?.(form);
    const body = answer instanceof Refuse ? answer.problem : answer;
    return new Response(JSON.stringify(body ?? null), { status: answer instanceof Refuse ? 422 : 200 });
  });
  return { asked, of: (name: string) => asked.filter((one) => one.name === name) };
}

export function show(screen: ReactNode, locale: Locale = "en") {
  return render(
    <QueryClientProvider client={makeClient()}>
      <SpeechProvider locale={locale}>
        <StatusProvider>{screen}</StatusProvider>
      </SpeechProvider>
    </QueryClientProvider>,
  );
}

export function money(value: string, currency = "CNY"): MoneyView {
  return { value, currency, minor: value.replace(".", "").replace(/^0+(?=\d)/, "") };
}

export function problem(code: string, part: Partial<Problem> = {}): Problem {
  return {
    code,
    args: {},
    moved: "no",
    next: "nothing",
    gateway_code: null,
    gateway_message: null,
    field: null,
    ...part,
  };
}

const at = Date.parse("2026-11-20T15:04:00+08:00");

/** A paid payment of CNY 128.00 of which CNY 20.00 went back. */
export function aPayment(): PaymentView {
  return {
    row: {
      id: "PAY0001",
      payment_id: "202611200000000000001",
      order_number: "ORDER-7",
      description: "Teapot",
      state: "partly_refunded",
      created_at: at,
      amount: money("128.00"),
      captured: money("128.00"),
      refunded: money("20.00"),
      method: "CARD",
      method_name: "Card",
      brand: "VISA",
      last_four: "4242",
      hold_until: null,
      capturable: money("0.00"),
      flags: [],
    },
    version: 7,
    capture_mode: "manual",
    paid_at: at,
    problem: null,
    money: {
      authorised: money("128.00"),
      captured: money("128.00"),
      capturing: money("0.00"),
      capturable: money("0.00"),
      refunded: money("20.00"),
      refunding: money("0.00"),
      disputed: money("0.00"),
      refundable: money("108.00"),
      net: money("108.00"),
    },
    capture: { allowed: false, most: null, problem: problem("bar.nothing_left_to_capture") },
    capture_partial: true,
    capture_several: true,
    give_back: {
      way: "refund",
      cancel_until: null,
      cancel_problem: problem("bar.captured_already"),
      refund_problem: null,
      most: money("108.00"),
      refund_until: null,
    },
    declare: { allowed: false, most: null, problem: problem("bar.not_an_alipay_payment") },
    parts: [],
    declarations: [],
    product: "cashier",
    elsewhere: false,
    offer: null,
    updates: [],
    raise: { allowed: false, problem: problem("bar.nothing_left_to_capture") },
    raise_untold: false,
    disputes: [],
    agreement: null,
    timeline: [],
    orders: [],
    contradictions: [],
  };
}
