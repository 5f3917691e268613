import Tick from "lucide-react/icons/circle-check";
import Ring from "lucide-react/icons/circle-dashed";
import Square from "lucide-react/icons/square-x";
import { useSpeech } from "../../i18n";
import type { CheckView, TickView } from "../../ipc";
import { Icon, Skeleton } from "../../kit";
import { ProblemCard } from "../../shared";

const lights = {
  green: { picture: Tick, tone: "done" },
  red: { picture: Square, tone: "refused" },
  unproved: { picture: Ring, tone: "expired" },
} as const;

function lightOf(light: string) {
  return light === "green" || light === "red" ? lights[light] : lights.unproved;
}

function TickLine({ tick }: { tick: TickView }) {
  const { t, word } = useSpeech();
  const { picture, tone } = lightOf(tick.light);
  const name = word("settings.tick", tick.what);
  return (
    <li className="check-light" data-light={tick.light}>
      <span className="status" data-tone={tone}>
        <Icon of={picture} size={16} />
        <span>{word("settings.light", tick.light)}</span>
      </span>
      <div>
        <h3>{name}</h3>
        {tick.problem ? (
          <ProblemCard problem={tick.problem} />
        ) : (
          <p>
            {tick.light === "green" ? word(`settings.tick.${tick.what}`, "green") : t("settings.tick.hidden")}
          </p>
        )}
      </div>
    </li>
  );
}

/** Host, clock, client id, signature: each its own light and its own sentence. */
export function ConnectionCheck({ checked, running }: { checked: CheckView | undefined; running: boolean }) {
  const { t } = useSpeech();
  const seconds = checked?.clock_ahead_ms == null ? null : Math.round(checked.clock_ahead_ms / 1000);
  return (
    <section className="connection" aria-label={t("settings.check.title")} aria-busy={running}>
      <p className="connection-verdict" role="status" data-green={checked?.all_green || undefined}>
        {running
          ? t("settings.check.running")
          : checked
            ? t(checked.all_green ? "settings.check.all_green" : "settings.check.not_yet")
            : null}
      </p>
      {checked ? (
        <ul className="check-lights">
          {checked.ticks.map((tick) => (
            <TickLine key={tick.what} tick={tick} />
          ))}
        </ul>
      ) : (
        <Skeleton label={t("settings.check.running")} lines={4} />
      )}
      {checked && !running ? (
        <p className="connection-more">
          {checked.took_ms === null ? null : t("settings.check.took", { ms: checked.took_ms })}{" "}
          {seconds === null
            ? null
            : t("settings.check.clock", {
                seconds: Math.abs(seconds),
                way: t(seconds < 0 ? "settings.check.behind" : "settings.check.ahead"),
              })}
        </p>
      ) : null}
    </section>
  );
}
