import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { useEffect, useState } from "react";
import { useT } from "../i18n";
import type { OfferView } from "../ipc";
import { Button } from "../kit";
import { Countdown } from "./Expiry";
import { useNow } from "./now";
import { QrCode } from "./QrCode";

/** Copies a link; says so for two seconds. */
function CopyLink({ url }: { url: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <Button
        icon={copied ? Check : Copy}
        onPress={() => void navigator.clipboard.writeText(url).then(() => setCopied(true))}
      >
        {t(copied ? "shared.copied" : "shared.offer.copy")}
      </Button>
      <span className="sr-only" role="status">
        {copied ? t("shared.copied") : ""}
      </span>
    </>
  );
}

/** What the buyer goes on with: a link to send, a code to scan, and how long both live. */
export function OfferCard({ offer }: { offer: OfferView }) {
  const t = useT();
  const now = useNow(1000);
  const drawn = offer.code ?? offer.url;
  const over = offer.until !== null && now >= offer.until;
  return (
    <div className="buyer-offer" data-over={over || undefined}>
      {drawn === null || over ? null : (
        <div className="buyer-offer-code">
          <QrCode text={drawn} label={t("shared.offer.qr")} />
        </div>
      )}
      <div className="buyer-offer-words">
        {offer.url === null || over ? null : (
          <>
            <p className="buyer-offer-link mono">
              <a href={offer.url} target="_blank" rel="noreferrer">
                {offer.url}
              </a>
            </p>
            <CopyLink url={offer.url} />
          </>
        )}
        {offer.until === null ? null : <Countdown until={offer.until} />}
        <p className="field-hint">{t(over ? "shared.offer.over_words" : "shared.offer.words")}</p>
      </div>
    </div>
  );
}
