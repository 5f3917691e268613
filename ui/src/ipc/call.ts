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

async function throughWindow(name: string, form: object): Promise<unknown> {
  const { invoke } = await import("@tauri-apps/api/core");
  try {
    return await invoke(name, { form });
  } catch (error) {
    if (isProblem(error)) throw new Refusal(error);
    throw new Refusal(unreachable("ui.core_failed", String(error), "unknown"));
  }
}

async function throughBridge(name: string, form: object): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/ipc/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(form),
    });
  } catch {
    throw new Refusal(unreachable("ui.core_unreachable", "", "unknown"));
  }
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    throw new Refusal(unreachable("ui.core_failed", String(response.status), "unknown"));
  }
  if (response.ok) return body;
  if (isProblem(body)) throw new Refusal(body);
  throw new Refusal(unreachable("ui.core_failed", String(response.status), "unknown"));
}

/** Asks the core. Rejects with a `Refusal` and nothing else. */
export async function call<View>(name: string, form: object): Promise<View> {
  const answer = insideWindow() ? await throughWindow(name, form) : await throughBridge(name, form);
  return answer as View;
}
