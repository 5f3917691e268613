import { useSpeech } from "../../i18n";
import { deadline, hoursLeft } from "../time";
import { urgencyOf } from "./urgency";

type Props = {
  due: number;
  now: number;
  /** Nobody has to do anything until then: it can be near without being urgent. */
  calm?: boolean;
};

/** What is left until a deadline, its urgency as word, shape and colour; the moment itself is the title. */
export function DueText({ due, now, calm = false }: Props) {
  const { t, locale } = useSpeech();
  const near = urgencyOf(due, now);
  const urgency = calm && near !== "over" ? "calm" : near;
  const { hours, minutes } = hoursLeft(due, now);
  const days = Math.floor(hours / 24);
  const left =
    urgency === "over"
      ? t("shared.deadline.over")
      : days >= 3
        ? t("shared.deadline.days", { days, hours: hours % 24 })
        : t("shared.deadline.left", { hours, minutes });
  return (
    <time
      className="due"
      data-urgency={urgency}
      dateTime={new Date(due).toISOString()}
      title={deadline(due, locale)}
    >
      <svg
        className="due-shape"
        viewBox="0 0 14 14"
        width="14"
        height="14"
        aria-hidden="true"
        focusable="false"
      >
        {urgency === "over" || urgency === "now" ? (
          <rect x="1" y="1" width="12" height="12" rx="1.5" />
        ) : urgency === "soon" ? (
          <path d="M7 .8 13.2 7 7 13.2.8 7z" />
        ) : (
          <circle cx="7" cy="7" r="4.6" />
        )}
      </svg>
      <span>
        {left}
        {urgency === "now" || urgency === "soon" ? (
          <span className="due-word">{` · ${t(`dossier.urgency.${urgency}`)}`}</span>
        ) : null}
      </span>
    </time>
  );
}
