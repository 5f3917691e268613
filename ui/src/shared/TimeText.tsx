import { useSpeech } from "../i18n";
import { useNow } from "./now";
import { absolute, clock, deadline, hoursLeft, relative, zone } from "./time";

/** A moment: absolute, with the zone on hover; in lists relative for the first 24 hours. */
export function TimeText({ at, inList, seconds }: { at: number; inList?: boolean; seconds?: boolean }) {
  const { locale } = useSpeech();
  const ticked = useNow();
  // Between two ticks something may have happened: it was just now, not in the future.
  const now = at > ticked && at <= Date.now() ? at : ticked;
  const full = absolute(at, { seconds: seconds ?? false });
  const young = inList === true && Math.abs(now - at) < 86_400_000;
  return (
    <time
      className="time"
      dateTime={new Date(at).toISOString()}
      title={`${absolute(at, { seconds: true })} (${zone(at)})`}
    >
      {young ? relative(at, now, locale) : full}
    </time>
  );
}

/** Only the clock, where the day is said already. */
export function ClockText({ at }: { at: number }) {
  return (
    <time
      className="time"
      dateTime={new Date(at).toISOString()}
      title={`${absolute(at, { seconds: true })} (${zone(at)})`}
    >
      {clock(at, { seconds: true })}
    </time>
  );
}

/** A deadline: what is left, and the moment itself with its weekday. */
export function DeadlineText({ at, brief }: { at: number; brief?: boolean }) {
  const { locale, t } = useSpeech();
  const now = useNow();
  const { hours, minutes } = hoursLeft(at, now);
  const over = at <= now;
  const days = Math.floor(hours / 24);
  const left = over
    ? t("shared.deadline.over")
    : days >= 3
      ? t("shared.deadline.days", { days, hours: hours % 24 })
      : t("shared.deadline.left", { hours, minutes });
  return (
    <time
      className="deadline"
      dateTime={new Date(at).toISOString()}
      title={deadline(at, locale)}
      data-near={over || hours < 4 || undefined}
      data-soon={hours < 24 || undefined}
    >
      {left}
      {brief ? null : <span className="deadline-at">{deadline(at, locale)}</span>}
    </time>
  );
}
