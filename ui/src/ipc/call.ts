import type { Problem } from "./generated";

/** A problem as something that can be thrown and caught. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** A problem of our own making: the core could not be reached, so nothing was asked for. */
export function unreachable(code: string, detail: string, moved: Problem["moved"]): Problem {
  return {
    code,
    args: detail === "" ? {} : { detail: { kind: "text", value: detail } },
    moved,
    next: "try_again",
    gateway_code: null,
    gateway_message: null,
    field: null,
  };
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" && value !== null && "code" in value && "moved" in value && "next" in value
  );
}

export function insideWindow(): boolean {
  return "__TAURI_INTERNALS__" in window;
}

async function throughWindow(name: string, form: object, lost: Problem["moved"]): Promise<unknown> {
  const { invoke } = await import("@tauri-apps/api/core");
  try {
    return await invoke(name, { form });
  } catch (error) {
    if (isProblem(error)) throw new Refusal(error);
    throw new Refusal(unreachable("ui.core_failed", String(error), lost));
  }
}

async function throughBridge(name: string, form: object, lost: Problem["moved"]): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/ipc/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(form),
    });
  } catch {
    throw new Refusal(unreachable("ui.core_unreachable", "", lost));
  }
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    throw new Refusal(unreachable("ui.core_failed", String(response.status), lost));
  }
  if (response.ok) return body;
  if (isProblem(body)) throw new Refusal(body);
  throw new Refusal(unreachable("ui.core_failed", String(response.status), lost));
}

async function answer(name: string, form: object, lost: Problem["moved"]): Promise<unknown> {
  return insideWindow() ? await throughWindow(name, form, lost) : await throughBridge(name, form, lost);
}

/** Asks the core for what moves no money. Rejects with a `Refusal` and nothing else. */
export async function call<View>(name: string, form: object): Promise<View> {
  return (await answer(name, form, "no")) as View;
}

/** The same for what may move money: when the answer is lost, nobody here knows whether it did. */
export async function act<View>(name: string, form: object): Promise<View> {
  return (await answer(name, form, "unknown")) as View;
}
