/** The currencies offered by name; the core takes every one the gateway does. */
export const currencies = [
  "CNY",
  "USD",
  "EUR",
  "GBP",
  "HKD",
  "JPY",
  "KRW",
  "SGD",
  "MYR",
  "THB",
  "PHP",
  "IDR",
  "AUD",
] as const;

/** It reads as an amount; whether it is one for its currency is the core's to say. */
export function looksLikeAmount(typed: string): boolean {
  return /^\d+(\.\d+)?$/.test(typed.trim());
}
