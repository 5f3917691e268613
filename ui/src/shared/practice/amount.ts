function written(minor: string, decimals: number): string {
  if (decimals === 0) return minor;
  const digits = minor.padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The amount with its last two digits, in minor units, exchanged: "12.5" ending in 13 is "12.13", in yen "1213". */
export function endingIn(typed: string, ends: string, decimals: number): string {
  const [whole = "", part = ""] = typed.replace(/[^\d.]/g, "").split(".", 2);
  if (decimals === 0) {
    const digits = whole.length > 2 ? whole.slice(0, -2) : whole;
    return `${digits.replace(/^0+/, "")}${ends}`;
  }
  const kept = part.padEnd(decimals, "0").slice(0, decimals - 2);
  return `${whole.replace(/^0+(?=\d)/, "") || "0"}.${kept}${ends}`;
}

/** So many minor units as a person writes them. */
export function exactly(minor: string, decimals: number): string {
  return written(minor, decimals);
}

/** A whole amount just under, or just over, another. */
export function besides(value: string, way: "under" | "over"): string {
  const whole = BigInt(value.split(".", 1)[0] || "0");
  if (way === "over") return String(whole + 1n);
  return String(whole > 0n ? whole - 1n : 0n);
}
