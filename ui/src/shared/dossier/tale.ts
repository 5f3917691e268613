import type { StoryLineView } from "../../ipc";

/** A line with a key of its own, and the kind of the order it is about. */
export type Told = { key: string; line: StoryLineView; order: string | null };

function detail(line: StoryLineView, name: string): string | null {
  return line.details.find(([own]) => own === name)?.[1] ?? null;
}

/**
 * A story's lines as they are told. An order's later lines name the order only; what it asked for stands in the
 * line that wrote it down. The same thing may have been said twice at the same moment.
 */
export function told(lines: readonly StoryLineView[]): Told[] {
  const kinds = new Map<string, string>();
  for (const line of lines) {
    const order = detail(line, "order");
    if (line.what === "asked" && order !== null) kinds.set(order, line.word);
  }
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const name = `${line.at} ${line.heard_at} ${line.what} ${line.word}`;
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return { key: `${name} ${nth}`, line, order: kinds.get(detail(line, "order") ?? "") ?? null };
  });
}

/** A detail that is a moment in the core's own form, in milliseconds. */
export function momentIn(text: string): number | null {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) ? Date.parse(text) : null;
}
