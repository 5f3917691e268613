import { useSyncExternalStore } from "react";

/** Where the window is: "#/payments/ORDER-7?do=refund" is path ["payments", "ORDER-7"] and query do=refund. */
export type Route = { path: readonly string[]; query: URLSearchParams };

function parse(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  return {
    path: path
      .split("/")
      .filter((part) => part !== "")
      .map((part) => {
        try {
          return decodeURIComponent(part);
        } catch {
          return part;
        }
      }),
    query: new URLSearchParams(query),
  };
}

let hash = window.location.hash;
let route = parse(hash);

function current(): Route {
  if (window.location.hash !== hash) {
    hash = window.location.hash;
    route = parse(hash);
  }
  return route;
}

export function useRoute(): Route {
  return useSyncExternalStore((changed) => {
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, current);
}

/** The address of a screen: `to("payments", id)`, `to("payments", id, { do: "refund" })`. */
export function to(...parts: (string | Record<string, string>)[]): string {
  const path = parts.filter((part) => typeof part === "string").map(encodeURIComponent);
  const query = parts.find((part) => typeof part !== "string");
  const asked = query ? `?${new URLSearchParams(query)}` : "";
  return `#/${path.join("/")}${asked}`;
}

export function go(address: string, { replace = false }: { replace?: boolean } = {}): void {
  if (!replace) {
    window.location.hash = address;
    return;
  }
  window.history.replaceState(window.history.state, "", address);
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}
