import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, test, vi } from "vitest";
import { Grid, type GridColumn } from "./Grid";

type Row = { name: string };
const columns: GridColumn<Row>[] = [{ id: "name", head: "Name", cell: (row) => row.name }];

function Million({ onOpen }: { onOpen: (row: Row) => void }) {
  const [active, setActive] = useState(0);
  return (
    <Grid
      label="Rows"
      columns={columns}
      widths="1fr"
      least={100}
      rows={1_000_000}
      total={1_000_000}
      rowHeight={34}
      rowAt={(index) => ({ name: `row ${index}` })}
      active={active}
      onActive={setActive}
      onOpen={onOpen}
      onWindow={() => undefined}
    />
  );
}

describe("a grid of a million rows", () => {
  test("keeps only a window of them, says how many there are, and stays below what engines can scroll", () => {
    render(<Million onOpen={() => undefined} />);
    const grid = screen.getByRole("grid");
    expect(grid.getAttribute("aria-rowcount")).toBe("1000001");
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    const rows = grid.querySelector<HTMLElement>(".grid-rows");
    expect(Number.parseInt(rows?.style.height ?? "", 10)).toBeLessThan(10_000_000);
  });

  test("is one tab stop with arrows inside, and reaches its last row", () => {
    const onOpen = vi.fn();
    render(<Million onOpen={onOpen} />);
    const grid = screen.getByRole("grid");
    expect(grid.tabIndex).toBe(0);
    expect(screen.getAllByRole("row").every((row) => !row.hasAttribute("tabindex"))).toBe(true);
    fireEvent.keyDown(grid, { key: "ArrowDown" });
    fireEvent.keyDown(grid, { key: "ArrowDown" });
    fireEvent.keyDown(grid, { key: "ArrowUp" });
    expect(grid.getAttribute("aria-activedescendant")).toMatch(/-1$/);
    fireEvent.keyDown(grid, { key: "End" });
    expect(grid.getAttribute("aria-activedescendant")).toMatch(/-999999$/);
    fireEvent.keyDown(grid, { key: "Enter" });
    expect(onOpen.mock.calls[0]?.[0]).toEqual({ name: "row 999999" });
  });

  test("Enter of an input method opens nothing", () => {
    const onOpen = vi.fn();
    render(<Million onOpen={onOpen} />);
    fireEvent.keyDown(screen.getByRole("grid"), { key: "Enter", isComposing: true });
    expect(onOpen).not.toHaveBeenCalled();
  });
});
