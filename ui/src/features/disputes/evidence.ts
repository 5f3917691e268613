/** One tag of evidence as typed. */
export type Tagged = { key: number; tag: string; text: string };

export type TagFault = "tag_empty" | "tag_shape" | "tag_twice" | "text_empty" | "text_long" | "json";

/** The gateway's limits: 32 tags, four million characters each, ten million in all. */
export const mostTags = 32;
const longest = 4_000_000;
const longestInAll = 10_000_000;

function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a row; null when nothing is. */
export function faultOfTag(row: Tagged, rows: readonly Tagged[]): TagFault | null {
  const tag = row.tag.trim();
  if (tag === "") return "tag_empty";
  if (!/^[A-Z][A-Z0-9_]*$/.test(tag)) return "tag_shape";
  if (rows.some((other) => other.key !== row.key && other.tag.trim() === tag)) return "tag_twice";
  if (row.text.trim() === "") return "text_empty";
  if (row.text.length > longest) return "text_long";
  return looksLikeJson(row.text) && !parses(row.text) ? "json" : null;
}

/** The evidence to send, or null as long as a row is wrong or all of it is too much. */
export function evidenceOf(rows: readonly Tagged[]): Record<string, string> | null {
  if (rows.length === 0 || rows.length > mostTags) return null;
  if (rows.some((row) => faultOfTag(row, rows) !== null)) return null;
  if (rows.reduce((sum, row) => sum + row.text.length, 0) > longestInAll) return null;
  return Object.fromEntries(rows.map((row) => [row.tag.trim(), row.text.trim()]));
}
