/** What a claim is about, in four groups; the schemes' own codes sort into them. */
export type Claim = "fraud" | "authorisation" | "processing" | "goods";

// Mastercard's codes as the gateway's reason page groups them.
const mastercard: Record<string, Claim> = {
  "4870": "fraud",
  "4871": "fraud",
  "4837": "fraud",
  "4863": "fraud",
  "4849": "fraud",
  "4840": "fraud",
  "4808": "authorisation",
  "4853": "goods",
};

// Visa's codes begin with their group.
const visa: Record<string, Claim> = {
  "10": "fraud",
  "11": "authorisation",
  "12": "processing",
  "13": "goods",
};

/** The group of a scheme's reason code; null for a code nobody here knows. */
export function claimOf(code: string | null): Claim | null {
  if (code === null) return null;
  const plain = code.trim();
  const group = /^(1[0-3])\.\d{1,2}(\.\d)?$/.exec(plain)?.[1];
  return mastercard[plain] ?? (group ? (visa[group] ?? null) : null);
}
