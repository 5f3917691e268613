import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type PaymentView, useCommand } from "../../ipc";
import { Button } from "../../kit";
import { before, DeadlineText, formatMoney, ProblemLine, useDraft } from "../../shared";
import { useStage } from "../../shared/practice";

import { PaymentSheet } from "./PaymentSheet";

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
  const { id } = payment.row;
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
  const opened = useDraft(id, "cancel");
  useStage({ place: "cancel", inFront: true, subject: id });
  const { draft } = opened;
  const most = formatMoney(back.most, locale);
  return (
    <PaymentSheet
      payment={payment}
      title={t(`payment.${kind}.title`, { amount: most, ending: id.slice(-4) })}
      press={t(release && !unpaid ? "payment.release.press" : "payment.cancel.press", { amount: most })}
      leave={t("payment.cancel.leave")}
      look="danger"
      ready={draft !== null && !cancel.isPending}
      sending={cancel}
      draft={opened}
      onPress={() => draft && cancel.send({ draft: draft.draft, payment: id, version: draft.version })}
      onReload={onReload}
      onClose={onClose}
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
    </PaymentSheet>
  );
}
