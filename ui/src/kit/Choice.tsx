import { useId } from "react";

type Option<Value extends string> = { value: Value; label: string };

/** A few choices side by side, one of them taken. */
export function Segments<Value extends string>({
  label,
  options,
  value,
  onChange,
  hideLabel,
}: {
  label: string;
  options: readonly Option<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  hideLabel?: boolean;
}) {
  const name = useId();
  return (
    <fieldset className="field segments-field">
      <legend className={hideLabel ? "sr-only" : "field-label"}>{label}</legend>
      <div className="segments">
        {options.map((option) => (
          <label key={option.value} className="segment" data-on={option.value === value || undefined}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
