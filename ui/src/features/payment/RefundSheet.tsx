import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type PaymentView, useCommand } from "../../ipc";
import { Button, Fact, Facts, Select, TextField } from "../../kit";
import {
  AmountField,
  before,
  DeadlineText,
  formatMoney,
  isZero,
  MoneyText,
  useDraft,
  useReadBack,
} from "../../shared";

import { MoneySheet } from "./SheetParts";

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
  const { id, amount: paid, order_number } = payment.row;
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const { draft, problem: draftProblem, reopen } = useDraft(id, "refund");
  const refund = useCommand(commands.refundCreate, [`payment:${id}`, "payments", "outbox", "desk", "frame"]);
  const { readBack, current } = useReadBack(id, "refund", refund.data ? "" : amount);
  const { money, give_back: back } = payment;
  const understood = current ? (readBack?.amount ?? null) : null;
  const named = refund.data?.amount ?? understood;
  const ready = draft !== null && understood !== null && readBack?.problem == null && reason !== null;

  const send = (again: boolean) => {
    if (!draft || !ready || reason === null) return;
    refund.send({
      draft: draft.draft,
      payment: id,
      version: draft.version,
      amount: amount.trim(),
      reason,
      note,
      again,
    });
  };
  const change = (typed: string) => {
    setAmount(typed);
    if (refund.problem) refund.reset();
  };
  const problem = refund.problem ?? draftProblem;
  const offer =
    problem?.next === "confirm" ? (
      <Button small look="danger" busy={refund.isPending} isDisabled={!ready} onPress={() => send(true)}>
        {t("payment.refund.again", { amount: understood ? formatMoney(understood, locale) : "" })}
      </Button>
    ) : problem?.next === "reload" ? (
      <Button
        small
        onPress={() => {
          refund.reset();
          onReload();
          reopen();
        }}
      >
        {t("payment.load_again")}
      </Button>
    ) : null;

  return (
    <MoneySheet
      title={
        named
          ? t("payment.refund.title_amount", { amount: formatMoney(named, locale), ending: id.slice(-4) })
          : t("payment.refund.title", { ending: id.slice(-4) })
      }
      about={t("payment.sheet.of", { order: order_number, amount: formatMoney(paid, locale) })}
      onClose={onClose}
      press={
        understood
          ? t("payment.refund.press", { amount: formatMoney(understood, locale) })
          : t("payment.refund.press_empty")
      }
      ready={ready}
      busy={refund.isPending}
      onPress={() => send(false)}
      sent={refund.data}
      problem={problem}
      offer={offer}
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
        value={amount}
        onChange={change}
        all={money.refundable}
        allLabel={t("payment.all", { amount: formatMoney(money.refundable, locale) })}
        readBack={readBack}
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
    </MoneySheet>
  );
}
