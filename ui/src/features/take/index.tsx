import "./take.css";
import { useEffect, useRef, useState } from "react";
import { useSpeech } from "../../i18n";
import { type ActionView, commands, useCommand, useQuery } from "../../ipc";
import { Button, Checkbox, Segments, Select, TextField, useKeys } from "../../kit";
import {
  ActionState,
  AmountField,
  everything,
  formatMoney,
  go,
  MoneyText,
  Page,
  ProblemCard,
  StatusBadge,
  TimeText,
  to,
  useFrame,
  useSettled,
} from "../../shared";

const currencies = [
  "CNY",
  "USD",
  "EUR",
  "GBP",
  "HKD",
  "JPY",
  "KRW",
  "SGD",
  "MYR",
  "THB",
  "PHP",
  "IDR",
  "AUD",
] as const;

/** The same order paid twice is the oldest mistake: say so before, not after. */
function SameOrder({ order }: { order: string }) {
  const { t } = useSpeech();
  const settled = useSettled(order.trim(), 200);
  const { data } = useQuery(
    commands.paymentList,
    { ...everything, text: settled, limit: 10 },
    { enabled: settled !== "", tags: ["payments"], forget: 10_000 },
  );
  const same = (settled === "" ? [] : (data?.payments ?? [])).filter(
    (row) => row.order_number === settled && row.state !== "declined" && row.state !== "cancelled",
  );
  const first = same[0];
  if (!first) return null;
  return (
    <div className="same-order" role="status">
      <p>
        <strong>{t("take.same_order", { order: settled })}</strong> <MoneyText money={first.amount} />{" "}
        <StatusBadge state={first.state} quiet /> <TimeText at={first.created_at} inList />
      </p>
      <a href={to("payments", first.id)}>{t("take.open_it")}</a>
    </div>
  );
}

export function TakeScreen() {
  const { t } = useSpeech();
  const { data: frame } = useFrame();
  const [round, setRound] = useState(0);
  const environment = frame?.current?.environment;
  return (
    <Page
      title={t("take.title")}
      about={
        environment === "practice"
          ? t("take.about_practice")
          : environment === "sandbox"
            ? t("take.about_sandbox")
            : null
      }
    >
      {environment === "live" ? (
        <p className="take-none">{t("take.live")}</p>
      ) : (
        <TakeForm key={round} practice={environment === "practice"} onAnother={() => setRound(round + 1)} />
      )}
    </Page>
  );
}

function TakeForm({ practice, onAnother }: { practice: boolean; onAnother: () => void }) {
  const { t, locale } = useSpeech();
  const methods = useQuery(commands.paymentMethods, undefined, { tags: ["accounts"] });
  const draft = useCommand(commands.draftOpen);
  const take = useCommand(commands.paymentTake, ["payments", "desk", "outbox", "frame"]);
  const [order, setOrder] = useState("");
  const [description, setDescription] = useState("");
  const [amount, setAmount] = useState("");
  const [currency, setCurrency] = useState<string>("CNY");
  const [method, setMethod] = useState<string | null>(null);
  const [card, setCard] = useState<string | null>(null);
  const [capture, setCapture] = useState<"manual" | "automatic">("manual");
  const [declare, setDeclare] = useState(false);

  const open = draft.send;
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current) return;
    opened.current = true;
    open({ payment: null, kind: "pay" });
  }, [open]);

  const chosen = methods.data?.find((known) => known.method === method) ?? methods.data?.[0] ?? null;
  const cards = chosen?.cards ?? [];
  const chosenCard =
    cards.length === 0 ? null : (cards.find(([token]) => token === card)?.[0] ?? cards[0]?.[0] ?? null);
  const wallet = chosen?.method === "ALIPAY_CN";
  const ready = draft.data !== undefined && chosen !== null && order.trim() !== "" && amount.trim() !== "";
  const send = () => {
    if (!ready || !draft.data || !chosen || take.data) return;
    take.send({
      draft: draft.data.draft,
      order_number: order.trim(),
      description: description.trim(),
      amount: amount.trim(),
      currency,
      method: chosen.method,
      card: chosenCard,
      capture,
      needs_declaration: wallet && declare,
    });
  };
  useKeys([
    { keys: "mod+enter", label: t("take.title"), inFields: true, run: send },
    { keys: "escape", label: t("shared.cancel"), run: () => go("#/payments") },
  ]);

  if (take.data) return <Taken first={take.data} onAnother={onAnother} />;
  return (
    <div className="take">
      <TextField label={t("take.order")} value={order} onChange={setOrder} mono maxLength={64} autoFocus />
      <SameOrder order={order} />
      <div className="take-amount">
        <AmountField label={t("take.amount")} currency={currency} value={amount} onChange={setAmount} />
        <Select
          label={t("take.currency")}
          options={currencies.map((code) => ({ value: code, label: code }))}
          value={currency}
          onChange={setCurrency}
        />
      </div>
      {practice ? <p className="take-hint">{t("take.faults")}</p> : null}
      <div className="take-pair">
        <Select
          label={t("take.method")}
          options={(methods.data ?? []).map((known) => ({ value: known.method, label: known.name }))}
          value={chosen?.method ?? null}
          onChange={(value) => {
            setMethod(value);
            setCard(null);
          }}
        />
        {cards.length === 0 ? null : (
          <Select
            label={t("take.card")}
            options={cards.map(([token, shows]) => ({ value: token, label: shows }))}
            value={chosenCard}
            onChange={setCard}
          />
        )}
      </div>
      <TextField
        label={t("take.description")}
        optional={t("take.optional")}
        value={description}
        onChange={setDescription}
        maxLength={256}
      />
      <div className="take-choice">
        <Segments
          label={t("take.capture")}
          options={[
            { value: "manual", label: t("take.capture.manual") },
            { value: "automatic", label: t("take.capture.automatic") },
          ]}
          value={capture}
          onChange={setCapture}
        />
        <p className="take-hint">
          {t(capture === "manual" ? "take.capture.manual_words" : "take.capture.automatic_words")}
        </p>
      </div>
      {wallet ? (
        <Checkbox
          label={t("take.declare")}
          hint={t("take.declare_words")}
          checked={declare}
          onChange={setDeclare}
        />
      ) : null}
      <ProblemCard problem={take.problem ?? draft.problem ?? methods.problem} />
      <footer className="take-foot">
        <Button look="quiet" onPress={() => go("#/payments")}>
          {t("shared.cancel")}
        </Button>
        <Button look="primary" keys="mod+enter" isDisabled={!ready} busy={take.isPending} onPress={send}>
          {/^\d+(\.\d+)?$/.test(amount.trim())
            ? t("take.press", { amount: formatMoney({ value: amount.trim(), currency }, locale) })
            : t("take.title")}
        </Button>
      </footer>
    </div>
  );
}

function Taken({ first, onAnother }: { first: ActionView; onAnother: () => void }) {
  const { t } = useSpeech();
  return (
    <div className="take">
      <ActionState first={first} />
      <footer className="take-foot">
        <Button onPress={onAnother}>{t("take.another")}</Button>
        <Button look="primary" onPress={() => go(to("payments", first.payment))}>
          {t("take.open")}
        </Button>
      </footer>
    </div>
  );
}
