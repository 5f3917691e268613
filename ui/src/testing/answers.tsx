import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { SpeechProvider } from "../i18n";
import { makeClient, type Problem } from "../ipc";

type Answer = unknown | ((form: never) => unknown);
export type Asked = { name: string; form: Record<string, unknown> };

/** Answers the screens in the core's place, and remembers what they asked for. */
export function answers(by: Record<string, Answer>): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (address: string, init: { body: string }) => {
    const name = address.replace("/ipc/", "");
    const form = JSON.parse(init.body) as Record<string, unknown>;
    asked.push({ name, form });
    const answer = by[name];
    const body = typeof answer === "function" ? (answer as (form: unknown) => unknown)(form) : answer;
    const refused = typeof body === "object" && body !== null && "moved" in body && "code" in body;
    return new Response(JSON.stringify(body ?? refusal("failed.internal")), {
      status: refused || body === undefined ? 422 : 200,
    });
  });
  return asked;
}

export function refusal(code: string, more: Partial<Problem> = {}): Problem {
  return {
    code,
    args: {},
    moved: "no",
    next: "correct",
    gateway_code: null,
    gateway_message: null,
    field: null,
    ...more,
  };
}

/** The names of the commands that changed something or were asked by a press, in order. */
export function pressed(asked: readonly Asked[], names: readonly string[]): string[] {
  return asked.map((one) => one.name).filter((name) => names.includes(name));
}

export function show(node: ReactNode) {
  return render(
    <QueryClientProvider client={makeClient()}>
      <SpeechProvider locale="en">{node}</SpeechProvider>
    </QueryClientProvider>,
  );
}
