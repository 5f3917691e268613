import type { ReactNode } from "react";
import { type Key, type Speech, speech } from "../../i18n";
import type { MoneyView } from "../../ipc";
import { absolute, formatMoney, zone } from "../../shared";
import type { Sentence } from "./sentence";

const both: readonly Speech[] = [speech("en"), speech("zh-CN")];

function Row({ name, children }: { name: Key; children: ReactNode }) {
  return (
    <div className="slip-row">
      <dt>{both.map(({ t }) => t(name)).join(" ")}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What the customer may take along, whatever the end was; in both languages, whoever reads it. */
export function Slip({
  shop,
  practice,
  order,
  amount,
  at,
  sentence,
}: {
  shop: string;
  practice: boolean;
  order: string;
  amount: MoneyView | null;
  /** Epoch milliseconds. */
  at: number;
  sentence: Sentence;
}) {
  return (
    <section className="slip" aria-label={both.map(({ t }) => t("counter.slip")).join(" ")}>
      <h2>{shop}</h2>
      <p className="slip-title">{both.map(({ t }) => t("counter.slip")).join(" ")}</p>
      {practice ? (
        <p className="slip-title">
          {both.map(({ locale, t }) => (
            <span key={locale} lang={locale} className="slip-both">
              {t("counter.slip.practice")}
            </span>
          ))}
        </p>
      ) : null}
      <dl>
        <Row name="counter.slip.order">
          {(order.match(/.{1,16}/g) ?? [order]).map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one number keep their order
            <span key={at} className="slip-part">
              {part}
            </span>
          ))}
        </Row>
        {amount === null ? null : <Row name="counter.slip.amount">{formatMoney(amount, "en")}</Row>}
        <Row name="counter.slip.time">{`${absolute(at, { seconds: true })} ${zone(at)}`}</Row>
      </dl>
      {both.map(({ locale, t }) => (
        <p key={locale} lang={locale} className="slip-says">
          <strong>{t(sentence.slip)}</strong>
          <span>{t(sentence.paper)}</span>
        </p>
      ))}
      <p className="slip-small">{both.map(({ t }) => t("counter.slip.small")).join(" ")}</p>
    </section>
  );
}
