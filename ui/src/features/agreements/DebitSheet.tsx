import { useState } from "react";
import { useSpeech } from "../../i18n";
import { type AgreementView, commands, useCommand } from "../../ipc";
import { Button, Select, TextField } from "../../kit";
import {
  ActSheet,
  AmountField,
  formatMoney,
  go,
  SameOrder,
  to,
  useDraft,
  useReadBack,
  useSameOrder,
} from "../../shared";
import { fieldProblems } from "../../shared/dossier";
import { useStage } from "../../shared/practice";
import { DryRun } from "./DryRun";
import { currenciesFor } from "./wallets";

type Props = { agreement: AgreementView; onReload: () => void; onClose: () => void };

/** Takes money under a consent. What it would do stands above the button before anything is sent. */
export function DebitSheet({ agreement, onReload, onClose }: Props) {
  const { t, locale } = useSpeech();
  const { id } = agreement.dossier.row;
  const currencies = currenciesFor(agreement.wallet);
  const [order, setOrder] = useState("");
  const [description, setDescription] = useState("");
  const [amount, setAmount] = useState("");
  const [currency, setCurrency] = useState(currencies[0] ?? "USD");
  const { draft, problem: draftProblem, reopen } = useDraft(null, "pay");
  const debit = useCommand(commands.agreementDebit, [
    "agreement",
    `agreement:${id}`,
    "payments",
    "outbox",
    "desk",
    "frame",
  ]);
  const { readBack, current } = useReadBack({ currency }, "pay", debit.data ? "" : amount);
  const understood = current ? (readBack?.amount ?? null) : null;
  const named = understood === null ? null : formatMoney(understood, locale);
  const guard = useSameOrder(order);
  const ready =
    draft !== null && order.trim() !== "" && understood !== null && readBack?.problem == null && guard.free;
  const send = (again: boolean) => {
    if (!ready) return;
    debit.send({
      draft: draft.draft,
      id,
      order_number: order.trim(),
      description: description.trim(),
      amount: amount.trim(),
      currency,
      again,
    });
  };
  const change = (set: (text: string) => void) => (text: string) => {
    set(text);
    if (debit.problem) debit.reset();
  };
  useStage({
    place: "debit",
    inFront: true,
    currency,
    fields: { amount: { put: change(setAmount), typed: amount } },
  });
  const problem = debit.problem ?? draftProblem;
  const { at, rest } = fieldProblems(problem, ["order_number", "description", "amount", "currency"]);
  return (
    <ActSheet
      title={t("agreements.debit.title", { buyer: agreement.buyer })}
      about={agreement.wallet_name}
      onClose={onClose}
      press={named ? t("agreements.debit.press", { amount: named }) : t("agreements.debit.press_empty")}
      ready={ready}
      busy={debit.isPending}
      onPress={() => send(guard.second)}
      sent={debit.data}
      after={
        debit.data ? (
          <Button look="quiet" onPress={() => debit.data && go(to("payments", debit.data.payment))}>
            {t("dossier.open_payment")}
          </Button>
        ) : null
      }
      problem={rest}
      offer={
        problem?.next === "confirm" ? (
          <Button small look="danger" busy={debit.isPending} isDisabled={!ready} onPress={() => send(true)}>
            {t("agreements.debit.again")}
          </Button>
        ) : problem?.next === "reload" ? (
          <Button
            small
            onPress={() => {
              debit.reset();
              onReload();
              reopen();
            }}
          >
            {t("agreements.load_again")}
          </Button>
        ) : null
      }
    >
      <TextField
        label={t("agreements.order")}
        value={order}
        onChange={change(setOrder)}
        error={at("order_number")}
        mono
        maxLength={64}
        autoFocus
        disabled={debit.isPending}
      />
      <SameOrder guard={guard} />
      <div className="amount-pair">
        <AmountField
          label={t("agreements.amount")}
          currency={currency}
          value={amount}
          onChange={change(setAmount)}
          readBack={readBack}
          disabled={debit.isPending}
        />
        <Select
          label={t("agreements.currency")}
          options={currencies.map((code) => ({ value: code, label: code }))}
          value={currency}
          onChange={change(setCurrency)}
          disabled={debit.isPending}
        />
      </div>
      {(at("amount") ?? at("currency")) ? (
        <p className="field-error">{at("amount") ?? at("currency")}</p>
      ) : null}
      <TextField
        label={t("agreements.what_for")}
        value={description}
        onChange={change(setDescription)}
        error={at("description")}
        maxLength={256}
        disabled={debit.isPending}
      />
      <DryRun agreement={agreement} guard={guard} amount={named} />
    </ActSheet>
  );
}
