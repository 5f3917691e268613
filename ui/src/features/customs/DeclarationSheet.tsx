import "./customs.css";
import { type ReactNode, useMemo, useState } from "react";
import { useSpeech } from "../../i18n";
import {
  type ActionView,
  commands,
  type DeclarationView,
  type PaymentView,
  type Problem,
  type ReadBackView,
  useQuery,
} from "../../ipc";
import { Button, Checkbox, Segments, Sheet, TextField, useKeys } from "../../kit";
import {
  ActionState,
  AmountField,
  clock,
  formatMoney,
  ProblemCard,
  sayProblem,
  useFrame,
  useNow,
  useReadBack,
} from "../../shared";
import { PracticeInside, useStage } from "../../shared/practice";
import { useSecretCommand } from "../../shared/secret";
import { countdown, lockAt } from "./lock";
import { OfficeField } from "./OfficeField";
import { codeOf } from "./offices";
import { useDraft } from "./useDraft";

type Buyer = "payer" | "person" | "keep";

type Props = {
  payment: PaymentView;
  /** The declaration to be corrected; none for a new one. */
  correcting: DeclarationView | null;
  onClose: () => void;
};

/** What was read back, judged for a correction: its own amount is free again, which the core's reading does not know. */
function forCorrection(readBack: ReadBackView | null, own: DeclarationView): ReadBackView | null {
  if (!readBack) return null;
  const { amount, problem } = readBack;
  if (problem?.code.startsWith("amount.")) return readBack;
  const most = own.correct.most;
  const over = amount && most && BigInt(amount.minor) > BigInt(most.minor);
  const tooMuch: Problem | null = over
    ? {
        code: "bar.over_the_declarable",
        args: { left: { kind: "money", value: most } },
        moved: "no",
        next: "correct",
        gateway_code: null,
        gateway_message: null,
        field: "amount",
      }
    : null;
  return { ...readBack, left_after: null, problem: tooMuch };
}

