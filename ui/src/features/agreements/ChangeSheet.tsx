import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type SubscriptionView } from "../../ipc";
import { Segments, Select, TextField } from "../../kit";
import { ActSheet, useNow } from "../../shared";
import { fieldProblems } from "../../shared/dossier";
import { useStage } from "../../shared/practice";
import { type Change, faultsOfChange, formOfChange, unchanged } from "./change";
import { units } from "./plan";
import { useAct } from "./useAct";

type Props = { subscription: SubscriptionView; onReload: () => void; onClose: () => void };
const fields = ["description", "amount", "difference", "unit", "count", "ends"];

/** Another price, period, end or name; what is left empty stays as it is. */
export function ChangeSheet({ subscription, onReload, onClose }: Props) {
  const { t } = useSpeech();
  const now = useNow();
  const { row } = subscription.dossier;
  const [change, setChange] = useState<Change>(unchanged);
  const { draft, act, problem, offer } = useAct(
    row.id,
    "subscription",
    change.way === "change" ? "change_subscription" : "update_subscription",
    commands.subscriptionChange,
    onReload,
  );
  useStage(change.way === "change" ? { place: "change", inFront: true, subject: row.id } : null);
  const put = (part: Partial<Change>) => {
    setChange((old) => ({ ...old, ...part }));
    if (act.problem) act.reset();
  };
  const form = draft
    ? formOfChange(change, { draft: draft.draft, id: row.id, version: draft.version }, now)
    : null;
  const faults = faultsOfChange(change, now);
  const { at, rest } = fieldProblems(problem, fields);
  const currency = row.amount?.currency ?? "";
  const busy = act.isPending;
  const wanted = change.way === "update" || change.amount.trim() !== "";
  return (
    <ActSheet
      title={t("agreements.change.title", { what: row.title })}
      about={t("agreements.change.about")}
      onClose={onClose}
      press={t("agreements.change.press")}
      ready={form !== null}
      busy={busy}
      onPress={() => form && act.send(form)}
      sent={act.data}
      problem={rest}
      offer={offer}
    >
      <div>
        <Segments
          label={t("agreements.change.way")}
          value={change.way}
          onChange={(way) => put({ way })}
          options={[
            { value: "change", label: t("agreements.change.way.change") },
            { value: "update", label: t("agreements.change.way.update") },
          ]}
        />
        <p className="field-hint">{t(`agreements.change.words.${change.way}`)}</p>
      </div>
      <TextField
        label={t("agreements.what_for")}
        placeholder={row.title}
        value={change.description}
        onChange={(description) => put({ description })}
        error={at("description")}
        maxLength={256}
        disabled={busy}
      />
      <TextField
        label={t("agreements.change.amount", { currency })}
        placeholder={row.amount?.value ?? ""}
        value={change.amount}
        onChange={(amount) => put({ amount })}
        inputMode="decimal"
        error={faults.amount ? t("agreements.fault.amount") : at("amount")}
        disabled={busy}
      />
      {wanted ? (
        <div className="form-pair">
          <TextField
            label={t(`agreements.change.difference.${change.way}`, { currency })}
            value={change.difference}
            onChange={(difference) => put({ difference })}
            inputMode="decimal"
            error={faults.difference ? t("agreements.fault.amount") : at("difference")}
            disabled={busy}
          />
          {change.way === "update" ? (
            <Segments
              label={t("agreements.change.settle")}
              value={change.settle}
              onChange={(settle) => put({ settle })}
              options={[
                { value: "pay", label: t("agreements.change.settle.pay") },
                { value: "refund", label: t("agreements.change.settle.refund") },
              ]}
            />
          ) : null}
        </div>
      ) : null}
      <div className="form-pair">
        <TextField
          label={t("agreements.count")}
          placeholder={subscription.count === null ? "" : String(subscription.count)}
          value={change.count}
          onChange={(count) => put({ count })}
          inputMode="numeric"
          error={faults.count ? t("agreements.fault.count") : at("count")}
          disabled={busy}
        />
        <Select
          label={t("agreements.unit")}
          options={[
            { value: "stays", label: t("agreements.change.stays") },
            ...units.map((unit) => ({ value: unit, label: t(`agreements.unit.${unit}`) })),
          ]}
          value={change.unit ?? "stays"}
          onChange={(unit) => put({ unit: unit === "stays" ? null : unit })}
          disabled={busy}
        />
      </div>
      <TextField
        label={t("agreements.ends")}
        placeholder={t("agreements.day_shape")}
        value={change.ends}
        onChange={(ends) => put({ ends })}
        error={faults.ends ? t("agreements.fault.ends_early") : at("ends")}
        disabled={busy}
      />
    </ActSheet>
  );
}
