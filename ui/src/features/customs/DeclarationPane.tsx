import Alert from "lucide-react/icons/octagon-alert";
import RefreshCw from "lucide-react/icons/refresh-cw";
import X from "lucide-react/icons/x";
import { useSpeech } from "../../i18n";
import { commands, type DeclarationView, useCommand } from "../../ipc";
import { Button, Fact, Facts, Icon, IconButton } from "../../kit";
import { go, IdText, MoneyText, NextCheck, ProblemCard, TimeText, to, useNow } from "../../shared";
import { countdown, lockAt } from "./lock";
import { DeclarationState } from "./State";

export const askedTags = ["customs", "payments", "desk", "outbox"] as const;

/** Everything about one declaration, and what can be done with it. */
export function DeclarationPane({
  declaration,
  onCorrect,
  onClose,
}: {
  declaration: DeclarationView;
  onCorrect: () => void;
  onClose: () => void;
}) {
  const { t, word } = useSpeech();
  const now = useNow(1000);
  const ask = useCommand(commands.declarationInquire, [...askedTags, `payment:${declaration.payment}`]);
  const { order_number: order, identity_check: identity } = declaration;
  const lock = lockAt(declaration.correct, now);
  const none = <span className="dim">{t("customs.fact.none")}</span>;
  const barred = lock.locked && lock.until === null;
  return (
    <aside className="declaration-pane" aria-label={t("customs.pane", { order })}>
      <header className="declaration-pane-head">
        <div>
          <h2>{order}</h2>
          <p className="declaration-pane-money">
            <MoneyText money={declaration.amount} strong />
          </p>
          <DeclarationState state={declaration.state} />
        </div>
        <IconButton icon={X} label={t("customs.close_pane")} onPress={onClose} />
      </header>
      <div className="declaration-pane-acts">
        <Button
          look={declaration.state.endsWith("refused") ? "primary" : "plain"}
          isDisabled={lock.locked}
          onPress={onCorrect}
        >
          {t("customs.correct")}
        </Button>
        <Button icon={RefreshCw} busy={ask.isPending} onPress={() => ask.send({ id: declaration.id })}>
          {t("customs.ask_now")}
        </Button>
        {lock.until === null ? null : (
          <span className="declaration-lock" role="timer">
            {t("customs.correct_locked", { left: countdown(lock.until, now) })}
          </span>
        )}
      </div>
      <ProblemCard problem={ask.problem} />
      {barred ? <ProblemCard problem={declaration.correct.problem} /> : null}
      <ProblemCard problem={declaration.problem} />
      {identity ? (
        <p className="declaration-identity" data-bad={identity !== "CHECK_PASSED" || undefined}>
          {identity === "CHECK_PASSED" ? null : <Icon of={Alert} size={16} />}
          {word("customs.identity", identity)}
        </p>
      ) : null}
      <Facts>
        <Fact name={t("customs.fact.said")}>
          {declaration.customs_code === null ? (
            none
          ) : (
            <span className="declaration-said">
              <code>{declaration.customs_code}</code> {declaration.customs_text}
            </span>
          )}
        </Fact>
        {declaration.returned_at === null ? null : (
          <Fact name={t("customs.fact.returned")}>
            <TimeText at={declaration.returned_at} />
          </Fact>
        )}
        {declaration.status === null ? null : (
          <Fact name={t("customs.fact.status")}>
            <code>{declaration.status}</code>
          </Fact>
        )}
        <Fact name={t("customs.fact.customs_payment")}>
          {declaration.customs_payment === null ? (
            none
          ) : (
            <IdText id={declaration.customs_payment} name={t("customs.fact.customs_payment")} />
          )}
        </Fact>
        <Fact name={t("customs.fact.customs_order")}>
          {declaration.customs_order === null ? (
            none
          ) : (
            <>
              <IdText id={declaration.customs_order} name={t("customs.fact.customs_order")} />
              <span className="field-hint declaration-hint">{t("customs.same_number")}</span>
            </>
          )}
        </Fact>
        {declaration.suborder === null ? null : (
          <Fact name={t("customs.fact.suborder")}>
            <IdText id={declaration.suborder} name={t("customs.fact.suborder")} />
          </Fact>
        )}
        <Fact name={t("customs.fact.office")}>
          <span className="mono">{declaration.customs}</span>
        </Fact>
        <Fact name={t("customs.fact.company")}>
          <span className="mono">{declaration.merchant_code}</span> {declaration.merchant_name}
        </Fact>
        <Fact name={t("customs.fact.buyer")}>
          {declaration.buyer_masked === null ? (
            <span className="dim">{t("customs.fact.buyer_payer")}</span>
          ) : (
            <span className="mono">{declaration.buyer_masked}</span>
          )}
        </Fact>
        <Fact name={t("customs.fact.id")}>
          <IdText id={declaration.id} name={t("customs.fact.id")} />
        </Fact>
        <Fact name={t("customs.fact.asked")}>
          <TimeText at={declaration.asked_at} /> <NextCheck at={declaration.next_at} />
        </Fact>
      </Facts>
      <div className="declaration-pane-acts">
        <Button small onPress={() => go(to("payments", declaration.payment))}>
          {t("customs.open_payment")}
        </Button>
      </div>
    </aside>
  );
}
