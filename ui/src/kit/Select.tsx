import Check from "lucide-react/icons/check";
import ChevronDown from "lucide-react/icons/chevron-down";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { Text } from "react-aria-components/Text";
import { Icon } from "./Icon";

export type SelectOption = { value: string; label: string; detail?: string };

export function Select({
  label,
  options,
  value,
  onChange,
  placeholder,
  hint,
  error,
  disabled,
  hideLabel,
}: {
  label: string;
  options: readonly SelectOption[];
  value: string | null;
  onChange: (value: string) => void;
  placeholder?: string;
  hint?: ReactNode;
  error?: string | null;
  disabled?: boolean;
  hideLabel?: boolean;
}) {
  const wrong = error !== undefined && error !== null && error !== "";
  return (
    <AriaSelect
      className="field"
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      placeholder={placeholder ?? ""}
      isDisabled={disabled ?? false}
      isInvalid={wrong}
    >
      <Label className={hideLabel ? "sr-only" : "field-label"}>{label}</Label>
      <Button className="input select-button">
        <SelectValue className="select-value" />
        <Icon of={ChevronDown} size={14} />
      </Button>
      {wrong ? (
        <FieldError className="field-error">{error}</FieldError>
      ) : hint ? (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      ) : null}
      <Popover className="popover" offset={4}>
        <ListBox className="list-box">
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className="list-option"
            >
              {({ isSelected }) => (
                <>
                  <span className="list-option-tick">
                    {isSelected ? <Icon of={Check} size={14} /> : null}
                  </span>
                  <span className="list-option-label">{option.label}</span>
                  {option.detail ? <span className="list-option-detail">{option.detail}</span> : null}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
