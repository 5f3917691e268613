import QrIcon from "lucide-react/icons/qr-code";
import ScanLine from "lucide-react/icons/scan-line";
import { useEffect, useRef, useState } from "react";
import { type Key, useSpeech } from "../../i18n";
import { type CounterSetupForm, commands, useQuery } from "../../ipc";
import { Button, Kbd, Select, Skeleton, TextField, useKeys } from "../../kit";
import {
  currencies,
  decimalsOf,
  formatMoney,
  ProblemCard,
  SameOrder,
  useDraft,
  useSameOrder,
} from "../../shared";
import { useStage } from "../../shared/practice";
import { useSecretCommand } from "../../shared/secret";
import { keep, left, type Mode, newest, type Sent, sentOf, setAside } from "./left";
import { OpenSales } from "./OpenSales";
import { makeOwn } from "./own";
import { Amount, Pad } from "./Pad";
import { finished, isSomething, pressed } from "./pad";
import { Result } from "./Result";
import { Scan } from "./Scan";
import { Setup } from "./Setup";
import { useWedge } from "./useWedge";

type Stage = "amount" | "scan" | "confirm" | "setup";
/** What was typed of the sale besides its amount. */
type What = { order: string; description: string };

const touched = ["payments", "outbox", "desk", "frame"] as const;

export type Sale = { amount: string; currency: string; showCode: boolean };

