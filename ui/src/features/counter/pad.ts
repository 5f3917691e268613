const wholeDigits = 10;

/** The amount after one more key of the pad: a digit, "00", ".", "Backspace" or "Clear". Other keys do nothing. */
export function pressed(amount: string, key: string, decimals: number): string {
  if (key === "Clear") return "";
  if (key === "Backspace") return amount.slice(0, -1);
  if (key === "." || key === ",") {
    if (decimals === 0 || amount.includes(".")) return amount;
    return amount === "" ? "0." : `${amount}.`;
  }
  if (key === "00") return pressed(pressed(amount, "0", decimals), "0", decimals);
  if (!/^\d$/.test(key)) return amount;
  const [whole = "", rest] = amount.split(".", 2);
  if (rest !== undefined) return rest.length < decimals ? amount + key : amount;
  if (whole === "0") return key;
  return whole.length < wholeDigits ? amount + key : amount;
}

/** "12." is 12; what is sent never ends with a point. */
export function finished(amount: string): string {
  return amount.replace(/\.$/, "");
}

/** There is something to pay. */
export function isSomething(amount: string): boolean {
  return /[1-9]/.test(amount);
}
