import { useId } from "react";
import { useSpeech } from "../../i18n";
import type { OptionView, Problem } from "../../ipc";
import { Badge, TextField } from "../../kit";
import { formatMoney, methodName, ProblemLine } from "../../shared";
import type { Options } from "./options";
import { regionOf } from "./region";

/** Two letters in a square where a logo would be: no picture is ever fetched from elsewhere. */
function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}']+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first = "?", second] = words;
  return (
    second ? `${[...first][0] ?? ""}${[...second][0] ?? ""}` : [...first].slice(0, 2).join("")
  ).toUpperCase();
}

function useRegions() {
  const { locale, t } = useSpeech();
  const names = new Intl.DisplayNames([locale], { type: "region", fallback: "code" });
  return (regions: readonly string[]) =>
    regions
      .map((region) =>
        region === "GLOBAL"
          ? t("take.methods.everywhere")
          : /^[A-Z]{2}$/.test(region)
            ? (names.of(region) ?? region)
            : region,
      )
      .join(", ");
}

function Limits({ option }: { option: OptionView }) {
  const { t, locale } = useSpeech();
  const { least, most } = option;
  if (least && most) {
    return t("take.methods.between", { least: formatMoney(least, locale), most: formatMoney(most, locale) });
  }
  if (least) return t("take.methods.least", { least: formatMoney(least, locale) });
  return most ? t("take.methods.most", { most: formatMoney(most, locale) }) : null;
}

function Details({ option }: { option: OptionView }) {
  const speech = useSpeech();
  const { t, word, locale } = speech;
  const regionsOf = useRegions();
  const why = option.disabled_words?.[locale === "en" ? 0 : 1] ?? option.disabled_because;
  const facts = [
    option.category === null ? "" : word("take.category.word", option.category),
    regionsOf(option.regions),
  ].filter((fact) => fact !== "");
  return (
    <span className="method-words">
      <span className="method-name">
        {methodName(option.method, option.name, speech)}
        {option.enabled ? null : <Badge tone="warn">{t("take.methods.not_now")}</Badge>}
      </span>
      {facts.length > 0 ? <span className="method-fact">{facts.join(" · ")}</span> : null}
      {option.brands.length > 0 ? <span className="method-fact">{option.brands.join(", ")}</span> : null}
      <span className="method-fact">
        <Limits option={option} />
      </span>
      {option.enabled || !why ? null : <span className="method-why">{why}</span>}
    </span>
  );
}

/** What is wrong with the amount is said at the amount. */
export function ofAmount(problem: Problem): boolean {
  return problem.field === "amount" || problem.code.startsWith("amount.");
}

/** What a buyer can pay with; choosing one sets the method. */
export function Methods({
  options,
  value,
  onChange,
  anyone,
  region,
  onRegion,
}: {
  options: Options;
  value: string | null;
  onChange: (method: string | null) => void;
  /** The buyer may be left to choose. */
  anyone: boolean;
  /** As typed: a name or two letters. */
  region: string;
  onRegion: (region: string) => void;
}) {
  const { t } = useSpeech();
  const name = useId();
  const regionsOf = useRegions();
  const code = regionOf(region);
  const ordered = [...options.rows].sort((one, other) => Number(other.enabled) - Number(one.enabled));
  return (
    <fieldset className="methods" aria-busy={options.asking || undefined}>
      <legend className="methods-head">{t("take.methods")}</legend>
      <div className="methods-region">
        <TextField
          label={t("take.methods.region")}
          optional={t("take.optional")}
          hint={
            code === null || code === "" ? t("take.methods.region_hint") : `${regionsOf([code])} (${code})`
          }
          error={code === null && !options.asking ? t("take.methods.region_unknown") : null}
          value={region}
          onChange={onRegion}
          maxLength={60}
        />
      </div>
      <p className="take-hint" role="status">
        {options.problem && !ofAmount(options.problem) ? (
          <ProblemLine problem={options.problem} />
        ) : options.listed ? (
          t("take.methods.listed", { count: options.rows.filter((option) => option.enabled).length })
        ) : (
          t("take.methods.ask")
        )}
      </p>
      <ul className="methods-list">
        {anyone ? (
          <li>
            <label className="method" data-on={value === null || undefined}>
              <input type="radio" name={name} checked={value === null} onChange={() => onChange(null)} />
              <span className="method-logo" aria-hidden="true">
                ∗
              </span>
              <span className="method-words">
                <span className="method-name">{t("take.methods.anyone")}</span>
                <span className="method-fact">{t("take.methods.anyone_words")}</span>
              </span>
            </label>
          </li>
        ) : null}
        {ordered.map((option) => (
          <li key={option.method}>
            <label
              className="method"
              data-on={value === option.method || undefined}
              data-off={!option.enabled || undefined}
            >
              <input
                type="radio"
                name={name}
                checked={value === option.method}
                disabled={!option.enabled}
                onChange={() => onChange(option.method)}
              />
              <span className="method-logo" aria-hidden="true">
                {initials(option.name)}
              </span>
              <Details option={option} />
            </label>
          </li>
        ))}
      </ul>
      {options.listed && options.rows.length === 0 ? (
        <p className="take-hint">{t("take.methods.none")}</p>
      ) : null}
    </fieldset>
  );
}
