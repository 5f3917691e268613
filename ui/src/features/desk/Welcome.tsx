import KeyRound from "lucide-react/icons/key-round";
import Play from "lucide-react/icons/play";
import { useT } from "../../i18n";
import { commands, type FrameView, useCommand } from "../../ipc";
import { Button, Icon } from "../../kit";
import { go, ProblemCard } from "../../shared";

/** The first screen of a new computer: two doors, and what is behind each. */
export function Welcome({ frame }: { frame: FrameView }) {
  const t = useT();
  const practice = useCommand(commands.practiceOpen, [
    "frame",
    "accounts",
    "payments",
    "desk",
    "outbox",
    "customs",
  ]);
  return (
    <div className="welcome">
      <div className="welcome-words">
        <svg className="welcome-slip" viewBox="0 0 220 96" aria-hidden="true" focusable="false">
          <path className="slip-stub" d="M8 12a6 6 0 0 1 6-6h52v84H14a6 6 0 0 1-6-6z" />
          <path className="slip-cut" d="M66 6v84" />
          <path className="slip-body" d="M70 6h136a6 6 0 0 1 6 6v72a6 6 0 0 1-6 6H70z" />
          <path className="slip-lines" d="M88 30h70M88 46h100M88 62h44" />
          <path className="slip-stub-lines" d="M20 30h32M20 46h24M20 62h32" />
          <circle className="slip-dot" cx="190" cy="68" r="9" />
          <path className="slip-tick" d="m186 68 3 3 5-6" />
        </svg>
        <h1>{t("desk.welcome")}</h1>
        <p>{t("desk.welcome_words")}</p>
      </div>
      <ProblemCard problem={practice.problem ?? frame.ledger_problem} />
      <div className="doors">
        {frame.practice_available ? (
          <section className="door">
            <span className="door-icon">
              <Icon of={Play} size={20} />
            </span>
            <h2>{t("desk.practice")}</h2>
            <p>{t("desk.practice_words")}</p>
            <Button look="primary" busy={practice.isPending} onPress={() => practice.send(undefined)}>
              {practice.isPending ? t("desk.practice_opening") : t("desk.practice_open")}
            </Button>
          </section>
        ) : null}
        <section className="door">
          <span className="door-icon">
            <Icon of={KeyRound} size={20} />
          </span>
          <h2>{t("desk.own")}</h2>
          <p>{t("desk.own_words")}</p>
          <Button onPress={() => go("#/settings")}>{t("desk.own_open")}</Button>
        </section>
      </div>
      <p className="welcome-foot">{t("desk.welcome_foot")}</p>
    </div>
  );
}
