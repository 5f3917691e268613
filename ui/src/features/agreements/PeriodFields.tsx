import type { ReactNode } from "react";
import { useSpeech } from "../../i18n";
import { Select, TextField } from "../../kit";
import { type faultsOf, type Plan, units } from "./plan";

/** How long a period is, and from when until when. */
export function PeriodFields({
  plan,
  faults,
  at,
  onChange,
  disabled,
}: {
  plan: Plan;
  faults: ReturnType<typeof faultsOf>;
  at: (field: string) => ReactNode;
  onChange: (part: Partial<Plan>) => void;
  disabled: boolean;
}) {
  const { t } = useSpeech();
  return (
    <>
      <div className="form-pair">
        <TextField
          label={t("agreements.count")}
          value={plan.count}
          onChange={(count) => onChange({ count })}
          inputMode="numeric"
          error={faults.count ? t("agreements.fault.count") : at("count")}
          disabled={disabled}
        />
        <Select
          label={t("agreements.unit")}
          options={units.map((unit) => ({ value: unit, label: t(`agreements.unit.${unit}`) }))}
          value={plan.unit}
          onChange={(unit) => onChange({ unit })}
          disabled={disabled}
        />
      </div>
      <div className="form-pair">
        <TextField
          label={t("agreements.starts")}
          optional={t("agreements.starts_empty")}
          placeholder={t("agreements.day_shape")}
          value={plan.starts}
          onChange={(starts) => onChange({ starts })}
          error={faults.starts ? t(`agreements.fault.${faults.starts}`) : at("starts")}
          disabled={disabled}
        />
        <TextField
          label={t("agreements.ends")}
          optional={t("agreements.ends_empty")}
          placeholder={t("agreements.day_shape")}
          value={plan.ends}
          onChange={(ends) => onChange({ ends })}
          error={faults.ends ? t(`agreements.fault.${faults.ends}`) : at("ends")}
          disabled={disabled}
        />
      </div>
    </>
  );
}
