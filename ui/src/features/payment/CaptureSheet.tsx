import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type PaymentView, useCommand } from "../../ipc";
import { Button, Checkbox, Fact, Facts } from "../../kit";
import {
  AmountField,
  DeadlineText,
  formatMoney,
  isZero,
  MoneyText,
  useDraft,
  useReadBack,
} from "../../shared";

import { MoneySheet } from "./SheetParts";

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
  const { id, amount: held, order_number, hold_until } = payment.row;
  const [amount, setAmount] = useState("");
  const [letGo, setLetGo] = useState(false);
  const { draft, problem: draftProblem, reopen } = useDraft(id, "capture");
  const capture = useCommand(commands.captureCreate, [
    `payment:${id}`,
    "payments",
    "outbox",
    "desk",
    "frame",
  ]);
  const { readBack, current } = useReadBack(id, "capture", capture.data ? "" : amount);
  const most = payment.capture.most ?? payment.money.capturable;
  const understood = current ? (readBack?.amount ?? null) : null;
  const named = capture.data?.amount ?? understood;
  const left = readBack?.left_after ?? null;
  const part = understood !== null && left !== null && !isZero(left);
  // Where a method takes one capture only, the rest is gone whatever we say.
  const last = payment.capture_several ? letGo && part : part;
  const ready = draft !== null && understood !== null && readBack?.problem == null;
  const problem = capture.problem ?? draftProblem;
  return (
    <MoneySheet
      title={
        named
          ? t("payment.capture.title_amount", { amount: formatMoney(named, locale), ending: id.slice(-4) })
          : t("payment.capture.title", { ending: id.slice(-4) })
      }
      about={t("payment.sheet.of", { order: order_number, amount: formatMoney(held, locale) })}
      onClose={onClose}
      press={
        understood
          ? t("payment.capture.press", { amount: formatMoney(understood, locale) })
          : t("payment.capture.press_empty")
      }
      ready={ready}
      busy={capture.isPending}
      onPress={() => {
        if (draft && ready) {
          capture.send({
            draft: draft.draft,
            payment: id,
            version: draft.version,
            amount: amount.trim(),
            last,
          });
        }
      }}
      sent={capture.data}
      problem={problem}
      offer={
        problem?.next === "reload" ? (
          <Button
            small
            onPress={() => {
              capture.reset();
              onReload();
              reopen();
            }}
          >
            {t("payment.load_again")}
          </Button>
        ) : null
      }
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
        value={amount}
        onChange={(typed) => {
          setAmount(typed);
          if (capture.problem) capture.reset();
        }}
        all={most}
        allLabel={t("payment.all", { amount: formatMoney(most, locale) })}
        readBack={readBack}
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
    </MoneySheet>
  );
}
