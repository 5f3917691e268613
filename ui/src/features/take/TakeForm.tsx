import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, useCommand, useQuery } from "../../ipc";
import { Button, Checkbox, Segments, Select, TextField, useKeys } from "../../kit";
import {
  AmountField,
  before,
  currencies,
  formatMoney,
  go,
  looksLikeAmount,
  ProblemCard,
  ProblemLine,
  SameOrder,
  useDraft,
  useReadBack,
  useSameOrder,
} from "../../shared";
import { PracticeButton, useStage } from "../../shared/practice";
import { type Capture, CaptureChoice } from "./CaptureChoice";
import { LinkMade } from "./LinkMade";
import { Methods, ofAmount } from "./Methods";
import { useOptions } from "./options";
import { Rates } from "./Rates";
import { regionOf } from "./region";
import { Taken } from "./Taken";

type Way = "link" | "now";

// The gateway's limits for a checkout's life are nothing to an hour (createPaymentSession).
const lives = ["15", "30", "60"] as const;
const touched = ["payments", "desk", "outbox", "frame"] as const;

export function TakeForm({ environment, onAnother }: { environment: string; onAnother: () => void }) {
  const { t, locale } = useSpeech();
  // Cards and wallets of buyers are never typed in here with real money.
  const ways: readonly Way[] = environment === "live" ? ["link"] : ["link", "now"];
  const [way, setWay] = useState<Way>("link");
  const [order, setOrder] = useState("");
  const [description, setDescription] = useState("");
  const [amount, setAmount] = useState("");
  const [currency, setCurrency] = useState<string>("CNY");
  const [region, setRegion] = useState("");
  const [method, setMethod] = useState<string | null>(null);
  const [card, setCard] = useState<string | null>(null);
  const [wanted, setWanted] = useState<Capture>("manual");
  const [declare, setDeclare] = useState(false);
  const [minutes, setMinutes] = useState<string>("30");

  const known = useQuery(commands.paymentMethods, undefined, { tags: ["accounts"] });
  const options = useOptions({ amount, currency, region: regionOf(region) ?? "" }, known.data ?? []);
  const { readBack } = useReadBack({ currency }, "pay", amount);
  const guard = useSameOrder(order);
  const { draft, problem: draftProblem } = useDraft(null, way === "link" ? "session" : "pay");
  const session = useCommand(commands.sessionCreate, touched);
  const take = useCommand(commands.paymentTake, touched);

  // What a practice card is for stands at the end of its token.
  const cardLabel = (token: string, shows: string) =>
    token.endsWith("_DECLINED")
      ? t("take.card.declined", { card: shows })
      : token.endsWith("_INCREMENTAL")
        ? t("take.card.incremental", { card: shows })
        : shows;

  const usable = options.rows.filter((option) => option.enabled);
  const chosen =
    usable.find((option) => option.method === method) ?? (way === "now" ? (usable[0] ?? null) : null);
  const cards = way === "now" ? (known.data?.find((one) => one.method === chosen?.method)?.cards ?? []) : [];
  const chosenCard = (cards.find(([token]) => token === card) ?? cards[0])?.[0] ?? null;
  const canHold = chosen?.can_hold ?? true;
  const capture = canHold ? wanted : "automatic";
  const wallet = way === "now" && chosen?.method === "ALIPAY_CN";
  const busy = session.isPending || take.isPending;
  const ready =
    draft !== null &&
    order.trim() !== "" &&
    amount.trim() !== "" &&
    readBack?.problem == null &&
    guard.free &&
    (way === "link" || chosen !== null);

  const send = (again: boolean) => {
    if (!ready || draft === null || busy) return;
    const what = {
      draft: draft.draft,
      order_number: order.trim(),
      description: description.trim(),
      amount: amount.trim(),
      currency,
      capture,
    };
    if (way === "link") {
      const own = chosen?.method ?? null;
      session.send({ ...what, method: own, minutes: Number.parseInt(minutes, 10), again });
    } else if (chosen) {
      take.send({
        ...what,
        method: chosen.method,
        card: chosenCard,
        needs_declaration: wallet && declare,
        again,
      });
    }
  };
  const sent = session.data !== undefined || take.data !== undefined;
  useKeys([
    {
      keys: "mod+enter",
      label: t("take.title"),
      inFields: true,
      run: () => (sent ? undefined : send(guard.second)),
    },
    { keys: "escape", label: t("shared.cancel"), run: () => go("#/payments") },
  ]);

  useStage(
    sent
      ? null
      : {
          place: way === "link" ? "take_link" : "take_now",
          currency,
          fields: {
            amount: { put: setAmount, typed: amount },
            ...(way === "now"
              ? {
                  method: { put: setMethod },
                  card: { put: setCard },
                  capture: { put: (by) => setWanted(by === "manual" ? "manual" : "automatic") },
                }
              : {}),
          },
        },
  );

  if (session.data) return <LinkMade first={session.data} onAnother={onAnother} />;
  if (take.data) return <Taken first={take.data} onAnother={onAnother} />;

  const problem = way === "link" ? session.problem : take.problem;
  const named = looksLikeAmount(amount) ? formatMoney({ value: amount.trim(), currency }, locale) : null;
  const wrong = (field: string) => (problem?.field === field ? <ProblemLine problem={problem} /> : null);
  const notOffered =
    options.problem && ofAmount(options.problem) && !readBack?.problem ? (
      <ProblemLine problem={options.problem} />
    ) : null;
  return (
    <div className="take">
      <div className="take-fields">
        {ways.length > 1 ? (
          <Segments
            label={t("take.way")}
            value={way}
            onChange={setWay}
            options={ways.map((value) => ({ value, label: t(`take.way.${value}`) }))}
          />
        ) : null}
        <p className="take-hint">
          {before(t(`take.way.${way}_words`))}
          <a href="#/counter">{t("take.to_counter")}</a>
        </p>
        <TextField
          label={t("take.order")}
          value={order}
          onChange={setOrder}
          error={wrong("order_number")}
          mono
          maxLength={64}
          autoFocus
        />
        <SameOrder guard={guard} />
        <div className="take-amount">
          <AmountField
            label={t("take.amount")}
            currency={currency}
            value={amount}
            onChange={setAmount}
            readBack={readBack}
            error={wrong("amount") ?? notOffered}
          />
          <Select
            label={t("take.currency")}
            options={currencies.map((code) => ({ value: code, label: code }))}
            value={currency}
            onChange={setCurrency}
          />
        </div>
        <PracticeButton />
      </div>
      <aside className="take-side" aria-label={t("take.methods")}>
        <Methods
          options={options}
          value={chosen?.method ?? null}
          onChange={(value) => {
            setMethod(value);
            setCard(null);
          }}
          anyone={way === "link"}
          region={region}
          onRegion={setRegion}
        />
        <Rates />
      </aside>
      <div className="take-rest">
        {cards.length === 0 ? null : (
          <Select
            label={t("take.card")}
            options={cards.map(([token, shows]) => ({ value: token, label: cardLabel(token, shows) }))}
            value={chosenCard}
            onChange={setCard}
          />
        )}
        <TextField
          label={t("take.description")}
          optional={t("take.optional")}
          value={description}
          onChange={setDescription}
          error={wrong("description")}
          maxLength={256}
        />
        <CaptureChoice value={capture} onChange={setWanted} canHold={canHold} chooses={chosen === null} />
        {way === "link" ? (
          <Segments
            label={t("take.minutes")}
            value={minutes}
            onChange={setMinutes}
            options={lives.map((value) => ({
              value,
              label: t("take.minutes.some", { minutes: Number(value) }),
            }))}
          />
        ) : null}
        {wallet ? (
          <Checkbox
            label={t("take.declare")}
            hint={t("take.declare_words")}
            checked={declare}
            onChange={setDeclare}
          />
        ) : null}
        <ProblemCard
          problem={problem ?? draftProblem ?? known.problem}
          act={
            way === "link" && problem?.next === "confirm" ? (
              <Button small look="danger" busy={busy} isDisabled={!ready} onPress={() => send(true)}>
                {t("take.again")}
              </Button>
            ) : null
          }
        />
        <footer className="take-foot">
          <Button look="quiet" onPress={() => go("#/payments")}>
            {t("shared.cancel")}
          </Button>
          <Button
            look="primary"
            keys="mod+enter"
            isDisabled={!ready}
            busy={busy}
            onPress={() => send(guard.second)}
          >
            {named === null ? t(`take.press.${way}_empty`) : t(`take.press.${way}`, { amount: named })}
          </Button>
        </footer>
      </div>
    </div>
  );
}
