import { type ReactNode, type Ref, useId } from "react";

type FieldProps = {
  label: string;
  /** Said under the field, always. */
  hint?: ReactNode;
  /** Said instead of the hint when something is wrong. */
  error?: ReactNode;
  optional?: string;
  children: (names: { id: string; "aria-describedby"?: string; "aria-invalid"?: boolean }) => ReactNode;
};

/** A label, a control, and what is to be said about it. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const id = useId();
  const said = `${id}-said`;
  const wrong = error !== undefined && error !== null && error !== false && error !== "";
  return (
    <div className="field" data-wrong={wrong || undefined}>
      <label htmlFor={id} className="field-label">
        {label}
        {optional ? <span className="field-optional">{optional}</span> : null}
      </label>
      {children({
        id,
        ...(wrong || hint ? { "aria-describedby": said } : {}),
        ...(wrong ? { "aria-invalid": true } : {}),
      })}
      {wrong || hint ? (
        <div id={said} className={wrong ? "field-error" : "field-hint"}>
          {wrong ? error : hint}
        </div>
      ) : null}
    </div>
  );
}

type TextFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: string;
  lines?: number;
  mono?: boolean;
  secret?: boolean;
  placeholder?: string;
  maxLength?: number;
  disabled?: boolean;
  autoFocus?: boolean;
  inputMode?: "text" | "decimal" | "numeric";
  ref?: Ref<HTMLInputElement>;
};

export function TextField(props: TextFieldProps) {
  const {
    label,
    value,
    onChange,
    hint,
    error,
    optional,
    lines,
    mono,
    secret,
    placeholder,
    maxLength,
    disabled,
    inputMode,
  } = props;
  return (
    <Field label={label} hint={hint} error={error} {...(optional ? { optional } : {})}>
      {(names) =>
        lines === undefined ? (
          <input
            {...names}
            ref={props.ref}
            className={mono ? "input mono" : "input"}
            type={secret ? "password" : "text"}
            autoComplete="off"
            spellCheck={false}
            inputMode={inputMode}
            value={value}
            placeholder={placeholder}
            maxLength={maxLength}
            disabled={disabled}
            // biome-ignore lint/a11y/noAutofocus: a sheet opens on its first field, as its heading says
            autoFocus={props.autoFocus}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <textarea
            {...names}
            className={mono ? "input mono" : "input"}
            rows={lines}
            autoComplete="off"
            spellCheck={false}
            value={value}
            placeholder={placeholder}
            maxLength={maxLength}
            disabled={disabled}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}

/** A box to tick, with its consequence beside it. */
export function Checkbox({
  label,
  hint,
  checked,
  onChange,
  disabled,
}: {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <div className="check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-said` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <div id={`${id}-said`} className="field-hint">
            {hint}
          </div>
        ) : null}
      </div>
    </div>
  );
}
