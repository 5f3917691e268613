import Ship from "lucide-react/icons/container";
import HandCoins from "lucide-react/icons/hand-coins";
import Radio from "lucide-react/icons/message-circle-question-mark";
import Raise from "lucide-react/icons/trending-up";
import Undo from "lucide-react/icons/undo-2";
import type { ReactNode } from "react";
import { useSpeech } from "../../i18n";
import type { PaymentView } from "../../ipc";
import { Button, type Picture } from "../../kit";
import { before, DeadlineText, MoneyText, ProblemLine } from "../../shared";

export type Do = "capture" | "raise" | "give-back" | "declare";

function Act({
  icon,
  name,
  keys,
  allowed,
  busy,
  why,
  onPress,
}: {
  icon: Picture;
  name: string;
  keys?: string;
  allowed: boolean;
  busy?: boolean;
  why: ReactNode;
  onPress: () => void;
}) {
  return (
    <li className="act" data-barred={!allowed || undefined}>
      <Button
        icon={icon}
        {...(keys ? { keys } : {})}
        isDisabled={!allowed}
        busy={busy ?? false}
        onPress={onPress}
        className="act-button"
      >
        <span className="act-name">{name}</span>
      </Button>
      <p className="act-why">{why}</p>
    </li>
  );
}

/** What can be done, and for what cannot: why, and the way out. */
export function Acts({
  payment,
  asking,
  onDo,
  onAsk,
}: {
  payment: PaymentView;
  asking: boolean;
  onDo: (what: Do) => void;
  onAsk: () => void;
}) {
  const { t } = useSpeech();
  const { give_back: back, capture, declare } = payment;
  const captureWhy = capture.allowed ? (
    <>
      {t("payment.act.capture_most")} <MoneyText money={capture.most ?? payment.money.capturable} strong />
      {payment.row.hold_until === null ? null : (
        <>
          {" · "}
          <DeadlineText at={payment.row.hold_until} brief />
        </>
      )}
    </>
  ) : (
    <ProblemLine problem={capture.problem} />
  );
  const until = back.way === "refund" ? back.refund_until : back.cancel_until;
  // A link or a code that nobody paid holds nothing that could go back.
  const unpaid = payment.row.state === "asked" || payment.row.state === "pending";
  const backWhy =
    back.way === null ? (
      <ProblemLine problem={back.refund_problem ?? back.cancel_problem} />
    ) : unpaid ? (
      t("payment.act.close")
    ) : (
      <>
        {before(
          t(
            back.way === "release"
              ? "payment.act.release"
              : back.way === "cancel"
                ? "payment.act.cancel"
                : "payment.act.refund",
          ),
        )}
        <MoneyText money={back.most} strong />
        {until === null ? null : (
          <>
            {" · "}
            <DeadlineText at={until} brief />
          </>
        )}
        {back.way === "cancel" ? <> {t("payment.act.then_refund")}</> : null}
      </>
    );
  const declareWhy = declare.allowed ? (
    declare.most ? (
      <>
        {t("payment.act.declare_most")} <MoneyText money={declare.most} strong />
      </>
    ) : null
  ) : (
    <ProblemLine problem={declare.problem} />
  );
  return (
    <ul className="acts">
      <Act
        icon={HandCoins}
        name={t("payment.act.capture_name")}
        keys="c"
        allowed={capture.allowed}
        why={captureWhy}
        onPress={() => onDo("capture")}
      />
      {payment.raise.allowed || payment.updates.length > 0 ? (
        <Act
          icon={Raise}
          name={t("payment.act.raise_name")}
          keys="a"
          allowed={payment.raise.allowed}
          why={
            payment.raise.allowed ? (
              t(payment.raise_untold ? "payment.act.raise_untold" : "payment.act.raise")
            ) : (
              <ProblemLine problem={payment.raise.problem} />
            )
          }
          onPress={() => onDo("raise")}
        />
      ) : null}
      <Act
        icon={Undo}
        name={t(unpaid && back.way !== null ? "payment.act.close_name" : "payment.act.back_name")}
        keys="r"
        allowed={back.way !== null}
        why={backWhy}
        onPress={() => onDo("give-back")}
      />
      <Act
        icon={Ship}
        name={t("payment.act.declare_name")}
        allowed={declare.allowed}
        why={declareWhy}
        onPress={() => onDo("declare")}
      />
      <Act
        icon={Radio}
        name={t("payment.act.ask_name")}
        keys="i"
        allowed
        busy={asking}
        why={t("payment.act.ask")}
        onPress={onAsk}
      />
    </ul>
  );
}
