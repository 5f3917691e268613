import { useSpeech } from "../../i18n";
import { asGiven, deadline } from "../../shared";
import { DueText, urgencyOf } from "../../shared/dossier";
import { innerDeadline } from "./due";

/** The deadline here, as it was given there, and the earlier one we keep ourselves to. */
export function Deadline({ due, given, now }: { due: number; given: string | null; now: number }) {
  const { t, locale } = useSpeech();
  const inner = innerDeadline(due);
  const urgency = urgencyOf(due, now);
  return (
    <section className="dispute-due" data-urgency={urgency} aria-label={t("disputes.due")}>
      <p className="dispute-due-left" aria-live={urgency === "now" ? "assertive" : undefined}>
        <DueText due={due} now={now} />
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
        <div>
          <dt>{t("disputes.due.inner")}</dt>
          <dd data-over={inner <= now || undefined}>
            {deadline(inner, locale)}
            {inner <= now && due > now ? ` · ${t("disputes.due.inner_over")}` : null}
          </dd>
        </div>
      </dl>
    </section>
  );
}
