import { useSpeech } from "../../i18n";
import { asGiven, deadline } from "../../shared";
import { DueText, urgencyOf } from "../../shared/dossier";
import { sendBefore } from "./due";

type Props = {
  due: number;
  given: string | null;
  now: number;
  /** Nobody has to send anything any more; evidence can be added. In whose words. */
  answered?: string | null;
};

/** The deadline here, as it was given there, and the earlier one we keep ourselves to. */
export function Deadline({ due, given, now, answered = null }: Props) {
  const { t, locale } = useSpeech();
  const urgency = answered !== null ? undefined : urgencyOf(due, now);
  return (
    <section className="dispute-due" data-urgency={urgency} aria-label={t("disputes.due")}>
      <p className="dispute-due-left" aria-live={urgency === "now" ? "assertive" : undefined}>
        <DueText due={due} now={now} calm={answered !== null} />
        {answered !== null && due > now ? <span className="dispute-due-more">{answered}</span> : null}
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
        {answered !== null || due <= now ? null : (
          <div>
            <dt>{t("disputes.due.inner")}</dt>
            <dd>{deadline(sendBefore(due, now), locale)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
