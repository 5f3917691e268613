import { insideWindow } from "./call";

type Stale = { tags: string[] };

function isStale(value: unknown): value is Stale {
  return typeof value === "object" && value !== null && "tags" in value && Array.isArray(value.tags);
}

/** Listens to what went stale in the core, until the returned function is called. */
export function listenToStale(heard: (tags: string[]) => void, back: () => void): () => void {
  if (insideWindow()) {
    let stop: (() => void) | null = null;
    let stopped = false;
    void import("@tauri-apps/api/event").then(async ({ listen }) => {
      const unlisten = await listen<unknown>("stale", (event) => {
        if (isStale(event.payload)) heard(event.payload.tags);
      });
      if (stopped) unlisten();
      else stop = unlisten;
    });
    return () => {
      stopped = true;
      stop?.();
    };
  }
  if (typeof EventSource === "undefined") return () => undefined;
  const events = new EventSource("/events");
  let lost = false;
  const take = (event: MessageEvent<string>) => {
    try {
      const body: unknown = JSON.parse(event.data);
      if (isStale(body)) heard(body.tags);
    } catch {
      // A line that is not ours says nothing about our answers.
    }
  };
  events.onmessage = take;
  events.addEventListener("stale", take);
  events.onerror = () => {
    lost = true;
  };
  events.onopen = () => {
    // What went stale while the line was down was not heard.
    if (lost) back();
    lost = false;
  };
  return () => events.close();
}
