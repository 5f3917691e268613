import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type PaymentView, useCommand } from "../../ipc";
import { Button, Fact, Facts, Select, TextField } from "../../kit";
import { AmountField, before, DeadlineText, formatMoney, isZero, MoneyText, useDraft } from "../../shared";

import { besides, useStage } from "../../shared/practice";
import { PaymentSheet, useAmount } from "./PaymentSheet";

const reasons = [
  "returned",
  "damaged",
  "not_delivered",
  "duplicate",
  "wrong_amount",
  "goodwill",
  "other",
] as const;

export function RefundSheet({
  payment,
  onReload,
  onClose,
}: {
  payment: PaymentView;
  onReload: () => void;
  onClose: () => void;
}) {
  const { t, word, locale } = useSpeech();
  const { id, amount: paid } = payment.row;
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const opened = useDraft(id, "refund");
  const { draft } = opened;
  const refund = useCommand(commands.refundCreate, [`payment:${id}`, "payments", "outbox", "desk", "frame"]);
  const amount = useAmount(payment, "refund", refund);
  const { money, give_back: back } = payment;
  useStage({
    place: "refund",
    inFront: true,
    currency: paid.currency,
    fields: {
      amount: { put: amount.change, typed: amount.typed, base: besides(money.refundable.value, "under") },
    },
  });
  const ready = draft !== null && amount.ready && reason !== null;

  const send = (again: boolean) => {
    if (!draft || !ready || reason === null) return;
    refund.send({
      draft: draft.draft,
      payment: id,
      version: draft.version,
      amount: amount.typed.trim(),
      reason,
      note,
      again,
    });
  };
  const named = amount.understood ? formatMoney(amount.understood, locale) : "";
  return (
    <PaymentSheet
      payment={payment}
      title={amount.title}
      press={amount.press}
      ready={ready}
      sending={refund}
      draft={opened}
      offer={
        refund.problem?.next === "confirm" ? (
          <Button small look="danger" busy={refund.isPending} isDisabled={!ready} onPress={() => send(true)}>
            {t(refund.problem.code === "bar.dispute_asks" ? "payment.refund.meant" : "payment.refund.again", {
              amount: named,
            })}
          </Button>
        ) : null
      }
      onPress={() => send(false)}
      onReload={onReload}
      onClose={onClose}
    >
      <div className="sheet-way">
        <strong>{before(t("payment.way.refund"))}</strong>
        {t("payment.way.refund_words")}
      </div>
      <Facts>
        <Fact name={t("shared.money.captured")}>
          <MoneyText money={money.captured} />
        </Fact>
        {isZero(money.refunded) ? null : (
          <Fact name={t("shared.money.refunded")}>
            <MoneyText money={money.refunded} />
          </Fact>
        )}
        {isZero(money.refunding) ? null : (
          <Fact name={t("shared.money.refunding")}>
            <MoneyText money={money.refunding} />
          </Fact>
        )}
        <Fact name={t("shared.money.refundable")}>
          <MoneyText money={money.refundable} strong />
        </Fact>
        {back.refund_until === null ? null : (
          <Fact name={t("payment.until")}>
            <DeadlineText at={back.refund_until} />
          </Fact>
        )}
      </Facts>
      <AmountField
        label={t("payment.refund.amount")}
        currency={paid.currency}
        value={amount.typed}
        onChange={amount.change}
        all={money.refundable}
        allLabel={t("payment.all", { amount: formatMoney(money.refundable, locale) })}
        readBack={amount.readBack}
        autoFocus
        disabled={refund.isPending}
      />
      <Select
        label={t("payment.refund.reason")}
        options={reasons.map((value) => ({ value, label: word("reason", value) }))}
        value={reason}
        onChange={setReason}
        placeholder={t("payment.refund.reason_choose")}
        disabled={refund.isPending}
      />
      <TextField
        label={t("payment.refund.note")}
        optional={t("payment.optional")}
        value={note}
        onChange={setNote}
        lines={2}
        maxLength={256}
        disabled={refund.isPending}
      />
    </PaymentSheet>
  );
}
