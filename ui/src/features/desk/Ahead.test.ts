import { expect, test } from "vitest";
import type { DossierRowView } from "../../ipc";
import { endingSoon } from "./Ahead";

const day = 86_400_000;
const now = Date.parse("2026-11-21T05:00:00Z");
const row = (id: string, due_at: number | null) => ({ id, due_at }) as DossierRowView;

test("a token shows on the desk in its last fortnight, and after it", () => {
  const rows = [
    row("over", now - day),
    row("soon", now + 13 * day),
    row("edge", now + 14 * day),
    row("later", now + 90 * day),
    row("never", null),
  ];
  expect(endingSoon(rows, now).map((one) => one.id)).toEqual(["over", "soon"]);
});
