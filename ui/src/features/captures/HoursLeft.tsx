import { useSpeech } from "../../i18n";
import { deadline, hoursLeft } from "../../shared";
import { share, urgencyOf } from "./urgency";

/** Words, shape, bar and colour for the time left of a hold. */
export function HoursLeft({ until, now }: { until: number; now: number }) {
  const { t, locale } = useSpeech();
  const urgency = urgencyOf(until, now);
  const { hours, minutes } = hoursLeft(until, now);
  const days = Math.floor(hours / 24);
  const words =
    urgency === "over"
      ? t("captures.left.over")
      : days >= 3
        ? t("captures.left.days", { days, hours: hours % 24 })
        : hours > 0
          ? t("captures.left.hours", { hours, minutes })
          : t("captures.left.minutes", { minutes });
  const shape = urgency === "urgent" || urgency === "soon" ? t(`captures.shape.${urgency}`) : null;
  return (
    <time
      className="hold-left"
      data-urgency={urgency}
      dateTime={new Date(until).toISOString()}
      title={deadline(until, locale)}
    >
      <svg
        className="hold-shape"
        viewBox="0 0 14 14"
        width="14"
        height="14"
        aria-hidden="true"
        focusable="false"
      >
        {urgency === "urgent" || urgency === "over" ? (
          <rect x="1" y="1" width="12" height="12" rx="1.5" />
        ) : urgency === "soon" ? (
          <path d="M7 .8 13.2 7 7 13.2.8 7z" />
        ) : (
          <circle cx="7" cy="7" r="4.6" />
        )}
      </svg>
      <span className="hold-words">
        {words}
        {shape ? <span className="sr-only">{`, ${shape}`}</span> : null}
      </span>
      <svg className="hold-bar" viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="hold-bar-rest" width="1000" height="6" />
        <rect className="hold-bar-left" width={Math.max(8, share(until, now))} height="6" />
      </svg>
    </time>
  );
}
