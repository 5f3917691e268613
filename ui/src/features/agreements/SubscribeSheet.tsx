import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, useCommand } from "../../ipc";
import { Button, Checkbox, Select, TextField } from "../../kit";
import { ActSheet, AmountField, formatMoney, go, looksLikeAmount, to, useDraft, useNow } from "../../shared";
import { fieldProblems } from "../../shared/dossier";
import { useStage } from "../../shared/practice";
import { PeriodFields } from "./PeriodFields";
import { faultsOf, formOf, linkTerms, type Plan } from "./plan";
import { WalletField } from "./WalletField";
import { currenciesFor } from "./wallets";

const blank: Plan = {
  description: "",
  method: "",
  amount: "",
  currency: "PHP",
  unit: "MONTH",
  count: "1",
  starts: "",
  ends: "",
  trial: false,
  trialPeriods: "",
  trialAmount: "",
  link: linkTerms[0],
};
const fields = [
  "description",
  "method",
  "amount",
  "currency",
  "count",
  "unit",
  "starts",
  "ends",
  "trial_periods",
  "trial_amount",
  "link_minutes",
];

/** Begins a subscription; its page then shows the link and the code for the buyer. */
export function SubscribeSheet({ onClose }: { onClose: () => void }) {
  const { t, locale } = useSpeech();
  const now = useNow();
  const [plan, setPlan] = useState<Plan>(blank);
  const { draft, problem: draftProblem } = useDraft(null, "subscribe");
  const create = useCommand(commands.subscriptionCreate, ["subscription", "outbox", "desk", "frame"]);
  const change = (part: Partial<Plan>) => {
    setPlan((old) => ({ ...old, ...part }));
    if (create.problem) create.reset();
  };
  const faults = faultsOf(plan, now);
  const form = draft ? formOf(plan, draft.draft, now) : null;
  const { at, rest } = fieldProblems(create.problem ?? draftProblem, fields);
  useStage({
    place: "subscribe",
    inFront: true,
    currency: plan.currency,
    fields: { amount: { put: (amount) => change({ amount }), typed: plan.amount } },
  });
  const busy = create.isPending;
  const named = looksLikeAmount(plan.amount)
    ? formatMoney({ value: plan.amount.trim(), currency: plan.currency }, locale)
    : null;
  return (
    <ActSheet
      title={t("agreements.subscribe.title")}
      about={t("agreements.subscribe.about")}
      onClose={onClose}
      press={t("agreements.subscribe.press")}
      ready={form !== null}
      busy={busy}
      onPress={() => form && create.send(form)}
      sent={create.data}
      after={
        create.data ? (
          <Button
            look="primary"
            onPress={() => create.data && go(to("subscriptions", create.data.payment), { replace: true })}
          >
            {t("agreements.subscribe.open")}
          </Button>
        ) : null
      }
      problem={rest}
    >
      <TextField
        label={t("agreements.what_for")}
        value={plan.description}
        onChange={(description) => change({ description })}
        error={at("description")}
        maxLength={256}
        autoFocus
        disabled={busy}
      />
      <WalletField
        value={plan.method}
        onChange={(method) => change({ method, currency: currenciesFor(method)[0] ?? plan.currency })}
        error={at("method")}
        disabled={busy}
      />
      <div className="amount-pair">
        <AmountField
          label={t("agreements.per_period")}
          currency={plan.currency}
          value={plan.amount}
          onChange={(amount) => change({ amount })}
          disabled={busy}
        />
        <Select
          label={t("agreements.currency")}
          options={currenciesFor(plan.method).map((code) => ({ value: code, label: code }))}
          value={plan.currency}
          onChange={(currency) => change({ currency })}
          disabled={busy}
        />
      </div>
      {(at("amount") ?? at("currency")) ? (
        <p className="field-error">{at("amount") ?? at("currency")}</p>
      ) : null}
      <PeriodFields plan={plan} faults={faults} at={at} onChange={change} disabled={busy} />
      <Select
        label={t("agreements.link_term")}
        options={linkTerms.map((minutes) => ({
          value: minutes,
          label: t("agreements.link_term.works", { minutes: Number(minutes), hours: Number(minutes) / 60 }),
        }))}
        value={plan.link}
        onChange={(link) => change({ link })}
        disabled={busy}
      />
      {at("link_minutes") ? <p className="field-error">{at("link_minutes")}</p> : null}
      <Checkbox
        label={t("agreements.trial")}
        hint={t("agreements.trial_words")}
        checked={plan.trial}
        onChange={(trial) => change({ trial })}
        disabled={busy}
      />
      {plan.trial ? (
        <div className="form-pair">
          <TextField
            label={t("agreements.trial_periods")}
            value={plan.trialPeriods}
            onChange={(trialPeriods) => change({ trialPeriods })}
            inputMode="numeric"
            error={faults.trial_periods ? t("agreements.fault.trial_periods") : at("trial_periods")}
            disabled={busy}
          />
          <TextField
            label={t("agreements.trial_amount", { currency: plan.currency })}
            value={plan.trialAmount}
            onChange={(trialAmount) => change({ trialAmount })}
            inputMode="decimal"
            error={faults.trial_amount ? t("agreements.fault.trial_amount") : at("trial_amount")}
            disabled={busy}
          />
        </div>
      ) : null}
      {named && form ? (
        <p className="case-note" data-tone="calm">
          {t("agreements.subscribe.read_back", {
            amount: named,
            every: t("agreements.every", { unit: form.unit, count: form.count }),
          })}
        </p>
      ) : null}
    </ActSheet>
  );
}
