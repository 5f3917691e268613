import Tick from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { useId, useState } from "react";
import { useSpeech } from "../../i18n";
import { Button } from "../../kit";

/** The public half of a key whose private half is in the key store. */
export type KeptKey = { version: string; public_key: string; fingerprint: string };

/** The half to be registered at the gateway, to copy, and where it goes. */
export function PublicHalf({ kept, environment }: { kept: KeptKey; environment: string }) {
  const { t, word } = useSpeech();
  const id = useId();
  const [copied, setCopied] = useState(false);
  return (
    <div className="public-half">
      <div className="public-half-head">
        <span className="field-label" id={id}>
          {t("settings.keys.public")}
        </span>
        <span className="public-half-print">
          {t("settings.keys.fingerprint")} <span className="mono">{kept.fingerprint}</span>
        </span>
      </div>
      <textarea
        className="input mono public-half-text"
        aria-labelledby={id}
        readOnly
        rows={5}
        spellCheck={false}
        value={kept.public_key}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="setup-acts">
        <Button
          small
          icon={copied ? Tick : Copy}
          onPress={() => {
            void navigator.clipboard.writeText(kept.public_key).then(() => setCopied(true));
          }}
        >
          {copied ? t("settings.keys.copied") : t("settings.keys.copy_public")}
        </Button>
        <span className="sr-only" role="status">
          {copied ? t("settings.keys.copied") : ""}
        </span>
      </div>
      {environment === "practice" ? null : (
        <p>{t("settings.keys.where", { environment: word("environment", environment) })}</p>
      )}
    </div>
  );
}
