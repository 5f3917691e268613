import type Any from "lucide-react/icons/x";

/** One picture of the icon set, imported by itself. */
export type Picture = typeof Any;

/** A picture beside a word; never instead of one, unless the control has a label of its own. */
export function Icon({ of: Drawing, size = 16 }: { of: Picture; size?: number }) {
  return (
    <Drawing
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      strokeWidth={1.75}
      className="icon"
    />
  );
}
