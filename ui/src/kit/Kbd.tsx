import { Fragment } from "react";

const mac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

const drawn: Record<string, string> = {
  mod: mac ? "⌘" : "Ctrl",
  alt: mac ? "⌥" : "Alt",
  shift: mac ? "⇧" : "Shift",
  enter: "↵",
  escape: "Esc",
  arrowdown: "↓",
  arrowup: "↑",
  space: "␣",
};

export function drawKeys(keys: string): string[] {
  return keys
    .split(/[ +]/)
    .map((key) => drawn[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key));
}

/** Keys as people see them on their keyboard: "mod+enter", "g p". */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="kbd" aria-hidden="true">
      {drawKeys(keys).map((key, at) => (
        <Fragment key={`${key}${at === 0 ? "" : "-"}`}>
          <kbd>{key}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
