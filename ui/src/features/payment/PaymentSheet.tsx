import { type ReactNode, useState } from "react";
import { useSpeech } from "../../i18n";
import type { ActionView, PaymentView, Problem } from "../../ipc";
import { Button, type ButtonLook } from "../../kit";
import { ActSheet, formatMoney, type useDraft, useReadBack } from "../../shared";

/** A command on its way, as `useCommand` tells of it. */
type Sending = {
  data?: ActionView | undefined;
  problem: Problem | null;
  isPending: boolean;
  reset: () => void;
};

/** The frame of every sheet about one payment: whose order it is, and the way on when the page is stale. */
export function PaymentSheet({
  payment,
  title,
  press,
  leave,
  look,
  ready,
  sending,
  draft,
  offer = null,
  onPress,
  onReload,
  onClose,
  children,
}: {
  payment: PaymentView;
  /** Names the money. */
  title: string;
  press: string;
  leave?: string;
  look?: ButtonLook;
  ready: boolean;
  sending: Sending;
  draft: ReturnType<typeof useDraft>;
  /** What the problem offers, where that is not to load the page again. */
  offer?: ReactNode;
  onPress: () => void;
  onReload: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t, locale } = useSpeech();
  const { amount, order_number: order } = payment.row;
  const problem = sending.problem ?? draft.problem;
  const again = () => {
    sending.reset();
    onReload();
    draft.reopen();
  };
  return (
    <ActSheet
      title={title}
      about={t("payment.sheet.of", { order, amount: formatMoney(amount, locale) })}
      onClose={onClose}
      press={press}
      {...(leave ? { leave } : {})}
      {...(look ? { look } : {})}
      ready={ready}
      busy={sending.isPending}
      onPress={onPress}
      sent={sending.data}
      problem={problem}
      offer={
        problem?.next === "reload" ? (
          <Button small onPress={again}>
            {t("payment.load_again")}
          </Button>
        ) : (
          offer
        )
      }
    >
      {children}
    </ActSheet>
  );
}

const kinds = { refund: "refund", capture: "capture", raise: "update_amount" } as const;

/** An amount being typed on such a sheet: what the core reads, and the words that name it. */
export function useAmount(payment: PaymentView, act: keyof typeof kinds, sending: Sending) {
  const { t, locale } = useSpeech();
  const { id } = payment.row;
  const [typed, setTyped] = useState("");
  const { readBack, current } = useReadBack({ payment: id }, kinds[act], sending.data ? "" : typed);
  const understood = current ? (readBack?.amount ?? null) : null;
  // Once sent, the sheet keeps saying what was sent.
  const named = sending.data?.amount ?? understood;
  const ending = id.slice(-4);
  return {
    typed,
    readBack,
    understood,
    ready: understood !== null && readBack?.problem == null,
    change: (text: string) => {
      setTyped(text);
      if (sending.problem) sending.reset();
    },
    title: named
      ? t(`payment.${act}.title_amount`, { amount: formatMoney(named, locale), ending })
      : t(`payment.${act}.title`, { ending }),
    press: understood
      ? t(`payment.${act}.press`, { amount: formatMoney(understood, locale) })
      : t(`payment.${act}.press_empty`),
  };
}
