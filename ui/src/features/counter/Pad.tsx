import Backspace from "lucide-react/icons/delete";
import { useSpeech } from "../../i18n";
import { Icon } from "../../kit";
import { formatDecimal } from "../../shared";
import { finished } from "./pad";

const keys = ["7", "8", "9", "4", "5", "6", "1", "2", "3", "00", "0", "."];

/** The amount as it stands, with what is still to be typed of it in grey. */
export function Amount({ amount, currency }: { amount: string; currency: string }) {
  const { t, locale } = useSpeech();
  const whole = finished(amount);
  const shown = whole === "" ? "0" : `${formatDecimal(whole, locale)}${amount.endsWith(".") ? "." : ""}`;
  return (
    <output className="pad-amount" aria-live="polite" aria-label={t("counter.amount")}>
      <span className="pad-currency">{currency}</span>
      <span className="pad-number" data-empty={amount === "" || undefined}>
        {shown}
      </span>
    </output>
  );
}

/** Big keys for a mouse or a finger; the keyboard's own digits do the same. */
export function Pad({ point, onKey }: { point: boolean; onKey: (key: string) => void }) {
  const { t } = useSpeech();
  return (
    <fieldset className="pad" aria-label={t("counter.pad")}>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          className="pad-key"
          disabled={key === "." && !point}
          aria-label={key === "." ? t("counter.point") : key}
          onClick={() => onKey(key)}
        >
          {key}
        </button>
      ))}
      <button type="button" className="pad-key pad-key-word" onClick={() => onKey("Clear")}>
        {t("counter.clear")}
      </button>
      <button
        type="button"
        className="pad-key pad-key-wide"
        aria-label={t("counter.backspace")}
        title={t("counter.backspace")}
        onClick={() => onKey("Backspace")}
      >
        <Icon of={Backspace} size={22} />
      </button>
    </fieldset>
  );
}
