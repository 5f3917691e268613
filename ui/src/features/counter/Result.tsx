import Check from "lucide-react/icons/circle-check";
import Help from "lucide-react/icons/circle-question-mark";
import Clock from "lucide-react/icons/clock";
import Octagon from "lucide-react/icons/octagon-alert";
import Person from "lucide-react/icons/user-round-search";
import { useEffect, useRef } from "react";
import { useSpeech } from "../../i18n";
import { type ActionView, commands, useCommand, useQuery } from "../../ipc";
import { Button, Icon, type Picture, useKeys } from "../../kit";
import { MoneyText, ProblemCard, to, useAction, useNow } from "../../shared";
import { useStage } from "../../shared/practice";
import { OurCode } from "./OurCode";
import { isOver, type Outcome, outcomeOf } from "./outcome";
import { Slip } from "./Slip";
import { sentenceOf, showing as shown } from "./sentence";
import { useUndo } from "./useUndo";

const pictures: Record<Outcome, Picture> = {
  waiting: Clock,
  undoing: Help,
  done: Check,
  refused: Octagon,
  cancelled: Octagon,
  over: Clock,
  person: Person,
};

/** From the press to the end: the code if we show one, one honest sentence, and a slip. */
export function Result({
  first,
  shop,
  wallet,
  practice,
  onOver,
  onNext,
  onAgain,
  onMeanwhile,
  onNewCode,
}: {
  first: ActionView;
  shop: string;
  /** Whose code it seemed to be. */
  wallet: string | null;
  practice: boolean;
  /** It has an end: nothing has to be come back to. */
  onOver: () => void;
  onNext: () => void;
  /** The same amount once more, with another code. */
  onAgain: () => void;
  /** The next customer, while this payment goes on being asked about. */
  onMeanwhile: () => void;
  /** None when the customer's code was scanned. */
  onNewCode: (() => void) | null;
}) {
  const { t } = useSpeech();
  const now = useNow(1000);
  const action = useAction(first);
  const { data: payment, problem } = useQuery(
    commands.paymentShow,
    { id: first.payment },
    {
      tags: [`payment:${first.payment}`, "payments", "outbox"],
      again: (view) => (isOver(outcomeOf(action, view)) ? false : 2000),
    },
  );
  const ask = useCommand(commands.paymentInquire, [`payment:${first.payment}`, "outbox", "frame"]);
  const { undo, busy, problem: undoProblem } = useUndo(first.payment);
  const outcome = outcomeOf(action, payment);
  const over = isOver(outcome);
  const offer = outcome === "waiting" ? (payment?.offer ?? null) : null;
  const codeOver = offer !== null && offer.until !== null && now >= offer.until;
  const showing = offer !== null && !codeOver;
  const why = payment?.problem ?? action.problem;
  const said = sentenceOf(outcome, action, now, why);
  const sentence = showing ? shown : said;
  useStage(
    payment
      ? {
          place: showing ? "counter_shown" : "payment",
          subject: payment.row.payment_id ?? payment.row.id,
          onPlayed: () => ask.send({ id: first.payment }),
        }
      : null,
  );
  const ended = useRef(onOver);
  ended.current = onOver;
  // "Ask a person" is over for the till, and still has to be found again.
  const settled = over && outcome !== "person";
  useEffect(() => {
    if (settled) ended.current();
  }, [settled]);
  const again = outcome === "refused" || outcome === "cancelled" || outcome === "over";
  const newCode = outcome === "cancelled" || outcome === "over" ? onNewCode : null;
  const print = () => window.print();
  const mayUndo = outcome === "waiting" && payment?.give_back.way === "cancel";
  useKeys([
    ...(showing ? [] : [{ keys: "p", label: t("counter.print"), run: print }]),
    ...(over ? [{ keys: "n", label: t("counter.next"), run: onNext }] : []),
    ...(again ? [{ keys: "a", label: t("counter.again"), run: onAgain }] : []),
  ]);
  return (
    <div className="result" data-alone={showing || undefined}>
      <section className="result-main" data-outcome={outcome} aria-label={t("counter.result")}>
        {showing ? <OurCode offer={offer} practice={practice} from={payment?.row.created_at ?? now} /> : null}
        <p className="result-amount">{first.amount ? <MoneyText money={first.amount} /> : null}</p>
        {wallet === null ? null : <p className="result-wallet">{t("counter.wallet", { wallet })}</p>}
        <div className="result-says" role={over ? "alert" : "status"}>
          <Icon of={pictures[outcome]} size={32} />
          <div>
            <p className="result-sentence">
              {codeOver ? t("counter.says.code_over") : t(sentence.says, sentence.values)}
            </p>
            <p>{t("counter.tell", { words: t(sentence.tell) })}</p>
            {outcome === "person" ? <p>{t("counter.person_words")}</p> : null}
          </div>
        </div>
        {outcome === "refused" || outcome === "over" || outcome === "person" ? (
          <ProblemCard problem={why} />
        ) : null}
        <ProblemCard problem={problem ?? undoProblem ?? ask.problem} />
        <footer className="counter-foot">
          <a className="button button-quiet" href={to("payments", first.payment)}>
            {t("counter.open")}
          </a>
          {over ? null : (
            <Button busy={ask.isPending} onPress={() => ask.send({ id: first.payment })}>
              {t("counter.ask")}
            </Button>
          )}
          {over ? null : <Button onPress={onMeanwhile}>{t("counter.meanwhile")}</Button>}
          {mayUndo ? (
            <Button busy={busy} onPress={undo}>
              {t(codeOver ? "counter.close_code" : "counter.cancel")}
            </Button>
          ) : null}
          {again ? (
            <Button keys="a" onPress={onAgain}>
              {t("counter.again")}
            </Button>
          ) : null}
          {newCode === null ? null : <Button onPress={newCode}>{t("counter.new_code")}</Button>}
          {over ? (
            <Button look="primary" keys="n" onPress={onNext}>
              {t("counter.next")}
            </Button>
          ) : null}
        </footer>
      </section>
      {showing ? null : (
        <aside className="result-slip" aria-label={t("counter.slip")}>
          <Slip
            shop={shop}
            practice={practice}
            order={payment?.row.order_number ?? first.id}
            amount={first.amount}
            at={payment?.paid_at ?? payment?.row.created_at ?? now}
            sentence={sentence}
          />
          <Button keys="p" onPress={print}>
            {t("counter.print")}
          </Button>
        </aside>
      )}
    </div>
  );
}
