import type { Locale } from "../i18n";
import type { MoneyView } from "../ipc";

// Amounts are texts from end to end. Intl formats decimal texts exactly; sums are whole minor units.

function decimalsOf(value: string): number {
  const point = value.indexOf(".");
  return point < 0 ? 0 : value.length - point - 1;
}

const formats = new Map<string, Intl.NumberFormat>();

/** "1234.50" as people of a language write it; every digit stays. */
export function formatDecimal(value: string, locale: Locale): string {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return value;
  const decimals = decimalsOf(value);
  const name = `${locale} ${decimals}`;
  let format = formats.get(name);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(name, format);
  }
  return format.format(value as `${number}`);
}

/** Always the ISO code with the number: a bare sign would mean two currencies. */
export function formatMoney(money: { value: string; currency: string }, locale: Locale): string {
  return `${money.currency} ${formatDecimal(money.value, locale)}`;
}

export function isZero(money: MoneyView): boolean {
  return /^0+$/.test(money.minor);
}

function fromMinor(minor: bigint, decimals: number): string {
  const digits = minor.toString().padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Sums by currency, in the order in which the currencies appear. */
export function sumByCurrency(amounts: readonly MoneyView[]): MoneyView[] {
  const sums = new Map<string, { minor: bigint; decimals: number }>();
  for (const { currency, minor, value } of amounts) {
    const sum = sums.get(currency) ?? { minor: 0n, decimals: decimalsOf(value) };
    sum.minor += BigInt(minor);
    sums.set(currency, sum);
  }
  return [...sums].map(([currency, { minor, decimals }]) => ({
    currency,
    minor: minor.toString(),
    value: fromMinor(minor, decimals),
  }));
}

/** How large a part is of a whole, in thousandths; only for drawing bars. */
export function thousandths(part: MoneyView, whole: MoneyView): number {
  const all = BigInt(whole.minor);
  if (all === 0n) return 0;
  return Number((BigInt(part.minor) * 1000n) / all);
}
