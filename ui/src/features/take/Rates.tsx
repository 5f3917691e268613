import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type RateView, useCommand } from "../../ipc";
import { Badge, Button, Fact, Facts, Select } from "../../kit";
import { currencies, deadline, IdText, Panel, ProblemCard } from "../../shared";
import { PracticeInside } from "../../shared/practice";

const options = currencies.map((code) => ({ value: code, label: code }));

function Rate({ rate }: { rate: RateView }) {
  const { t, locale } = useSpeech();
  return (
    <div className="rate">
      <p className="rate-number">
        <span className="mono">{rate.pair}</span> <strong>{rate.rate}</strong>
        {rate.guaranteed ? <Badge tone="info">{t("take.rates.guaranteed")}</Badge> : null}
      </p>
      <Facts>
        {rate.quote === null ? null : (
          <Fact name={t("take.rates.quote")}>
            <IdText id={rate.quote} name={t("take.rates.quote")} brief />
          </Fact>
        )}
        {rate.from === null ? null : <Fact name={t("take.rates.from")}>{deadline(rate.from, locale)}</Fact>}
        {rate.until === null ? null : (
          <Fact name={t("take.rates.until")}>{deadline(rate.until, locale)}</Fact>
        )}
      </Facts>
    </div>
  );
}

/** What one currency is worth in another, as the gateway quotes it; nothing is exchanged. */
export function Rates() {
  const { t } = useSpeech();
  const [sell, setSell] = useState<string>("EUR");
  const [buy, setBuy] = useState<string>("USD");
  const ask = useCommand(commands.ratesAsk);
  return (
    <Panel title={t("take.rates")}>
      <div className="rates">
        <div className="rates-ask">
          <Select label={t("take.rates.sell")} options={options} value={sell} onChange={setSell} />
          <Select label={t("take.rates.buy")} options={options} value={buy} onChange={setBuy} />
          <Button
            busy={ask.isPending}
            isDisabled={sell === buy}
            onPress={() => ask.send({ sell: [sell], buy })}
          >
            {t("take.rates.ask")}
          </Button>
        </div>
        <ProblemCard problem={ask.problem} />
        {ask.data?.map((rate) => (
          <Rate key={`${rate.pair} ${rate.quote}`} rate={rate} />
        ))}
        {ask.data?.length === 0 ? <p className="take-hint">{t("take.rates.none")}</p> : null}
        <PracticeInside
          stage={{ place: "rates", fields: { sell: { put: setSell }, buy: { put: setBuy } } }}
        />
      </div>
    </Panel>
  );
}