/** One sale, from the amount to its end. */
export function Till({
  account = null,
  shop,
  kept = null,
  practice,
  sale,
  onNext,
  onEmptyEscape,
}: {
  /** Whose counter it is. */
  account?: string | null;
  shop: string;
  /** Who the shop is at the counter, once it was said. */
  kept?: CounterSetupForm | null;
  /** Nobody stands there: the screen says how to play the customer. */
  practice: boolean;
  sale: Sale;
  onNext: (next: Sale) => void;
  /** Escape with nothing left to clear. */
  onEmptyEscape?: () => void;
}) {
  const { t, locale } = useSpeech();
  const [stage, setStage] = useState<Stage>("amount");
  const [amount, setAmount] = useState(sale.amount);
  const [currency, setCurrency] = useState(sale.currency);
  const [order, setOrder] = useState("");
  const [description, setDescription] = useState("");
  const [wallet, setWallet] = useState<string | null>(null);
  const [notice, setNotice] = useState<Key | null>(null);
  const [sent, setSent] = useState<Sent | null>(() => left(account));
  const { draft, problem: draftProblem } = useDraft(null, "pay");
  const { data: inDoubt, isPending: looking } = useQuery(commands.counterOpen, undefined, {
    enabled: account !== null,
    tags: ["outbox", "payments"],
    forget: 0,
  });
  // A scanned code is on its way through here, never in the screen's state.
  const held = useRef<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const check = useSecretCommand(commands.counterCode);
  const pay = useSecretCommand(commands.counterPay, touched);
  const guard = useSameOrder(order);
  // Without a number of its own the sale takes a fresh one.
  const freeFor = (number: string) => number.trim() === "" || guard.freeFor(number);
  const free = freeFor(order);
  const busy = check.isPending || pay.isPending;
  const decimals = decimalsOf(currency);
  const some = isSomething(amount);
  const comeBack = (to: Sent) => {
    keep(account, to);
    setWallet(null);
    setSent(to);
  };
  // Whoever opens the counter comes back to what is in doubt; whoever began the next sale is not disturbed.
  const fresh = sent === null && stage === "amount" && !busy && amount === "" && !sale.showCode;
  const waiting = inDoubt && fresh ? newest(inDoubt) : null;
  const toDoubt = useRef(comeBack);
  toDoubt.current = comeBack;
  useEffect(() => {
    if (waiting !== null) toDoubt.current(sentOf(waiting));
  }, [waiting]);

  const send = (mode: Mode, code: string | null, what: What = { order, description }) => {
    if (draft === null || busy || !freeFor(what.order)) return;
    // Before it leaves: a window that is closed in between finds it again.
    makeOwn(draft.draft);
    pay.send(
      {
        draft: draft.draft,
        mode,
        amount: finished(amount),
        currency,
        order_number: what.order.trim(),
        description: what.description.trim(),
        code,
        again: guard.second,
      },
      {
        onDone: (action) => {
          const now = { action, mode, amount: finished(amount), currency };
          keep(account, now);
          setSent(now);
        },
        onProblem: (problem) => setStage(problem.code === "counter.not_set_up" ? "setup" : "amount"),
      },
    );
  };
  const scanned = (code: string, what: What = { order, description }) => {
    setNotice(null);
    if (sent !== null || busy || stage === "setup") return;
    if (!some) {
      setNotice("counter.notice.amount_first");
      return;
    }
    if (!freeFor(what.order)) {
      setNotice("counter.notice.order_first");
      return;
    }
    setStage("scan");
    check.send(
      { code },
      {
        onDone: (seen) => {
          setWallet(seen.wallet);
          if (seen.looks_right) send("payment_code", code, what);
          else {
            held.current = code;
            setStage("confirm");
          }
        },
      },
    );
  };
  const sendHeld = () => {
    const code = held.current;
    held.current = null;
    setStage("scan");
    if (code !== null) send("payment_code", code);
  };
  const back = () => {
    held.current = null;
    setNotice(null);
    setStage("amount");
  };
  const type = (key: string) => {
    if (sent !== null || busy || stage !== "amount") return;
    setNotice(null);
    if (key === "Enter") {
      if (some && free) setStage("scan");
    } else setAmount((old) => pressed(old, key === "Delete" ? "Clear" : key, decimals));
  };
  useWedge({
    onTyped: type,
    onCode: (code, into) => {
      // What the scanner wrote into a field is taken out of it again.
      const what = { order: order.replace(code, ""), description: description.replace(code, "") };
      setOrder(what.order);
      setDescription(what.description);
      if (into === field.current && into !== null) into.value = "";
      scanned(code, what);
    },
    onBroken: () => setNotice("counter.notice.broken"),
  });
  const showCode = () => {
    if (some) send("order_code", null);
  };
  // A code that ran out is followed by a new one for the same amount.
  const following = useRef(sale.showCode);
  const follow = useRef(showCode);
  follow.current = showCode;
  useEffect(() => {
    if (draft === null || !following.current) return;
    following.current = false;
    follow.current();
  }, [draft]);
  useKeys(
    stage === "setup"
      ? []
      : sent !== null
        ? onEmptyEscape === undefined
          ? []
          : [{ keys: "escape", label: t("counter.back"), run: onEmptyEscape }]
        : [
            ...(stage === "amount" ? [{ keys: "s", label: t("counter.show"), run: showCode }] : []),
            {
              keys: "escape",
              label: t("counter.back"),
              run: () => {
                if (stage !== "amount") back();
                else if (amount === "") onEmptyEscape?.();
                else type("Clear");
              },
            },
          ],
  );

  useStage(
    sent !== null
      ? null
      : stage === "scan"
        ? {
            place: "counter_scan",
            fields: {
              code: {
                put: (code) => {
                  if (field.current) field.current.value = code;
                },
              },
            },
          }
        : { place: "counter", currency, fields: { amount: { put: setAmount, typed: amount } } },
  );

  if (sent !== null) {
    const sold = { amount: sent.amount, currency: sent.currency, showCode: false };
    const next = (sale: Sale) => {
      keep(account, null);
      setAside(sent);
      onNext(sale);
    };
    return (
      <Result
        first={sent.action}
        shop={shop}
        wallet={wallet}
        practice={practice}
        onOver={() => keep(account, null)}
        onNext={() => next({ ...sold, amount: "" })}
        onAgain={() => next(sold)}
        onMeanwhile={() => next({ ...sold, amount: "" })}
        onNewCode={sent.mode === "order_code" ? () => next({ ...sold, showCode: true }) : null}
      />
    );
  }
  // Nobody begins a sale on a pad that is about to be taken away.
  if (waiting !== null || (fresh && looking)) return <Skeleton label={t("shared.loading")} />;
  if (stage === "setup") return <Setup name={shop} kept={kept} onDone={back} onBack={back} />;
  const problem = pay.problem?.code === "counter.not_set_up" ? null : (pay.problem ?? check.problem);
  return (
    <div className="till">
      <section className="till-amount" aria-label={t("counter.amount")}>
        <Amount amount={amount} currency={currency} />
        <Pad point={decimals > 0} onKey={type} />
      </section>
      <section className="till-side" aria-label={t("counter.how")}>
        {stage === "amount" ? (
          <>
            <OpenSales sales={inDoubt ?? []} onBack={(one) => comeBack(sentOf(one))} />
            <div className="till-acts">
              <button
                type="button"
                className="till-act"
                disabled={!some || draft === null || !free}
                onClick={() => setStage("scan")}
              >
                <ScanLine size={34} aria-hidden="true" />
                <span>{t("counter.scan")}</span>
                <small>{t("counter.scan_words")}</small>
                <Kbd keys="enter" />
              </button>
              <button
                type="button"
                className="till-act"
                disabled={!some || draft === null || busy || !free}
                onClick={showCode}
              >
                <QrIcon size={34} aria-hidden="true" />
                <span>{t("counter.show")}</span>
                <small>{t("counter.show_words")}</small>
                <Kbd keys="s" />
              </button>
            </div>
            <div className="till-fields">
              <Select
                label={t("counter.currency")}
                options={currencies.map((code) => ({ value: code, label: code }))}
                value={currency}
                onChange={(code) => {
                  setCurrency(code);
                  setAmount("");
                }}
              />
              <TextField
                label={t("counter.order")}
                optional={t("counter.optional")}
                value={order}
                onChange={setOrder}
                mono
                maxLength={64}
              />
              <SameOrder guard={guard} />
              <TextField
                label={t("counter.description")}
                optional={t("counter.optional")}
                value={description}
                onChange={setDescription}
                maxLength={256}
              />
            </div>
          </>
        ) : null}
        {stage === "scan" ? (
          <Scan field={field} busy={busy} wallet={wallet} onCode={scanned} onBack={back} />
        ) : null}
        {stage === "confirm" ? (
          <section className="scan" role="alert" aria-label={t("counter.confirm")}>
            <h2>{t("counter.confirm")}</h2>
            <p className="scan-hint">{t("counter.confirm_words")}</p>
            <div className="counter-foot">
              <Button
                onPress={() => {
                  held.current = null;
                  setStage("scan");
                }}
              >
                {t("counter.scan_again")}
              </Button>
              <Button look="primary" onPress={sendHeld}>
                {t("counter.confirm_send", {
                  amount: formatMoney({ value: finished(amount), currency }, locale),
                })}
              </Button>
            </div>
          </section>
        ) : null}
        <p className="till-notice" role="status">
          {notice ? t(notice) : null}
        </p>
        <ProblemCard problem={problem ?? draftProblem} />
        {stage === "amount" ? (
          <Button look="quiet" small onPress={() => setStage("setup")}>
            {t("counter.setup")}
          </Button>
        ) : null}
      </section>
    </div>
  );
}
