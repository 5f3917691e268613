import { useSpeech } from "../../i18n";
import type { OfferView } from "../../ipc";
import { Countdown, ExpiryRing, QrCode, useNow } from "../../shared";

/** Our code for the customer to scan, as long as it lives. */
export function OurCode({ offer, from }: { offer: OfferView; from: number }) {
  const { t } = useSpeech();
  const now = useNow(1000);
  const text = offer.code ?? offer.url;
  if (text === null || (offer.until !== null && now >= offer.until)) return null;
  const code = <QrCode text={text} label={t("counter.code.label")} />;
  return (
    <div className="our-code">
      {offer.until === null ? (
        code
      ) : (
        <>
          <ExpiryRing from={from} until={offer.until}>
            {code}
          </ExpiryRing>
          <Countdown until={offer.until} />
        </>
      )}
    </div>
  );
}
