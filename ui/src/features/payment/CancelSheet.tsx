import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type PaymentView, useCommand } from "../../ipc";
import { Button } from "../../kit";
import { before, DeadlineText, formatMoney, ProblemLine, useDraft } from "../../shared";

import { MoneySheet } from "./SheetParts";

/** Lets a hold go, or cancels a payment whole. There is no amount to type. */
export function CancelSheet({
  payment,
  onReload,
  onRefund,
  onClose,
}: {
  payment: PaymentView;
  onReload: () => void;
  /** Only a part shall go back. */
  onRefund: () => void;
  onClose: () => void;
}) {
  const { t, locale } = useSpeech();
  const { id, amount, order_number } = payment.row;
  const cancel = useCommand(commands.cancelCreate, [`payment:${id}`, "payments", "outbox", "desk", "frame"]);
  // Once sent, the sheet keeps saying what was sent.
  const [back, setBack] = useState(payment.give_back);
  if (!cancel.data && !cancel.isPending && back !== payment.give_back && payment.give_back.way !== null) {
    setBack(payment.give_back);
  }
  // Decided when the sheet opens, like the way itself.
  const [unpaid] = useState(() => ["asked", "pending"].includes(payment.row.state));
  const release = back.way === "release";
  const kind = unpaid ? "close" : release ? "release" : "cancel";
  const { draft, problem: draftProblem, reopen } = useDraft(id, "cancel");
  const most = formatMoney(back.most, locale);
  const problem = cancel.problem ?? draftProblem;
  return (
    <MoneySheet
      title={t(`payment.${kind}.title`, {
        amount: most,
        ending: id.slice(-4),
      })}
      about={t("payment.sheet.of", { order: order_number, amount: formatMoney(amount, locale) })}
      onClose={onClose}
      press={t(release && !unpaid ? "payment.release.press" : "payment.cancel.press", { amount: most })}
      leave={t("payment.cancel.leave")}
      look="danger"
      ready={draft !== null && !cancel.isPending}
      busy={cancel.isPending}
      onPress={() => draft && cancel.send({ draft: draft.draft, payment: id, version: draft.version })}
      sent={cancel.data}
      problem={problem}
      offer={
        problem?.next === "reload" ? (
          <Button
            small
            onPress={() => {
              cancel.reset();
              onReload();
              reopen();
            }}
          >
            {t("payment.load_again")}
          </Button>
        ) : null
      }
    >
      <div className="sheet-way">
        <strong>{before(t(`payment.way.${kind}`))}</strong>
        {t(`payment.way.${kind}_words`)}
      </div>
      {back.cancel_until === null || unpaid ? null : (
        <p>
          {before(t(release ? "payment.release.until" : "payment.cancel.until"))}
          <DeadlineText at={back.cancel_until} />
        </p>
      )}
      {unpaid ? null : back.refund_problem ? (
        <p className="dim">
          {before(t("payment.why_not_refund"))}
          <ProblemLine problem={back.refund_problem} />
        </p>
      ) : release ? null : (
        <p>
          <Button small onPress={onRefund}>
            {t("payment.cancel.part")}
          </Button>
        </p>
      )}
    </MoneySheet>
  );
}
