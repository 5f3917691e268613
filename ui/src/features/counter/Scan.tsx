import ScanLine from "lucide-react/icons/scan-line";
import { type Ref, useRef } from "react";
import { useSpeech } from "../../i18n";
import { Button, Field, Icon } from "../../kit";
import { PracticeButton } from "../../shared/practice";

/** Waits for the scanner; a code that cannot be scanned is typed. What is typed lives in the field alone. */
export function Scan({
  field,
  busy,
  wallet,
  onCode,
  onBack,
}: {
  field: Ref<HTMLInputElement>;
  busy: boolean;
  /** Whose code it seems to be. */
  wallet: string | null;
  onCode: (code: string) => void;
  onBack: () => void;
}) {
  const { t } = useSpeech();
  const form = useRef<HTMLFormElement>(null);
  const send = () => {
    const typed = new FormData(form.current ?? undefined).get("typed");
    const code = String(typed ?? "").replace(/\s/g, "");
    form.current?.reset();
    if (code !== "") onCode(code);
  };
  return (
    <section className="scan" aria-label={t("counter.scan")}>
      <div className="scan-window" data-busy={busy || undefined}>
        <Icon of={ScanLine} size={72} />
      </div>
      <div role="status">
        <h2>{t(busy ? "counter.scan.sending" : "counter.scan.words")}</h2>
      </div>
      <p className="scan-hint">
        {busy && wallet !== null ? t("counter.wallet", { wallet }) : t("counter.scan.hint")}
      </p>
      <form
        ref={form}
        className="scan-hand"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Field label={t("counter.scan.by_hand")}>
          {(names) => (
            <input
              {...names}
              ref={field}
              name="typed"
              className="input mono"
              type="text"
              inputMode="numeric"
              autoComplete="off"
              spellCheck={false}
              maxLength={64}
              disabled={busy}
            />
          )}
        </Field>
        <Button onPress={send} isDisabled={busy}>
          {t("counter.scan.send")}
        </Button>
      </form>
      <PracticeButton />
      <Button look="quiet" keys="escape" onPress={onBack} isDisabled={busy}>
        {t("counter.back")}
      </Button>
    </section>
  );
}
