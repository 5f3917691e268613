import { useSpeech } from "../../i18n";
import { Segments } from "../../kit";
import { deadline, useNow } from "../../shared";
import { captureBy } from "./captureBy";

export type Capture = "manual" | "automatic";

/** Who takes the money and when, with what follows from it. */
export function CaptureChoice({
  value,
  onChange,
  canHold,
  chooses,
}: {
  value: Capture;
  onChange: (value: Capture) => void;
  /** The method's money can be captured by hand. */
  canHold: boolean;
  /** The buyer chooses the method, so nobody knows yet whether it can be held. */
  chooses: boolean;
}) {
  const { t, locale } = useSpeech();
  const now = useNow();
  const { until, reminded } = captureBy(now);
  return (
    <div className="take-choice">
      <Segments
        label={t("take.capture")}
        options={[
          { value: "manual", label: t("take.capture.manual") },
          { value: "automatic", label: t("take.capture.automatic") },
        ]}
        value={value}
        onChange={onChange}
      />
      <p className="take-hint" role="status">
        {!canHold
          ? t("take.capture.cannot_hold")
          : value === "automatic"
            ? t("take.capture.automatic_words")
            : t(chooses ? "take.capture.chooses_words" : "take.capture.manual_words", {
                until: deadline(until, locale),
                reminded: deadline(reminded, locale),
              })}
      </p>
    </div>
  );
}
