import { type KeyboardEvent, useCallback, useRef } from "react";
import { useKeys } from "./keys";

type Rows<Row> = {
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** The key of the current row, if one is. */
  current: string | null;
  onCurrent: (key: string) => void;
  /** Enter or a double click. */
  onOpen: (row: Row) => void;
  /** Names of the keys, for the list of keys. */
  next: string;
  before: string;
};

/**
 * A list with one current row: J and K or the arrows move it, Enter opens it, and it holds the only tab
 * stop of the list.
 */
export function useRows<Row>({ rows, keyOf, current, onCurrent, onOpen, next, before }: Rows<Row>) {
  const places = useRef(new Map<string, HTMLElement>());
  const at = rows.findIndex((row) => keyOf(row) === current);
  const go = useCallback(
    (to: number) => {
      const row = rows[Math.min(Math.max(to, 0), rows.length - 1)];
      if (!row) return;
      const key = keyOf(row);
      onCurrent(key);
      places.current.get(key)?.focus();
    },
    [rows, keyOf, onCurrent],
  );
  useKeys([
    { keys: "j", label: next, run: () => go(at + 1) },
    { keys: "k", label: before, run: () => go(at < 0 ? 0 : at - 1) },
  ]);
  return (row: Row, index: number) => {
    const key = keyOf(row);
    return {
      ref: (place: HTMLElement | null) => {
        if (place) places.current.set(key, place);
        else places.current.delete(key);
      },
      tabIndex: (at < 0 ? index === 0 : index === at) ? 0 : -1,
      "aria-selected": index === at,
      "data-current": index === at || undefined,
      onClick: () => onCurrent(key),
      onDoubleClick: () => onOpen(row),
      onFocus: (event: { target: unknown; currentTarget: unknown }) => {
        if (event.target === event.currentTarget) onCurrent(key);
      },
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        // Keys of a button inside the row are the button's.
        if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
        const moves: Record<string, number> = {
          ArrowDown: index + 1,
          ArrowUp: index - 1,
          Home: 0,
          End: rows.length - 1,
        };
        const to = moves[event.key];
        if (to !== undefined) go(to);
        else if (event.key === "Enter") onOpen(row);
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
    };
  };
}
