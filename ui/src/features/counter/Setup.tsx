import { useState } from "react";
import { useSpeech } from "../../i18n";
import { type CounterSetupForm, commands, useCommand } from "../../ipc";
import { Button, TextField, useKeys } from "../../kit";
import { ProblemCard, ProblemLine } from "../../shared";

const parts = [
  { field: "merchant_name" },
  { field: "merchant", mono: true },
  { field: "merchant_mcc", mono: true, digits: 4 },
  { field: "store_name" },
  { field: "store", mono: true },
  { field: "store_mcc", mono: true, digits: 4 },
  { field: "terminal", mono: true },
] as const;

const nothing: CounterSetupForm = {
  merchant: "",
  merchant_name: "",
  merchant_mcc: "",
  store: "",
  store_name: "",
  store_mcc: "",
  terminal: "",
};

/** Who the shop is at the counter; the wallets ask for it with every payment. */
export function Setup({
  name,
  kept,
  onDone,
  onBack,
}: {
  name: string;
  /** As it was saved last. */
  kept: CounterSetupForm | null;
  onDone: () => void;
  onBack: () => void;
}) {
  const { t } = useSpeech();
  const [form, setForm] = useState<CounterSetupForm>(
    kept ?? { ...nothing, merchant_name: name, store_name: name },
  );
  const save = useCommand(commands.counterSetup, ["frame", "accounts"]);
  const ready = Object.values(form).every((value) => value.trim() !== "");
  const send = () => {
    if (!ready) return;
    const trimmed = Object.fromEntries(Object.entries(form).map(([field, value]) => [field, value.trim()]));
    save.send({ ...nothing, ...trimmed }, { onDone });
  };
  useKeys([
    { keys: "mod+enter", label: t("counter.setup.save"), inFields: true, run: send },
    { keys: "escape", label: t("counter.back"), run: onBack },
  ]);
  const { problem } = save;
  return (
    <section className="counter-setup" aria-label={t("counter.setup")}>
      <h2>{t("counter.setup")}</h2>
      <p>{t("counter.setup.words")}</p>
      <div className="counter-setup-fields">
        {parts.map((part) => (
          <TextField
            key={part.field}
            label={t(`counter.setup.${part.field}`)}
            hint={t(`counter.setup.${part.field}_hint`)}
            value={form[part.field]}
            onChange={(value) => setForm((old) => ({ ...old, [part.field]: value }))}
            error={problem?.field === part.field ? <ProblemLine problem={problem} /> : null}
            mono={"mono" in part}
            maxLength={"digits" in part ? part.digits : 64}
            inputMode={"digits" in part ? "numeric" : "text"}
          />
        ))}
      </div>
      <ProblemCard problem={problem} />
      <footer className="counter-foot">
        <Button look="quiet" onPress={onBack}>
          {t("counter.back")}
        </Button>
        <Button look="primary" keys="mod+enter" isDisabled={!ready} busy={save.isPending} onPress={send}>
          {t("counter.setup.save")}
        </Button>
      </footer>
    </section>
  );
}
