import { useEffect, useRef } from "react";
import { composing } from "../../kit";
import { burst, type Heard, hear, noRun, pause, type Run } from "./wedge";

type Listener = {
  /** A key a person pressed outside of every field. */
  onTyped: (key: string) => void;
  /** A scanned code, and the field it ran into, if one had the focus. */
  onCode: (code: string, field: HTMLInputElement | null) => void;
  /** A burst that is no code. */
  onBroken: () => void;
};

const padKeys = ["Backspace", "Delete", ".", ",", "Enter"];

function fieldOf(target: EventTarget | null): HTMLInputElement | null {
  if (!(target instanceof HTMLInputElement)) return null;
  return ["text", "search", "tel", "number", "password"].includes(target.type) ? target : null;
}

function pressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a[href], [role=option]") !== null;
}

/** Listens to the keyboard for a scanner and a hand, and tells them apart. Nothing it heard is kept. */
export function useWedge(listener: Listener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    let run: Run = noRun;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (heard: Heard, field: HTMLInputElement | null) => {
      run = heard.run;
      // In a field the digits are the field's; only a whole scan is taken out of it.
      if (field === null) {
        for (const key of heard.typed) latest.current.onTyped(key);
        if (heard.broken) latest.current.onBroken();
      }
      if (heard.code !== null) latest.current.onCode(heard.code, field);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || composing(event)) return;
      if (event.key === "Shift" || event.key === "Tab") return;
      const field = fieldOf(event.target);
      const digit = /^\d$/.test(event.key);
      const heard = hear(run, event.key, event.timeStamp);
      const own = digit || padKeys.includes(event.key);
      // A person's Enter belongs to the button under it; the Enter of a burst to nobody.
      const bursting = heard.code !== null || heard.broken;
      const theirs = event.key === "Enter" && !bursting && pressable(event.target);
      if ((own && field === null && !theirs) || heard.code !== null || (event.key === "Enter" && bursting)) {
        event.preventDefault();
        event.stopPropagation();
      }
      take(
        theirs || !own ? { ...heard, typed: heard.typed.filter((key) => key !== event.key) } : heard,
        field,
      );
      clearTimeout(timer);
      if (run.digits !== "") {
        timer = setTimeout(() => take(pause(run, performance.now()), field), burst + 5);
      }
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keydown", onKey, { capture: true });
    };
  }, []);
}
