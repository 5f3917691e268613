import type { ReactNode } from "react";
import { useSpeech } from "../../i18n";
import type { ActionView } from "../../ipc";
import { Button, type Picture } from "../../kit";
import { IdText } from "../IdText";
import { MoneyText } from "../MoneyText";
import { Panel } from "../Page";
import { ProblemLine } from "../ProblemCard";
import { StatusBadge } from "../StatusBadge";

/** One act that is possible here, or why it is not. */
export function Act({
  icon,
  name,
  keys,
  allowed = true,
  busy,
  why,
  onPress,
}: {
  icon?: Picture;
  name: string;
  keys?: string;
  allowed?: boolean;
  busy?: boolean;
  why?: ReactNode;
  onPress: () => void;
}) {
  return (
    <li className="case-act">
      <Button
        {...(icon ? { icon } : {})}
        {...(keys ? { keys } : {})}
        isDisabled={!allowed}
        busy={busy ?? false}
        onPress={onPress}
        className="case-act-button"
      >
        <span className="case-act-name">{name}</span>
      </Button>
      {why ? <div className="case-act-why">{why}</div> : null}
    </li>
  );
}

/** What we asked of the gateway here, newest first, and where each stands. */
export function OwnActs({ acts }: { acts: readonly ActionView[] }) {
  const { t, word } = useSpeech();
  if (acts.length === 0) return null;
  return (
    <Panel title={t("dossier.acts")} count={acts.length}>
      <ul>
        {acts.map((act) => (
          <li key={act.order} className="case-order">
            <div>
              <p className="case-order-what">
                {word("kind", act.kind)} {act.amount ? <MoneyText money={act.amount} strong /> : null}{" "}
                <StatusBadge state={act.state} />
              </p>
              <ProblemLine problem={act.state === "done" ? null : act.problem} />
            </div>
            <IdText id={act.id} name={t("dossier.act_id")} brief />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
