import { type ReactNode, useState } from "react";
import { useSpeech } from "../../i18n";
import { Select, TextField } from "../../kit";
import { wallets } from "./wallets";

const other = "other";

/** One of the wallets known here, or any other by its word. */
export function WalletField({
  value,
  onChange,
  error,
  disabled,
}: {
  value: string;
  onChange: (wallet: string) => void;
  error?: ReactNode;
  disabled: boolean;
}) {
  const { t } = useSpeech();
  const [typing, setTyping] = useState(false);
  return (
    <>
      <Select
        label={t("agreements.wallet")}
        options={[
          ...wallets.map(({ code, name, currency }) => ({ value: code, label: name, detail: currency })),
          { value: other, label: t("agreements.wallet.other") },
        ]}
        value={typing ? other : value === "" ? null : value}
        onChange={(chosen) => {
          setTyping(chosen === other);
          onChange(chosen === other ? "" : chosen);
        }}
        placeholder={t("agreements.wallet.choose")}
        disabled={disabled}
      />
      {typing ? (
        <TextField
          label={t("agreements.wallet.word")}
          hint={t("agreements.wallet.word_hint")}
          value={value}
          onChange={(text) => onChange(text.trim().toUpperCase())}
          mono
          maxLength={64}
          disabled={disabled}
        />
      ) : null}
      {error ? <p className="field-error">{error}</p> : null}
    </>
  );
}
