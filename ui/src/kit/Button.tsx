import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { Icon, type Picture } from "./Icon";
import { Kbd } from "./Kbd";

export type ButtonLook = "primary" | "plain" | "quiet" | "danger";

type Props = Omit<AriaButtonProps, "className" | "children" | "style"> & {
  look?: ButtonLook;
  small?: boolean;
  icon?: Picture;
  /** The key that does the same, shown in the button. */
  keys?: string;
  busy?: boolean;
  className?: string;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

export function Button({ look = "plain", small, icon, keys, busy, className, children, ...rest }: Props) {
  const names = ["button", `button-${look}`, small ? "button-small" : "", className ?? ""]
    .filter(Boolean)
    .join(" ");
  return (
    <AriaButton {...rest} className={names} isPending={busy ?? false}>
      {icon ? <Icon of={icon} size={small ? 14 : 16} /> : null}
      {children}
      {keys ? <Kbd keys={keys} /> : null}
    </AriaButton>
  );
}

/** A button that is only a picture: its label is required. */
export function IconButton({
  icon,
  label,
  keys,
  small,
  ...rest
}: Omit<Props, "children" | "look"> & { icon: Picture; label: string }) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={small ? "icon-button icon-button-small" : "icon-button"}
      render={(props) => <button {...props} title={keys ? `${label} (${keys})` : label} />}
    >
      <Icon of={icon} size={small ? 14 : 16} />
    </AriaButton>
  );
}
