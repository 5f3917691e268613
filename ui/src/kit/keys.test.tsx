import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { allowSingleLetters, useKeys, useModalKeys } from "./keys";

function Keys({
  keys,
  run,
  level,
  inFields,
}: {
  keys: string;
  run: () => void;
  level?: 0 | 1 | 2;
  inFields?: boolean;
}) {
  useKeys([{ keys, run, inFields: inFields ?? false }], level);
  return <input aria-label="field" />;
}

function Modal() {
  useModalKeys();
  return null;
}

const press = (
  key: string,
  more: KeyboardEventInit & { keyCode?: number } = {},
  target: Element = document.body,
) => fireEvent.keyDown(target, { key, ...more });

afterEach(() => allowSingleLetters(true));

describe("shortcuts", () => {
  test("a single letter is silent while a field has the focus", () => {
    const run = vi.fn();
    render(<Keys keys="r" run={run} />);
    press("r", {}, screen.getByLabelText("field"));
    expect(run).not.toHaveBeenCalled();
    press("r");
    expect(run).toHaveBeenCalledTimes(1);
  });

  test("nothing fires while an input method composes", () => {
    const run = vi.fn();
    render(<Keys keys="mod+enter" run={run} inFields />);
    const field = screen.getByLabelText("field");
    press("Enter", { ctrlKey: true, isComposing: true }, field);
    press("Enter", { ctrlKey: true, keyCode: 229 }, field);
    expect(run).not.toHaveBeenCalled();
    press("Enter", { ctrlKey: true }, field);
    press("Enter", { ctrlKey: true, repeat: true }, field);
    expect(run).toHaveBeenCalledTimes(1);
  });

  test("G then P goes, G then anything else does not", () => {
    const run = vi.fn();
    render(<Keys keys="g p" run={run} />);
    press("g");
    press("x");
    press("p");
    expect(run).not.toHaveBeenCalled();
    press("g");
    press("p");
    expect(run).toHaveBeenCalledTimes(1);
  });

  test("the page under an open sheet hears nothing, the sheet does", () => {
    const page = vi.fn();
    const sheet = vi.fn();
    render(
      <>
        <Keys keys="r" run={page} />
        <Modal />
        <Keys keys="x" run={sheet} level={2} />
      </>,
    );
    press("r");
    press("x");
    expect(page).not.toHaveBeenCalled();
    expect(sheet).toHaveBeenCalledTimes(1);
  });

  test("Enter belongs to the button that has the focus", () => {
    const run = vi.fn();
    render(
      <>
        <Keys keys="enter" run={run} />
        <button type="button" aria-label="other" />
      </>,
    );
    press("Enter", {}, screen.getByRole("button", { name: "other" }));
    expect(run).not.toHaveBeenCalled();
    press("Enter");
    expect(run).toHaveBeenCalledTimes(1);
  });

  test("single letters can be switched off; chords stay", () => {
    const letter = vi.fn();
    const chord = vi.fn();
    render(
      <>
        <Keys keys="r" run={letter} />
        <Keys keys="mod+k" run={chord} inFields />
      </>,
    );
    allowSingleLetters(false);
    press("r");
    press("k", { ctrlKey: true });
    expect(letter).not.toHaveBeenCalled();
    expect(chord).toHaveBeenCalledTimes(1);
  });
});
