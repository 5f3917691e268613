import { useSpeech } from "../../i18n";
import type { OpenSaleView } from "../../ipc";
import { Button } from "../../kit";
import { MoneyText, relative, useNow } from "../../shared";

/** Payments of this counter without an end: nobody forgets one because another customer was served. */
export function OpenSales({
  sales,
  onBack,
}: {
  sales: readonly OpenSaleView[];
  onBack: (sale: OpenSaleView) => void;
}) {
  const { t, locale } = useSpeech();
  const now = useNow(1000);
  if (sales.length === 0) return null;
  return (
    <section className="open-sales" role="alert" aria-label={t("counter.open_sales")}>
      <strong>{t("counter.open_sales")}</strong>
      <ul>
        {sales.map((sale) => (
          <li key={sale.action.order}>
            {sale.action.amount ? <MoneyText money={sale.action.amount} strong /> : null}
            <span className="dim">{relative(sale.at, now, locale)}</span>
            <Button small onPress={() => onBack(sale)}>
              {t("counter.open_sales.back")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
