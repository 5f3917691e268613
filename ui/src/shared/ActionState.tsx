import Check from "lucide-react/icons/check";
import { useSpeech } from "../i18n";
import { type ActionView, commands, useCommand, useQuery } from "../ipc";
import { Button, Icon } from "../kit";
import { tagsOf } from "./about";
import { timeLeft } from "./left";
import { MoneyText } from "./MoneyText";
import { useNow } from "./now";
import { ProblemCard } from "./ProblemCard";
import { StatusBadge } from "./StatusBadge";

export function isOpen(state: string): boolean {
  return state === "queued" || state === "sending" || state === "waiting" || state === "unknown";
}

/** Where an action stands, asked again until it has an end. */
export function useAction(first: ActionView): ActionView {
  const { data } = useQuery(
    commands.outboxShow,
    { order: first.order },
    {
      enabled: first.order !== "",
      tags: ["outbox", ...tagsOf(first)],
      again: (view) => (isOpen((view ?? first).state) ? 1000 : false),
    },
  );
  return data ?? first;
}

function Step({ done, now, label }: { done: boolean; now: boolean; label: string }) {
  return (
    <li className="step" data-done={done || undefined} aria-current={now ? "step" : undefined}>
      <span className="step-dot">{done ? <Icon of={Check} size={10} /> : null}</span>
      {label}
    </li>
  );
}

/** A sheet that sent something becomes this: saved here, sent, and then the truth. */
export function ActionState({ first }: { first: ActionView }) {
  const action = useAction(first);
  const { t, word } = useSpeech();
  const now = useNow(1000);
  const ask = useCommand(commands.outboxAsk, ["outbox", ...tagsOf(first)]);
  const { state } = action;
  const sent = state !== "queued";
  const asked = state === "unknown" || state === "waiting";
  const over = !isOpen(state);
  return (
    <section className="action-state" data-state={state}>
      <p className="action-what">
        {word("kind", action.kind)} {action.amount ? <MoneyText money={action.amount} strong /> : null}
      </p>
      <ol className="steps">
        <Step done now={state === "queued"} label={t("shared.action.saved")} />
        <Step done={sent} now={state === "sending"} label={t("shared.action.sent")} />
        <Step done={over} now={asked} label={t("shared.action.result")} />
      </ol>
      <div
        className="action-result"
        role={(state === "refused" || state === "unknown") && !action.problem ? "alert" : "status"}
      >
        <StatusBadge state={state} />
        {asked && action.next_at !== null ? (
          <span>
            {action.next_at <= now
              ? t("shared.action.asking")
              : t("shared.action.next_check", { left: timeLeft(action.next_at, now) })}
            {action.most_rounds === null
              ? null
              : ` ${t("shared.action.round", { at: Math.min(action.rounds + 1, action.most_rounds), of: action.most_rounds })}`}
          </span>
        ) : null}
        {state === "queued" && action.next_at !== null && action.next_at > now ? (
          <span>{t("shared.action.next_try", { left: timeLeft(action.next_at, now) })}</span>
        ) : null}
      </div>
      {state === "unknown" && !action.problem ? (
        <p className="action-note">
          {t(action.amount ? "shared.action.reserved" : "shared.action.do_not_repeat")}
        </p>
      ) : null}
      {state === "done" ? null : <ProblemCard problem={action.problem} />}
      {asked ? (
        <Button small busy={ask.isPending} onPress={() => ask.send({ order: action.order })}>
          {t("shared.action.ask_now")}
        </Button>
      ) : null}
    </section>
  );
}
