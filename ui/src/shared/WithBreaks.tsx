import { Fragment } from "react";

/** A path or a field's name that may break, but only where its parts do. */
export function WithBreaks({ text }: { text: string }) {
  let at = 0;
  return text.split(/(?<=[/.?&=])/).map((part) => {
    at += part.length;
    return (
      <Fragment key={at}>
        {part}
        <wbr />
      </Fragment>
    );
  });
}
