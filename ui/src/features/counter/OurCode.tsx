import { useSpeech } from "../../i18n";
import type { OfferView } from "../../ipc";
import { Countdown, ExpiryRing, QrCode, useNow } from "../../shared";

/** Our code for the customer to scan, as long as it lives. */
export function OurCode({ offer, practice, from }: { offer: OfferView; practice: boolean; from: number }) {
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
      {practice && /^https?:/.test(text) ? (
        <a href={text} target="_blank" rel="noreferrer">
          {t("counter.code.practice")}
        </a>
      ) : null}
    </div>
  );
}
