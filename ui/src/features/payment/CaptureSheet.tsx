import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type PaymentView, useCommand } from "../../ipc";
import { Checkbox, Fact, Facts } from "../../kit";
import { AmountField, DeadlineText, formatMoney, isZero, MoneyText, useDraft } from "../../shared";

import { besides, useStage } from "../../shared/practice";
import { PaymentSheet, useAmount } from "./PaymentSheet";

export function CaptureSheet({
  payment,
  onReload,
  onClose,
}: {
  payment: PaymentView;
  onReload: () => void;
  onClose: () => void;
}) {
  const { t, locale } = useSpeech();
  const { id, amount: held, hold_until } = payment.row;
  const [letGo, setLetGo] = useState(false);
  const opened = useDraft(id, "capture");
  const { draft } = opened;
  const capture = useCommand(commands.captureCreate, [
    `payment:${id}`,
    "payments",
    "outbox",
    "desk",
    "frame",
  ]);
  const amount = useAmount(payment, "capture", capture);
  const most = payment.capture.most ?? payment.money.capturable;
  const left = amount.readBack?.left_after ?? null;
  const part = amount.understood !== null && left !== null && !isZero(left);
  // Where a method takes one capture only, the rest is gone whatever we say.
  const last = payment.capture_several ? letGo && part : part;
  useStage({
    place: "capture",
    inFront: true,
    currency: held.currency,
    fields: { amount: { put: amount.change, typed: amount.typed, base: besides(most.value, "under") } },
  });
  const ready = draft !== null && amount.ready;
  return (
    <PaymentSheet
      payment={payment}
      title={amount.title}
      press={amount.press}
      ready={ready}
      sending={capture}
      draft={opened}
      onPress={() => {
        if (!draft || !ready) return;
        capture.send({
          draft: draft.draft,
          payment: id,
          version: draft.version,
          amount: amount.typed.trim(),
          last,
        });
      }}
      onReload={onReload}
      onClose={onClose}
    >
      <Facts>
        <Fact name={t("shared.money.authorised")}>
          <MoneyText money={payment.money.authorised} />
        </Fact>
        {isZero(payment.money.captured) ? null : (
          <Fact name={t("shared.money.captured")}>
            <MoneyText money={payment.money.captured} />
          </Fact>
        )}
        {isZero(payment.money.capturing) ? null : (
          <Fact name={t("shared.money.capturing")}>
            <MoneyText money={payment.money.capturing} />
          </Fact>
        )}
        <Fact name={t("shared.money.capturable")}>
          <MoneyText money={most} strong />
        </Fact>
        {hold_until === null ? null : (
          <Fact name={t("payment.hold")}>
            <DeadlineText at={hold_until} />
          </Fact>
        )}
        <Fact name={t("payment.capture.rule")}>
          {t(
            payment.capture_several
              ? "payment.capture.rule_several"
              : payment.capture_partial
                ? "payment.capture.rule_once"
                : "payment.capture.rule_full",
          )}
        </Fact>
      </Facts>
      <AmountField
        label={t("payment.capture.amount")}
        currency={held.currency}
        value={amount.typed}
        onChange={amount.change}
        all={most}
        allLabel={t("payment.all", { amount: formatMoney(most, locale) })}
        readBack={amount.readBack}
        autoFocus
        disabled={capture.isPending}
      />
      {part && left ? (
        payment.capture_several ? (
          <Checkbox
            label={t("payment.capture.let_go")}
            hint={t(letGo ? "payment.capture.let_go_words" : "payment.capture.keep_words", {
              left: formatMoney(left, locale),
            })}
            checked={letGo}
            onChange={setLetGo}
          />
        ) : (
          <p className="sheet-way">{t("payment.capture.gone_words", { left: formatMoney(left, locale) })}</p>
        )
      ) : null}
    </PaymentSheet>
  );
}
