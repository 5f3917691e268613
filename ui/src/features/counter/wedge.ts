// A scanner that plugs in as a keyboard types its digits faster than any hand and ends with Enter. Digits are
// held for a blink: what comes slowly was typed by a person and belongs to the amount, a long burst that ends
// with Enter is a code, and any other burst is neither and must never become money.

/** Keys closer together than this, in milliseconds, were not pressed one by one. */
export const burst = 35;
/** A payment code has 16 to 24 digits; longer ones are left to the gateway to judge. */
const codeLength = 16;
/** A hand rolls over two or three keys at once, not over this many. */
const rolled = 4;

/** Digits that came in one burst so far, and when the last one did. */
export type Run = { digits: string; at: number };

export const noRun: Run = { digits: "", at: Number.NEGATIVE_INFINITY };

export type Heard = {
  run: Run;
  /** Keys a person typed, in order: digits, and the key itself that ended them. */
  typed: string[];
  /** A scanned code. Given to the core at once and kept nowhere. */
  code: string | null;
  /** A burst that is no code: too short, or without its Enter. */
  broken: boolean;
};

function released(run: Run): Pick<Heard, "typed" | "broken"> {
  return run.digits.length > rolled ? { typed: [], broken: true } : { typed: [...run.digits], broken: false };
}

/** A key came, at a moment in milliseconds of any steady clock. */
export function hear(run: Run, key: string, at: number): Heard {
  const quick = at - run.at < burst;
  if (/^\d$/.test(key)) {
    if (quick) return { run: { digits: run.digits + key, at }, typed: [], code: null, broken: false };
    return { run: { digits: key, at }, ...released(run), code: null };
  }
  if (key === "Enter" && quick && run.digits.length >= codeLength) {
    return { run: noRun, typed: [], code: run.digits, broken: false };
  }
  const before = released(run);
  // The Enter of a short burst is the scanner's, not a person's.
  const typed = before.broken && quick ? before.typed : [...before.typed, key];
  return { run: noRun, typed, code: null, broken: before.broken };
}

/** Nothing came for a blink. */
export function pause(run: Run, at: number): Heard {
  if (run.digits === "" || at - run.at < burst) return { run, typed: [], code: null, broken: false };
  return { run: noRun, ...released(run), code: null };
}
