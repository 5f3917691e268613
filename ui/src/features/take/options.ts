import { commands, type MethodView, type OptionView, type Problem, useQuery } from "../../ipc";
import { looksLikeAmount, useSettled } from "../../shared";

/** What can be paid with: as the gateway lists it for this amount, or by name alone while it was not asked. */
export type Options = {
  rows: readonly OptionView[];
  /** The gateway listed them for what is typed. */
  listed: boolean;
  asking: boolean;
  problem: Problem | null;
};

/** A method known by its name only. */
export function byName({ method, name }: MethodView): OptionView {
  return {
    method,
    name,
    category: null,
    regions: [],
    brands: [],
    logo: null,
    enabled: true,
    disabled_because: null,
    disabled_words: null,
    least: null,
    most: null,
    can_hold: true,
  };
}

export function useOptions(
  typed: { amount: string; currency: string; region: string },
  known: readonly MethodView[],
): Options {
  const { amount: asTyped, currency, region } = typed;
  const amount = useSettled(asTyped.trim(), 350);
  const ready = looksLikeAmount(amount) && (region === "" || /^[A-Z]{2}$/.test(region));
  const { data, problem, isFetching } = useQuery(
    commands.paymentConsult,
    { amount, currency, region },
    { enabled: ready, tags: ["accounts"], keep: true, forget: 30_000 },
  );
  const listed = ready && data !== undefined && problem === null;
  return {
    rows: listed ? data : known.map(byName),
    listed,
    asking: ready && isFetching,
    problem: ready ? problem : null,
  };
}
