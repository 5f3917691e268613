import { useId } from "react";
import { useSpeech } from "../../i18n";

/** The environment as word, pattern and colour. */
export function EnvironmentWord({ environment }: { environment: string }) {
  const { word } = useSpeech();
  return (
    <span className="env-word" data-environment={environment}>
      <span className="env-swatch" data-environment={environment} />
      {word("environment", environment)}
    </span>
  );
}

export function EnvironmentChoice({
  value,
  choices,
  onChange,
  fixed,
}: {
  value: string;
  choices: readonly string[];
  onChange: (environment: string) => void;
  /** The account is saved: its environment stays. */
  fixed: boolean;
}) {
  const { t, word } = useSpeech();
  const name = useId();
  return (
    <fieldset className="field env-choice">
      <legend className="field-label">{t("settings.environment")}</legend>
      <div className="env-cards">
        {choices.map((choice) => (
          <label
            key={choice}
            className="env-card"
            data-environment={choice}
            data-on={choice === value || undefined}
            data-off={(fixed && choice !== value) || undefined}
          >
            <input
              type="radio"
              name={name}
              value={choice}
              aria-label={word("environment", choice)}
              aria-describedby={`${name}-${choice}`}
              checked={choice === value}
              disabled={fixed}
              onChange={() => onChange(choice)}
            />
            <span>
              <span className="env-card-name">
                <span className="env-swatch" data-environment={choice} />
                {word("environment", choice)}
              </span>
              <span id={`${name}-${choice}`} className="env-card-says">
                {word("settings.environment", choice)}
              </span>
            </span>
          </label>
        ))}
      </div>
      {fixed ? <div className="field-hint">{t("settings.environment.fixed")}</div> : null}
    </fieldset>
  );
}
