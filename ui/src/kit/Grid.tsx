import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { composing } from "./keys";

export type GridColumn<Row> = {
  id: string;
  head: ReactNode;
  cell: (row: Row, index: number) => ReactNode;
  right?: boolean;
};

export type GridHandle = { focus: () => void; move: (by: number) => void };

type Props<Row> = {
  label: string;
  columns: readonly GridColumn<Row>[];
  /** As in grid-template-columns. */
  widths: string;
  /** Narrower than this the grid scrolls sideways. */
  least: number;
  /** Rows that can be scrolled to now. */
  rows: number;
  /** Rows there are, for screen readers; -1 when not known. */
  total: number;
  rowHeight: number;
  /** Undefined while it is being read. */
  rowAt: (index: number) => Row | undefined;
  active: number;
  onActive: (index: number) => void;
  ticked?: (row: Row) => boolean;
  onOpen: (row: Row, event: MouseEvent | KeyboardEvent) => void;
  /** Keys that are not about moving. True: taken. */
  onKey?: (key: string, event: KeyboardEvent) => boolean;
  /** Which rows are in sight. */
  onWindow: (first: number, last: number) => void;
  ref?: Ref<GridHandle>;
};

// Engines stop at about 33 million pixels; well below that the scroll bar is a map instead.
const tallest = 8_000_000;
const beyond = 8;

/**
 * A window onto very many rows of equal height. One tab stop, arrows inside: the grid holds the focus and names
 * the active row. A table element cannot hold a window of a million rows.
 */
export function Grid<Row>(props: Props<Row>) {
  const {
    label,
    columns,
    widths,
    least,
    rows,
    total,
    rowHeight,
    rowAt,
    active,
    onActive,
    ticked,
    onOpen,
    onKey,
    onWindow,
  } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const full = rows * rowHeight;
  const drawn = Math.min(full, tallest);
  // 1 as long as every pixel of a row has a pixel of its own.
  const scale = drawn > view.height && full > drawn ? (full - view.height) / (drawn - view.height) : 1;
  const offset = view.top * scale;
  const first = Math.max(0, Math.floor(offset / rowHeight) - beyond);
  const last = Math.min(rows - 1, Math.ceil((offset + view.height) / rowHeight) + beyond);

  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
    const measure = () =>
      setView((old) => (old.height === node.clientHeight ? old : { ...old, height: node.clientHeight }));
    measure();
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    onWindow(first, Math.max(first, last));
  }, [first, last, onWindow]);

  const show = useCallback(
    (index: number) => {
      const node = box.current;
      if (!node) return;
      const head = rowHeight;
      const top = index * rowHeight;
      const from = node.scrollTop * scale;
      if (top < from) node.scrollTop = top / scale;
      else if (top + rowHeight > from + node.clientHeight - head) {
        node.scrollTop = (top + rowHeight - node.clientHeight + head) / scale;
      }
    },
    [rowHeight, scale],
  );

  // Coming back, the row the cursor was left on is in sight.
  const opened = useRef(false);
  useLayoutEffect(() => {
    if (opened.current) return;
    opened.current = true;
    if (active > 0) show(active);
  }, [active, show]);

  const move = useCallback(
    (by: number) => {
      if (rows === 0) return;
      const next = Math.max(0, Math.min(rows - 1, active + by));
      onActive(next);
      show(next);
    },
    [active, onActive, rows, show],
  );

  useImperativeHandle(props.ref, () => ({ focus: () => box.current?.focus({ preventScroll: true }), move }), [
    move,
  ]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (composing(event) || event.target !== box.current) return;
    const row = rowAt(active);
    if (onKey?.(event.key, event)) {
      event.preventDefault();
      return;
    }
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 2);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -rows,
      End: rows,
    };
    const step = steps[event.key];
    if (step !== undefined && !event.shiftKey) {
      event.preventDefault();
      move(step);
    } else if (event.key === "Enter" && row !== undefined) {
      event.preventDefault();
      onOpen(row, event);
    }
  };

  const style = { gridTemplateColumns: widths, height: rowHeight, minWidth: least };
  const visible = rows === 0 ? [] : Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return (
    <div
      ref={box}
      className="grid"
      role="grid"
      aria-label={label}
      aria-rowcount={total < 0 ? -1 : total + 1}
      aria-colcount={columns.length}
      aria-multiselectable={ticked ? true : undefined}
      aria-activedescendant={rows > 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        const top = event.currentTarget.scrollTop;
        setView((old) => (old.top === top ? old : { ...old, top }));
      }}
    >
      <div className="grid-head" role="row" aria-rowindex={1} style={style}>
        {columns.map((column) => (
          <div key={column.id} role="columnheader" className={column.right ? "grid-cell right" : "grid-cell"}>
            {column.head}
          </div>
        ))}
      </div>
      <div className="grid-rows" role="rowgroup" style={{ height: drawn, minWidth: least }}>
        {visible.map((index) => {
          const row = rowAt(index);
          return (
            <div
              key={index}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={ticked && row !== undefined ? ticked(row) : undefined}
              className="grid-row"
              data-active={index === active || undefined}
              style={{ ...style, transform: `translateY(${index * rowHeight - offset + view.top}px)` }}
              onClick={(event) => {
                onActive(index);
                if (row !== undefined) onOpen(row, event);
              }}
            >
              {columns.map((column) => (
                <div
                  key={column.id}
                  role="gridcell"
                  className={column.right ? "grid-cell right" : "grid-cell"}
                >
                  {row === undefined ? <span className="grid-wait" /> : column.cell(row, index)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
