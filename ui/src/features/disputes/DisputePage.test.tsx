import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { fakeCore, problem, show } from "../../testing/core";
import { aDispute, anAction } from "../../testing/dossiers";
import { DisputePage } from "./DisputePage";

function page(acts: string[]) {
  const dispute = aDispute();
  fakeCore({
    dispute_show: () => ({
      ...dispute,
      dossier: {
        ...dispute.dossier,
        acts: acts.map((state) => anAction("defend", "dispute", dispute.dossier.row.id, state)),
      },
    }),
    outbox_show: () => anAction("defend", "dispute", dispute.dossier.row.id, acts[0] ?? "done"),
  });
  show(<DisputePage id={dispute.dossier.row.id} />);
}

test("what was sent can be fetched once a document was", async () => {
  page(["done"]);
  expect(await screen.findByRole("button", { name: "What was sent" })).toBeTruthy();
});

test.each([
  ["nobody answered", []],
  ["the answer was refused", ["refused"]],
  ["it is not known whether it arrived", ["unknown"]],
])("there is no file of what was sent while %s", async (_, acts) => {
  page(acts);
  await screen.findByRole("button", { name: "Template" });
  expect(screen.queryByRole("button", { name: "What was sent" })).toBeNull();
});

function answered(code: string, state: string) {
  const barred = { allowed: false, problem: problem(code) };
  const dispute = aDispute({ accept: barred, defend: barred });
  const { row } = dispute.dossier;
  fakeCore({
    dispute_show: () => ({
      ...dispute,
      dossier: {
        ...dispute.dossier,
        // An answered dispute waits for nobody: its row has no deadline.
        row: { ...row, state, due_at: null },
        acts: [anAction("supply_evidence", "dispute", row.id)],
      },
    }),
  });
  show(<DisputePage id={row.id} />);
}

const pressable = async (name: RegExp) =>
  !((await screen.findByRole("button", { name })) as HTMLButtonElement).disabled;

test("after a first tag more evidence can be given, and the deadline stays in sight", async () => {
  answered("bar.dispute_answered", "defended");
  expect(await pressable(/Give evidence by tag/)).toBe(true);
  expect(await pressable(/Answer with a document/)).toBe(false);
  const due = screen.getByRole("region", { name: "Deadline" });
  expect(due.textContent).toContain("2026-12-02");
  expect(due.textContent).not.toContain("Send before");
});

test("when nothing can be given any more, the reason stands beside it", async () => {
  answered("bar.dispute_over", "lost");
  expect(await pressable(/Give evidence by tag/)).toBe(false);
  const act = screen.getByRole("button", { name: /Give evidence by tag/ }).closest("li");
  expect(act?.querySelector(".problem-line")?.textContent ?? "").not.toBe("");
  expect(screen.queryByRole("region", { name: "Deadline" })).toBeNull();
});
