import type { ReactNode } from "react";
import { useSpeech } from "../../i18n";
import { CopyButton } from "../IdText";
import { Panel } from "../Page";
import { QrCode } from "../QrCode";

/** What the buyer goes on with: a link to send and the same as a code to scan. */
export function OfferPanel({
  title,
  words,
  url,
  children,
}: {
  title: string;
  words: string;
  url: string;
  children?: ReactNode;
}) {
  const { t } = useSpeech();
  return (
    <Panel title={title}>
      <div className="offer">
        <QrCode text={url} label={t("dossier.offer.code")} />
        <div className="offer-words">
          <p>{words}</p>
          <p className="offer-link">
            <span className="mono">{url}</span>
            <CopyButton text={url} label={t("dossier.offer.copy")} />
          </p>
          {children}
        </div>
      </div>
    </Panel>
  );
}
