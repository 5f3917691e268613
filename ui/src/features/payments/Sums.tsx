import { useSpeech } from "../../i18n";
import type { SumView } from "../../ipc";
import { Button, Popup, Table } from "../../kit";
import { formatDecimal } from "../../shared";

const inSight = 3;

function none(amount: string): boolean {
  return /^[0.]*$/.test(amount);
}

/** Sums by currency: a few in the line, all of them one press away. They are never added together. */
export function Sums({ sums }: { sums: readonly SumView[] }) {
  const { t, locale } = useSpeech();
  return (
    <>
      {sums.slice(0, inSight).map((sum) => (
        <span key={sum.currency}>
          {sum.currency} {formatDecimal(sum.amount, locale)}
          {sums.length > inSight || none(sum.refunded) ? null : (
            <span className="dim">
              {" "}
              {t("payments.given_back", { amount: formatDecimal(sum.refunded, locale) })}
            </span>
          )}
        </span>
      ))}
      {sums.length > inSight ? (
        <Popup
          label={t("payments.sums")}
          button={
            <Button small look="quiet" className="sums-more">
              {t("payments.all_sums", { count: sums.length })}
            </Button>
          }
        >
          <div className="sums">
            <Table
              label={t("payments.sums")}
              rows={sums}
              rowKey={(sum) => sum.currency}
              columns={[
                { id: "currency", head: t("payments.currency"), cell: (sum) => sum.currency },
                { id: "count", head: t("payments.sum_count"), right: true, cell: (sum) => sum.count },
                {
                  id: "amount",
                  head: t("payments.amount"),
                  right: true,
                  cell: (sum) => formatDecimal(sum.amount, locale),
                },
                {
                  id: "refunded",
                  head: t("payments.refunded"),
                  right: true,
                  cell: (sum) => (none(sum.refunded) ? null : formatDecimal(sum.refunded, locale)),
                },
              ]}
            />
          </div>
        </Popup>
      ) : null}
    </>
  );
}
