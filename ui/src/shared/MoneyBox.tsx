import { useSpeech } from "../i18n";
import type { MoneyBoxView, MoneyView } from "../ipc";
import { MoneyText } from "./MoneyText";
import { formatMoney, isZero, thousandths } from "./money";

type Part = { id: string; name: string; money: MoneyView };

/** The sums of a payment as one bar with its numbers beside it. */
export function MoneyBox({ money, hold }: { money: MoneyBoxView; hold: boolean }) {
  const { t, locale } = useSpeech();
  // What the shop keeps, what went back, and what is only held add up to the whole.
  const bar: Part[] = [
    { id: "net", name: t("shared.money.net"), money: money.net },
    { id: "refunding", name: t("shared.money.refunding"), money: money.refunding },
    { id: "refunded", name: t("shared.money.refunded"), money: money.refunded },
    { id: "disputed", name: t("shared.money.disputed"), money: money.disputed },
    { id: "capturing", name: t("shared.money.capturing"), money: money.capturing },
    ...(hold ? [{ id: "capturable", name: t("shared.money.capturable"), money: money.capturable }] : []),
  ].filter((part) => !isZero(part.money));
  const numbers: Part[] = [
    { id: "authorised", name: t("shared.money.authorised"), money: money.authorised },
    { id: "captured", name: t("shared.money.captured"), money: money.captured },
    { id: "refunded", name: t("shared.money.refunded"), money: money.refunded },
    { id: "net", name: t("shared.money.net"), money: money.net },
  ];
  const more: Part[] = [
    { id: "capturing", name: t("shared.money.capturing"), money: money.capturing },
    { id: "refunding", name: t("shared.money.refunding"), money: money.refunding },
    ...(hold ? [{ id: "capturable", name: t("shared.money.capturable"), money: money.capturable }] : []),
    { id: "disputed", name: t("shared.money.disputed"), money: money.disputed },
    { id: "refundable", name: t("shared.money.refundable"), money: money.refundable },
  ].filter((part) => !isZero(part.money));
  // Four of these in a row would not fit beside the page's right column.
  const long = numbers.some((part) => formatMoney(part.money, locale).length > 12);
  return (
    <section className="money-box" aria-label={t("shared.money.title")}>
      <dl className="money-numbers" data-long={long || undefined}>
        {numbers.map((part) => (
          <div key={part.id} className="money-number-box" data-part={part.id}>
            <dt>{part.name}</dt>
            <dd>
              <MoneyText money={part.money} />
            </dd>
          </div>
        ))}
      </dl>
      {/* The bar repeats the numbers, for the eye only. */}
      <svg className="money-bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className="bar-rest" x="0" y="0" width="1000" height="8" />
        {bar.map((part, at) => {
          const before = bar.slice(0, at).reduce((sum, p) => sum + thousandths(p.money, money.authorised), 0);
          return (
            <rect
              key={part.id}
              className={`bar-${part.id}`}
              x={before}
              y="0"
              width={Math.max(4, thousandths(part.money, money.authorised))}
              height="8"
            />
          );
        })}
      </svg>
      {more.length > 0 ? (
        <ul className="money-more">
          {more.map((part) => (
            <li key={part.id} data-part={part.id}>
              <span className="money-key" />
              {part.name} <MoneyText money={part.money} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
