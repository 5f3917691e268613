import { type ReactNode, useState } from "react";
import { useSpeech } from "../../i18n";
import { Segments, TextField } from "../../kit";
import { type FieldFault, type FieldName, groups, isOptional, mostOf, type Typed } from "./sheet";

type Props = {
  typed: Typed;
  faults: ReadonlyMap<FieldName, FieldFault>;
  /** Somebody pressed the button: now every fault is said, not only where somebody was. */
  tried: boolean;
  /** What the core said of a field. */
  said: (field: string) => ReactNode;
  onChange: (field: FieldName, text: string) => void;
  disabled: boolean;
};

const capitals: ReadonlySet<FieldName> = new Set(["region"]);

/** The form in its groups; a fault is said under its field once somebody has left it. */
export function RegisterFields({ typed, faults, tried, said, onChange, disabled }: Props) {
  const { t } = useSpeech();
  const [been, setBeen] = useState<ReadonlySet<FieldName>>(new Set());
  return groups.map((group) => (
    <fieldset key={group.name} className="register-group">
      <legend>{t(`stores.group.${group.name}`)}</legend>
      <p className="register-words">{t(`stores.group_words.${group.name}`)}</p>
      <div className="register-fields">
        {group.fields.map((field) => {
          const fault = faults.get(field);
          const shown = fault !== undefined && (tried || (been.has(field) && fault !== "needed"));
          if (field === "business_type") {
            return (
              <Segments
                key={field}
                label={t("stores.field.business_type")}
                value={typed.business_type === "INDIVIDUAL" ? "INDIVIDUAL" : "ENTERPRISE"}
                onChange={(kind) => onChange(field, kind)}
                options={[
                  { value: "ENTERPRISE", label: t("stores.business.ENTERPRISE") },
                  { value: "INDIVIDUAL", label: t("stores.business.INDIVIDUAL") },
                ]}
              />
            );
          }
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: notices that a field was left; nothing to press
            <div key={field} onBlur={() => setBeen((old) => new Set(old).add(field))}>
              <TextField
                label={t(`stores.field.${field}`)}
                {...(isOptional(field) ? { optional: t("stores.optional") } : {})}
                hint={t(`stores.hint.${field}`)}
                error={shown ? t(`stores.fault.${fault}`, { most: mostOf(field) }) : said(field)}
                value={typed[field]}
                onChange={(text) => onChange(field, capitals.has(field) ? text.toUpperCase() : text)}
                maxLength={mostOf(field)}
                disabled={disabled}
              />
            </div>
          );
        })}
      </div>
    </fieldset>
  ));
}
