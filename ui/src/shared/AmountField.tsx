import { type ReactNode, type Ref, useEffect, useState } from "react";
import { useSpeech } from "../i18n";
import { commands, type MoneyView, type ReadBackView, useQuery } from "../ipc";
import { Button, Field, useKeys } from "../kit";
import { before } from "./before";
import { MoneyText } from "./MoneyText";
import { ProblemLine } from "./ProblemCard";
import { useSettled } from "./settled";

type Props = {
  label: string;
  currency: string;
  value: string;
  onChange: (value: string) => void;
  /** "All of it": offered by a button and Alt+A. The field itself starts empty. */
  all?: MoneyView | null;
  allLabel?: string;
  /** What the core understood, said under the field. */
  readBack?: ReadBackView | null;
  error?: ReactNode;
  hint?: string;
  disabled?: boolean;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
};

/** An amount as typed. The core reads it; nothing here turns it into a number. */
export function AmountField(props: Props) {
  const { label, currency, value, onChange, all, allLabel, readBack, error, hint, disabled } = props;
  const { t, locale } = useSpeech();
  const takeAll = () => {
    if (all && !disabled) onChange(all.value);
  };
  useKeys(all ? [{ keys: "alt+a", inFields: true, run: takeAll }] : [], 2);
  const words = locale === "en" ? readBack?.words_en : readBack?.words_zh;
  const other = locale === "en" ? readBack?.words_zh : readBack?.words_en;
  const wrong = error ?? (readBack?.problem ? <ProblemLine problem={readBack.problem} /> : null);
  const said = words ? (
    <span className="read-back" aria-live="polite">
      <span className="read-back-words">{words}</span>
      {other ? <span className="read-back-other">{other}</span> : null}
      {readBack?.left_after ? (
        <span className="read-back-left">
          {before(t("shared.amount.left_after"))}
          <MoneyText money={readBack.left_after} />
        </span>
      ) : null}
    </span>
  ) : (
    hint
  );
  return (
    <Field label={label} hint={said} error={wrong}>
      {(names) => (
        <div className="amount-field">
          <span className="amount-code" aria-hidden="true">
            {currency}
          </span>
          <input
            {...names}
            ref={props.ref}
            className="amount-input"
            type="text"
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            aria-label={`${label}, ${currency}`}
            value={value}
            disabled={disabled}
            // biome-ignore lint/a11y/noAutofocus: the sheet is opened to type this amount
            autoFocus={props.autoFocus}
            onChange={(event) => onChange(event.target.value)}
          />
          {all ? (
            <Button small look="quiet" keys="alt+a" isDisabled={disabled ?? false} onPress={takeAll}>
              {allLabel ?? t("shared.amount.all")}
            </Button>
          ) : null}
        </div>
      )}
    </Field>
  );
}

type ReadKind = "capture" | "refund" | "declare" | "update_amount" | "pay";

/** What the core understands of an amount being typed, a moment after the last key. */
export function useReadBack(of: { payment: string } | { currency: string }, kind: ReadKind, amount: string) {
  const settled = useSettled(amount.trim(), 120);
  const about = { payment: null, currency: null, ...of };
  const { data, isPending } = useQuery(
    commands.amountReadBack,
    { ...about, kind, amount: settled },
    {
      enabled: settled !== "",
      tags: about.payment === null ? [] : [`payment:${about.payment}`],
      keep: true,
      forget: 60_000,
    },
  );
  const [last, setLast] = useState<ReadBackView | null>(null);
  useEffect(() => {
    if (settled === "") setLast(null);
    else if (data) setLast(data);
  }, [settled, data]);
  const current = amount.trim() === settled && settled !== "" && !isPending;
  return { readBack: settled === "" ? null : last, current };
}
