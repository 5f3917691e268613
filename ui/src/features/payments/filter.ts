import type { ListForm } from "../../ipc";
import { addDays, everything, startOfDay, to } from "../../shared";

/** The filter as it stands in the address, so that it survives going back. */
export type Filter = {
  text: string;
  states: readonly string[];
  methods: readonly string[];
  currency: string;
  least: string;
  most: string;
  /** First and last day, "2026-11-20". */
  from: string;
  until: string;
  unknown: boolean;
};

export const states = [
  "asked",
  "pending",
  "authorised",
  "expired",
  "partly_captured",
  "paid",
  "partly_refunded",
  "refunded",
  "cancelled",
  "declined",
  "closed",
] as const;

function list(text: string | null): string[] {
  return (text ?? "").split(",").filter((part) => part !== "");
}

export function readFilter(query: URLSearchParams): Filter {
  const text = (name: string) => query.get(name) ?? "";
  return {
    text: text("q"),
    states: list(query.get("state")),
    methods: list(query.get("method")),
    currency: text("currency"),
    least: text("least"),
    most: text("most"),
    from: text("from"),
    until: text("until"),
    unknown: query.get("unknown") === "1",
  };
}

export function addressOf(filter: Filter): string {
  const parts: Record<string, string> = {
    q: filter.text,
    state: filter.states.join(","),
    method: filter.methods.join(","),
    currency: filter.currency,
    least: filter.least,
    most: filter.most,
    from: filter.from,
    until: filter.until,
    unknown: filter.unknown ? "1" : "",
  };
  const filled = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== ""));
  return Object.keys(filled).length === 0 ? to("payments") : to("payments", filled);
}

// "１２８" and "128" are the same to a person; so are pasted spaces at the ends.
function plain(text: string): string | null {
  const read = text.normalize("NFKC").trim();
  return read === "" ? null : read;
}

export function formOf(filter: Filter): ListForm {
  const from = startOfDay(filter.from);
  const until = startOfDay(filter.until);
  const currency = plain(filter.currency);
  return {
    ...everything,
    states: [...filter.states],
    methods: [...filter.methods],
    currency,
    least: currency === null ? null : plain(filter.least),
    most: currency === null ? null : plain(filter.most),
    from,
    // The last day counts whole.
    until: until === null ? null : addDays(until, 1),
    text: plain(filter.text),
    unknown_only: filter.unknown,
  };
}

/** A part of the filter that can be taken off by itself. */
export type Part = { id: string; without: Filter };

export function partsOf(filter: Filter): Part[] {
  const parts: Part[] = [];
  if (plain(filter.text) !== null) parts.push({ id: "text", without: { ...filter, text: "" } });
  if (filter.states.length > 0) parts.push({ id: "states", without: { ...filter, states: [] } });
  if (filter.methods.length > 0) parts.push({ id: "methods", without: { ...filter, methods: [] } });
  if (filter.currency !== "") {
    parts.push({ id: "amount", without: { ...filter, currency: "", least: "", most: "" } });
  }
  if (filter.from !== "" || filter.until !== "") {
    parts.push({ id: "days", without: { ...filter, from: "", until: "" } });
  }
  if (filter.unknown) parts.push({ id: "unknown", without: { ...filter, unknown: false } });
  return parts;
}
