import type { Speech } from "../i18n";
import type { PaymentRowView } from "../ipc";

/** A method in the chosen language; brands that every language writes alike stay as the core names them. */
export function methodName(method: string, name: string, { word }: Speech): string {
  const own = word("method.word", method);
  return own === method ? name : own;
}

/** A card as its brand and last four digits, anything else as its name: "VISA ··4242", "GCash". */
export function paidWith(
  row: Pick<PaymentRowView, "method" | "method_name" | "brand" | "last_four">,
  speech: Speech,
): string {
  return [
    row.brand ?? methodName(row.method, row.method_name, speech),
    row.last_four ? `··${row.last_four}` : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}
