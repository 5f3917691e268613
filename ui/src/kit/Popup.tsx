import type { ReactNode } from "react";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";

/** A small panel that opens at its button. */
export function Popup({
  button,
  label,
  children,
}: {
  button: ReactNode;
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
}) {
  return (
    <DialogTrigger>
      {button}
      <Popover className="popover popup" offset={6}>
        <Dialog aria-label={label} className="popup-body">
          {({ close }) => (typeof children === "function" ? children(close) : children)}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
