import { useSpeech } from "../../i18n";
import { commands, type PaymentView, useCommand } from "../../ipc";
import { Fact, Facts } from "../../kit";
import { AmountField, DeadlineText, MoneyText, useDraft } from "../../shared";
import { besides, useStage } from "../../shared/practice";
import { PaymentSheet, useAmount } from "./PaymentSheet";

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
  const { t } = useSpeech();
  const { id, amount: held, hold_until } = payment.row;
  const opened = useDraft(id, "update_amount");
  const { draft } = opened;
  const raise = useCommand(commands.amountUpdate, [`payment:${id}`, "payments", "outbox", "desk", "frame"]);
  const total = useAmount(payment, "raise", raise);
  useStage({
    place: "raise",
    inFront: true,
    currency: held.currency,
    fields: {
      amount: {
        put: total.change,
        typed: total.typed,
        base: besides(payment.money.authorised.value, "over"),
      },
    },
  });
  const ready = draft !== null && total.ready;
  return (
    <PaymentSheet
      payment={payment}
      title={total.title}
      press={total.press}
      ready={ready}
      sending={raise}
      draft={opened}
      onPress={() => {
        if (!draft || !ready) return;
        raise.send({ draft: draft.draft, payment: id, version: draft.version, total: total.typed.trim() });
      }}
      onReload={onReload}
      onClose={onClose}
    >
      <p className="sheet-way">{t("payment.raise.words")}</p>
      {payment.raise_untold ? <p className="dim">{t("payment.raise.untold")}</p> : null}
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
        value={total.typed}
        onChange={total.change}
        readBack={total.readBack}
        hint={t("payment.raise.total_hint")}
        autoFocus
        disabled={raise.isPending}
      />
    </PaymentSheet>
  );
}
