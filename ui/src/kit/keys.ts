import { useEffect, useRef } from "react";

/** One shortcut: "r", "g p", "mod+k", "mod+enter", "shift+j", "?", "escape". */
export type Shortcut = {
  keys: string;
  /** Shown in the list of keys; none keeps it out of the list. */
  label?: string;
  /** Works although a field has focus (only for chords with mod or alt, and Escape). */
  inFields?: boolean;
  run: () => void;
};

/** The frame lies under the page, the page under an open sheet. */
type Level = 0 | 1 | 2;
type Layer = { shortcuts: readonly Shortcut[]; level: Level };

const layers: { current: Layer }[] = [];
let first: { key: string; at: number } | null = null;
let singleLetters = true;

/** Single letters can be switched off for people who dictate or whose hands slip. */
export function allowSingleLetters(allowed: boolean): void {
  singleLetters = allowed;
}

/** An input method is choosing characters: its keys are not ours. */
export function composing(event: {
  isComposing?: boolean;
  keyCode?: number;
  nativeEvent?: { isComposing?: boolean };
}) {
  return event.isComposing === true || event.keyCode === 229 || event.nativeEvent?.isComposing === true;
}

function takesLetters(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  if (
    target.closest(
      "textarea, select, [role=listbox], [role=menu], [aria-haspopup=listbox], [contenteditable=true]",
    )
  ) {
    return true;
  }
  const input = target.closest("input");
  return input !== null && !["checkbox", "radio", "button"].includes(input.type);
}

export function nameOf(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push("mod");
  if (event.altKey) parts.push("alt");
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  // "?" needs Shift on most keyboards; the character says so already.
  const shown = /^[^a-z]$/.test(key);
  if (event.shiftKey && !shown) parts.push("shift");
  // Alt turns letters into other characters on a Mac; the place of the key stays.
  const place = /^Key([A-Z])$/.exec(event.code);
  parts.push(event.altKey && place?.[1] ? place[1].toLowerCase() : key);
  return parts.join("+");
}

function inList(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=listbox]") !== null;
}

/** Enter and Space belong to the button or link that has the focus. */
function pressable(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("button, a[href], input, summary, [role=tab], [role=button]") !== null
  );
}

let modals = 0;

/** What is under an open sheet does not hear keys as long as this is there. */
export function useModalKeys(): void {
  useEffect(() => {
    modals += 1;
    return () => {
      modals -= 1;
    };
  }, []);
}

function find(name: string, inField: boolean, over: boolean): Shortcut | null {
  for (let at = layers.length - 1; at >= 0; at -= 1) {
    const layer = layers[at]?.current;
    if (!layer || (over && layer.level < 2)) continue;
    const found = layer.shortcuts.find((s) => s.keys === name && (!inField || s.inFields === true));
    if (found) return found;
  }
  return null;
}

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || composing(event)) return;
  const inField = takesLetters(event.target);
  const name = nameOf(event);
  // A button keeps every Enter to itself, a chord too: chords are heard before it, the rest after it.
  const early = name.startsWith("mod+") && !inList(event.target);
  if (early !== (event.eventPhase === Event.CAPTURING_PHASE)) return;
  const plain = !/^(mod|alt)\+/.test(name);
  const single = plain && (event.key.length === 1 || name.length === 1);
  if (single && (!singleLetters || inField)) {
    first = null;
    return;
  }
  if ((name === "enter" || name === "space") && pressable(event.target)) return;
  if (event.repeat && name === "mod+enter") return;
  const over =
    modals > 0 || (event.target instanceof Element && event.target.closest("[role=dialog]") !== null);
  const led = first && event.timeStamp - first.at < 1500 ? find(`${first.key} ${name}`, inField, over) : null;
  first = null;
  const found = led ?? find(name, inField, over);
  if (found) {
    event.preventDefault();
    event.stopPropagation();
    found.run();
    return;
  }
  if (plain && !inField && name.length === 1) first = { key: name, at: event.timeStamp };
}

if (typeof window !== "undefined") {
  window.addEventListener("keydown", hear, { capture: true });
  window.addEventListener("keydown", hear);
}

/** Shortcuts that live as long as this part of the screen does. The last one to come is asked first. */
export function useKeys(shortcuts: readonly Shortcut[], level: Level = 1): void {
  const layer = useRef<Layer>({ shortcuts, level });
  useEffect(() => {
    layer.current = { shortcuts, level };
  });
  useEffect(() => {
    const above = layers.findIndex((other) => other.current.level > level);
    layers.splice(above < 0 ? layers.length : above, 0, layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, [level]);
}

/** Everything that works on this screen now, for the list of keys. */
export function shortcutsNow(): Shortcut[] {
  const seen = new Set<string>();
  const list: Shortcut[] = [];
  for (let at = layers.length - 1; at >= 0; at -= 1) {
    for (const shortcut of layers[at]?.current.shortcuts ?? []) {
      if (!shortcut.label || seen.has(shortcut.keys)) continue;
      seen.add(shortcut.keys);
      list.push(shortcut);
    }
  }
  return list;
}
