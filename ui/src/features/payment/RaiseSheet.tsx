import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type PaymentView, useCommand } from "../../ipc";
import { Button, Fact, Facts } from "../../kit";
import {
  AmountField,
  DeadlineText,
  formatMoney,
  looksLikeAmount,
  MoneyText,
  ProblemLine,
  useDraft,
} from "../../shared";
import { MoneySheet } from "./SheetParts";

/** Raises what is held: the total is typed, not the difference, as the gateway counts it. */
export function RaiseSheet({
  payment,
  onReload,
  onClose,
}: {
  payment: PaymentView;
  onReload: () => void;
  onClose: () => void;
}) {
  const { t, locale } = useSpeech();
  const { id, order_number, amount: held, hold_until } = payment.row;
  const [total, setTotal] = useState("");
  const { draft, problem: draftProblem, reopen } = useDraft(id, "update_amount");
  const raise = useCommand(commands.amountUpdate, [`payment:${id}`, "payments", "outbox", "desk", "frame"]);
  const typed = looksLikeAmount(total)
    ? formatMoney({ value: total.trim(), currency: held.currency }, locale)
    : null;
  const ready = draft !== null && typed !== null;
  const problem = raise.problem ?? draftProblem;
  const inField = problem?.field === "total" || problem?.field === "amount";
  return (
    <MoneySheet
      title={
        typed
          ? t("payment.raise.title_amount", { amount: typed, ending: id.slice(-4) })
          : t("payment.raise.title", { ending: id.slice(-4) })
      }
      about={t("payment.sheet.of", { order: order_number, amount: formatMoney(held, locale) })}
      onClose={onClose}
      press={typed ? t("payment.raise.press", { amount: typed }) : t("payment.raise.press_empty")}
      ready={ready}
      busy={raise.isPending}
      onPress={() => {
        if (!draft || !ready) return;
        raise.send({ draft: draft.draft, payment: id, version: draft.version, total: total.trim() });
      }}
      sent={raise.data}
      problem={inField ? null : problem}
      offer={
        problem?.next === "reload" ? (
          <Button
            small
            onPress={() => {
              raise.reset();
              onReload();
              reopen();
            }}
          >
            {t("payment.load_again")}
          </Button>
        ) : null
      }
    >
      <p className="sheet-way">{t("payment.raise.words")}</p>
      <Facts>
        <Fact name={t("shared.money.authorised")}>
          <MoneyText money={payment.money.authorised} strong />
        </Fact>
        {hold_until === null ? null : (
          <Fact name={t("payment.hold")}>
            <DeadlineText at={hold_until} />
          </Fact>
        )}
      </Facts>
      <AmountField
        label={t("payment.raise.total")}
        currency={held.currency}
        value={total}
        onChange={(text) => {
          setTotal(text);
          if (raise.problem) raise.reset();
        }}
        error={null}
        hint={t("payment.raise.total_hint")}
        autoFocus
        disabled={raise.isPending}
      />
      {inField ? (
        <p className="field-error">
          <ProblemLine problem={problem} />
        </p>
      ) : null}
    </MoneySheet>
  );
}
