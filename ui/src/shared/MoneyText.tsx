import { useSpeech } from "../i18n";
import type { MoneyView } from "../ipc";
import { formatDecimal, formatMoney } from "./money";

type Amount = Pick<MoneyView, "value" | "currency">;

/** An amount in a sentence: CNY 1,234.50. */
export function MoneyText({ money, strong }: { money: Amount; strong?: boolean }) {
  const { locale } = useSpeech();
  return <span className={strong ? "money money-strong" : "money"}>{formatMoney(money, locale)}</span>;
}

/**
 * An amount in a column: the code stands apart, the points stand under each other. `bare` leaves the code to the
 * row's first amount.
 */
export function MoneyCell({ money, dim, bare }: { money: Amount; dim?: boolean; bare?: boolean }) {
  const { locale } = useSpeech();
  const text = formatDecimal(money.value, locale);
  const point = text.lastIndexOf(".");
  const whole = point < 0 || !money.value.includes(".") ? text : text.slice(0, point);
  const rest = text.slice(whole.length);
  return (
    <span className={`money-cell${dim ? " dim" : ""}${bare ? " money-bare" : ""}`}>
      <span className={bare ? "sr-only" : "money-code"}>{money.currency}</span>
      <span className="money-number">
        {whole}
        <span className="money-rest" data-long={rest.length > 3 || undefined}>
          {rest}
        </span>
      </span>
    </span>
  );
}