/** Enter on the button would send by the key that ends a word; Space, a click and Mod+Enter do. */
function NotByEnter({ children }: { children: ReactNode }) {
  return (
    <span
      className="not-by-enter"
      onKeyDownCapture={(event) => {
        if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {children}
    </span>
  );
}

export function DeclarationSheet({ payment, correcting, onClose }: Props) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const { row } = payment;
  const order = row.order_number;
  const account = useFrame().data?.current ?? null;
  const offices = useQuery(commands.customsOffices, undefined).data ?? [];
  const now = useNow(1000);
  const { draft, problem: draftProblem, again } = useDraft(row.id);
  const touches = useMemo(
    () => ["customs", "outbox", "payments", "desk", "frame", `payment:${row.id}`],
    [row.id],
  );
  const file = useSecretCommand(commands.declarationFile, touches);
  const [action, setAction] = useState<ActionView | null>(null);
  const [pressed, setPressed] = useState(false);

  const before = payment.declarations.filter((own) => own.state !== "refused" && own.id !== correcting?.id);
  const forced = correcting === null && before.length > 0;
  const [amount, setAmount] = useState(
    () => (correcting ? correcting.amount : payment.declare.most)?.value ?? "",
  );
  const [office, setOffice] = useState(correcting?.customs ?? "");
  // Untouched fields follow the account, which may still be on its way.
  const [typedCode, setCode] = useState<string | null>(correcting?.merchant_code ?? null);
  const [typedName, setName] = useState<string | null>(correcting?.merchant_name ?? null);
  const code = typedCode ?? account?.customs_code ?? "";
  const name = typedName ?? account?.customs_name ?? "";
  const [wantsSplit, setSplit] = useState(false);
  const split = correcting ? correcting.suborder !== null : forced || wantsSplit;
  const [suborder, setSuborder] = useState(correcting?.suborder ?? "");
  const masked = correcting?.buyer_masked ?? null;
  const [buyer, setBuyer] = useState<Buyer>(masked === null ? "payer" : "keep");
  const [buyerName, setBuyerName] = useState("");
  const [buyerNumber, setBuyerNumber] = useState("");
  const [showNumber, setShowNumber] = useState(false);

  useStage({
    place: "declare",
    inFront: true,
    currency: "CNY",
    fields: { amount: { put: setAmount, typed: amount } },
  });
  const read = useReadBack({ payment: row.id }, "declare", amount);
  const readBack = correcting ? forCorrection(read.readBack, correcting) : read.readBack;
  const lock = correcting ? lockAt(correcting.correct, now) : null;
  const locked = lock ? lock.locked : !payment.declare.allowed;
  const customs = codeOf(offices, office);
  const missing = {
    amount: amount.trim() === "",
    customs: customs === null,
    merchant_code: code.trim() === "",
    merchant_name: name.trim() === "",
    suborder: split && suborder.trim() === "",
    buyer_name: buyer === "person" && buyerName.trim() === "",
    buyer_number: buyer === "person" && buyerNumber.trim() === "",
  };
  type Field = keyof typeof missing;
  const wrong = (field: Field): string | null => {
    if (file.problem?.field === field) return sayProblem(file.problem, speech).says;
    if (!pressed || !missing[field]) return null;
    return field === "customs" ? t("customs.sheet.office_wrong") : t("customs.field_missing");
  };

  const press = () => {
    if (action) {
      onClose();
      return;
    }
    if (locked || draft === null) return;
    setPressed(true);
    // What is sent is what was read back, not what was typed since.
    const understood = read.current && readBack?.amount && !readBack.problem;
    if (Object.values(missing).some(Boolean) || customs === null || !understood) return;
    const person = buyer === "person";
    file.send(
      {
        draft: draft.draft,
        payment: row.id,
        version: draft.version,
        correcting: correcting?.id ?? null,
        amount: amount.trim(),
        customs,
        merchant_code: code.trim(),
        merchant_name: name.trim(),
        suborder: split ? suborder.trim() : null,
        buyer_name: person ? buyerName.trim() : null,
        buyer_number: person ? buyerNumber.trim() : null,
        keep_buyer: buyer === "keep",
      },
      {
        onDone: (view) => {
          setBuyerNumber("");
          setAction(view);
        },
      },
    );
  };
  useKeys([{ keys: "mod+enter", label: t("customs.sheet.send"), inFields: true, run: press }], 2);

  const amountSaid = readBack?.amount ? formatMoney(readBack.amount, locale) : null;
  const title = correcting
    ? t("customs.sheet.correct", { order })
    : amountSaid
      ? t("customs.sheet.title_amount", { amount: amountSaid, order })
      : t("customs.sheet.title", { order });
  const off = locked || draft === null;
  const buyers: Buyer[] = masked === null ? ["payer", "person"] : ["keep", "person", "payer"];

  return (
    <Sheet
      title={title}
      about={t("customs.sheet.about", { amount: formatMoney(row.amount, locale) })}
      closeLabel={t("shared.close")}
      onClose={onClose}
      foot={
        action ? (
          <Button onPress={onClose}>{t("shared.close")}</Button>
        ) : (
          <>
            <span className="customs-sheet-note">{t("customs.sheet.enter_note")}</span>
            <Button look="quiet" onPress={onClose}>
              {t("shared.cancel")}
            </Button>
            <NotByEnter>
              <Button look="primary" keys="mod+enter" isDisabled={off} busy={file.isPending} onPress={press}>
                {t(correcting ? "customs.sheet.send_again" : "customs.sheet.send")}
              </Button>
            </NotByEnter>
          </>
        )
      }
    >
      {action ? (
        <>
          <ActionState first={action} />
          <p className="customs-sheet-words">{t("customs.sheet.then")}</p>
        </>
      ) : (
        <>
          {lock?.until ? (
            <p className="customs-sheet-lock" role="timer">
              {t("customs.sheet.locked", {
                left: countdown(lock.until, now),
                at: clock(lock.until, { seconds: true }),
              })}
            </p>
          ) : locked ? (
            <ProblemCard problem={(correcting ? correcting.correct : payment.declare).problem} />
          ) : null}
          {correcting ? <p className="customs-sheet-words">{t("customs.sheet.changeable")}</p> : null}
          <AmountField
            label={t("customs.sheet.amount")}
            currency="CNY"
            value={amount}
            onChange={setAmount}
            all={correcting ? correcting.correct.most : payment.declare.most}
            allLabel={t("customs.sheet.amount_all")}
            hint={t("customs.sheet.amount_hint")}
            readBack={readBack}
            error={wrong("amount")}
            disabled={locked}
          />
          <OfficeField
            offices={offices}
            value={office}
            onChange={setOffice}
            error={wrong("customs")}
            disabled={locked}
          />
          <fieldset className="customs-sheet-group">
            <legend>{t("customs.sheet.company")}</legend>
            <TextField
              label={t("customs.sheet.company_code")}
              hint={typedCode === null && code !== "" ? t("customs.sheet.company_from") : null}
              error={wrong("merchant_code")}
              value={code}
              onChange={setCode}
              maxLength={128}
              disabled={locked}
              mono
            />
            <TextField
              label={t("customs.sheet.company_name")}
              error={wrong("merchant_name")}
              value={name}
              onChange={setName}
              maxLength={256}
              disabled={locked}
            />
          </fieldset>
          <div className="customs-sheet-group">
            <Checkbox
              label={t("customs.sheet.split")}
              hint={t(
                correcting
                  ? "customs.sheet.split_fixed"
                  : forced
                    ? "customs.sheet.split_forced"
                    : "customs.sheet.split_hint",
              )}
              checked={split}
              onChange={setSplit}
              disabled={locked || forced || correcting !== null}
            />
            {split ? (
              <TextField
                label={t("customs.sheet.suborder")}
                hint={t("customs.sheet.suborder_hint")}
                error={wrong("suborder")}
                value={suborder}
                onChange={setSuborder}
                maxLength={64}
                disabled={locked}
                mono
              />
            ) : (
              <p className="field-hint">{t("customs.sheet.order_hint")}</p>
            )}
          </div>
          <div className="customs-sheet-group">
            <Segments
              label={t("customs.sheet.buyer")}
              value={buyer}
              onChange={(next) => {
                setBuyer(next);
                setBuyerNumber("");
              }}
              options={buyers.map((value) => ({ value, label: t(`customs.sheet.buyer.${value}`) }))}
            />
            {buyer === "payer" ? (
              <p className="field-hint">{t("customs.sheet.buyer_payer_hint")}</p>
            ) : buyer === "keep" ? (
              <p className="field-hint">{t("customs.sheet.buyer_keep_hint", { masked: masked ?? "" })}</p>
            ) : (
              <>
                <TextField
                  label={t("customs.sheet.buyer_name")}
                  error={wrong("buyer_name")}
                  value={buyerName}
                  onChange={setBuyerName}
                  maxLength={128}
                  disabled={locked}
                />
                <TextField
                  label={t("customs.sheet.buyer_number")}
                  hint={t("customs.sheet.buyer_number_hint")}
                  error={wrong("buyer_number")}
                  value={buyerNumber}
                  onChange={setBuyerNumber}
                  maxLength={32}
                  disabled={locked}
                  secret={!showNumber}
                  mono
                />
                <Checkbox
                  label={t("customs.sheet.buyer_number_show")}
                  checked={showNumber}
                  onChange={setShowNumber}
                />
              </>
            )}
          </div>
          <ProblemCard
            problem={file.problem ?? draftProblem}
            act={
              file.problem?.next === "reload" || draftProblem ? (
                <Button
                  small
                  onPress={() => {
                    file.reset();
                    again();
                  }}
                >
                  {t("customs.sheet.reload")}
                </Button>
              ) : null
            }
          />
          <PracticeInside />
        </>
      )}
    </Sheet>
  );
}
