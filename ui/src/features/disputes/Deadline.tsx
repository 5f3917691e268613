import { useSpeech } from "../../i18n";
import { asGiven, deadline } from "../../shared";
import { DueText, urgencyOf } from "../../shared/dossier";
import { innerDeadline } from "./due";

type Props = {
  due: number;
  given: string | null;
  now: number;
  /** Nobody has to send anything any more; evidence can be added. */
  answered?: boolean;
};

/** The deadline here, as it was given there, and the earlier one we keep ourselves to. */
export function Deadline({ due, given, now, answered = false }: Props) {
  const { t, locale } = useSpeech();
  const inner = innerDeadline(due);
  const urgency = answered ? undefined : urgencyOf(due, now);
  return (
    <section className="dispute-due" data-urgency={urgency} aria-label={t("disputes.due")}>
      <p className="dispute-due-left" aria-live={urgency === "now" ? "assertive" : undefined}>
        <DueText due={due} now={now} />
        {answered && due > now ? (
          <span className="dispute-due-more">{t("disputes.due.answered")}</span>
        ) : null}
      </p>
      <dl>
        <div>
          <dt>{t("disputes.due.here")}</dt>
          <dd>
            <strong>{deadline(due, locale)}</strong>
          </dd>
        </div>
        {given === null ? null : (
          <div>
            <dt>{t("disputes.due.given")}</dt>
            <dd>{asGiven(given, locale) ?? given}</dd>
          </div>
        )}
        {answered ? null : (
          <div>
            <dt>{t("disputes.due.inner")}</dt>
            <dd data-over={inner <= now || undefined}>
              {deadline(inner, locale)}
              {inner <= now && due > now ? ` · ${t("disputes.due.inner_over")}` : null}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
