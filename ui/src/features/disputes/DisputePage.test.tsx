import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { DisputeView } from "../../ipc";
import { fakeCore, problem, show } from "../../testing/core";
import { aDispute, anAction } from "../../testing/dossiers";
import { Deadline } from "./Deadline";
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

const may = { allowed: true, problem: null };
const not = (code: string) => ({ allowed: false, problem: problem(code) });

function answered(state: string, part: Partial<DisputeView>, due_at: number | null = null) {
  const dispute = aDispute(part);
  const { row } = dispute.dossier;
  fakeCore({
    dispute_show: () => ({
      ...dispute,
      dossier: {
        ...dispute.dossier,
        row: { ...row, state, due_at },
        acts: [anAction("supply_evidence", "dispute", row.id)],
      },
    }),
  });
  show(<DisputePage id={row.id} />);
}

const pressable = async (name: RegExp) =>
  !((await screen.findByRole("button", { name })) as HTMLButtonElement).disabled;

const barred = not("bar.dispute_answered");
const due = Date.parse("2026-12-02T19:09:16-08:00");

test("after a first tag the case says so, more can be given, and the deadline stays in sight", async () => {
  const given = not("bar.dispute_evidence_given");
  answered("evidence_given", { accept: given, defend: given, evidence: may }, due);
  expect(await pressable(/Give evidence by tag/)).toBe(true);
  expect(await pressable(/Answer with a document/)).toBe(false);
  expect(screen.getAllByText("Evidence given").length).toBeGreaterThan(0);
  const shown = screen.getByRole("region", { name: "Deadline" });
  expect(shown.textContent).toContain("2026-12-02");
  expect(shown.textContent).toContain("Evidence is given");
  expect(shown.textContent).not.toContain("Send before");
});

test("nobody is hurried to a deadline once evidence was given", () => {
  show(<Deadline due={due} given={null} now={due - 2 * 3_600_000} answered="Evidence is given." />);
  const shown = screen.getByRole("region", { name: "Deadline" });
  expect(shown.textContent).not.toContain("urgent");
  expect(shown.querySelector("time")?.dataset.urgency).toBe("calm");
});

test("what was answered elsewhere can be given evidence, until the deadline the gateway gave", async () => {
  // An answered dispute waits for nobody: its row has no deadline.
  answered("defended", { accept: barred, defend: barred, evidence: may });
  expect(await pressable(/Give evidence by tag/)).toBe(true);
  expect(screen.getByRole("region", { name: "Deadline" }).textContent).toContain("2026-12-02");
});

test("to a document nothing can be added, and nobody looks at a deadline", async () => {
  answered("defended", { accept: barred, defend: barred, evidence: not("bar.dispute_document_sent") });
  expect(await pressable(/Give evidence by tag/)).toBe(false);
  expect(screen.queryByRole("region", { name: "Deadline" })).toBeNull();
});

test("when nothing can be given any more, the reason stands beside it", async () => {
  const over = not("bar.dispute_over");
  answered("lost", { accept: over, defend: over, evidence: over });
  expect(await pressable(/Give evidence by tag/)).toBe(false);
  const act = screen.getByRole("button", { name: /Give evidence by tag/ }).closest("li");
  expect(act?.querySelector(".problem-line")?.textContent ?? "").not.toBe("");
  expect(screen.queryByRole("region", { name: "Deadline" })).toBeNull();
});

test("what the gateway advises stands on the page", async () => {
  answered(
    "open",
    {
      advice: {
        at: due,
        win_rate: "LOW",
        strategy: "Show when the goods were delivered.",
        evidence: [{ tag: "LOGISTIC_INFORMATION", obtained: false, counts: "MEDIUM" }],
        written: "defence-1.pdf",
        improve: null,
      },
    },
    due,
  );
  await screen.findByRole("button", { name: /Answer with a document/ });
  const advice = screen.getByText("The gateway’s advice").closest("section")?.textContent ?? "";
  for (const words of [
    "Show when the goods",
    "low",
    "LOGISTIC_INFORMATION",
    "counts: medium",
    "not given yet",
    "defence-1.pdf",
  ]) {
    expect(advice).toContain(words);
  }
});

test("once our own earlier deadline has passed, the real one is the one to send before", () => {
  show(<Deadline due={due} given={null} now={due - 2 * 3_600_000} />);
  const shown = screen.getByRole("region", { name: "Deadline" }).textContent ?? "";
  expect(shown).toContain("urgent");
  expect(shown).not.toContain("passed");
  // Both lines name the same moment.
  expect(shown.split("2026-12-0").length - 1).toBe(2);
});
