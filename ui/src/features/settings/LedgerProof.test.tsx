import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { FrameView, LedgerReportView } from "../../ipc";
import { fakeCore, show } from "../../testing/core";
import { LedgerProof } from "./LedgerProof";

const frame = { ledger_problem: null, data_dir: "/data", version: "0.1.0" } as unknown as FrameView;

function report(part: Partial<LedgerReportView>): LedgerReportView {
  return {
    entries: 40,
    head: "ab".repeat(32),
    sound: true,
    known: null,
    broken_at: null,
    evidence_broken_at: null,
    why: null,
    views_differ: 0,
    ...part,
  };
}

test("an older copy says what is missing, and is gone on with for a reason only", async () => {
  const core = fakeCore({
    ledger_verify: () => report({ sound: false, known: 57 }),
    ledger_accept: () => report({ entries: 41 }),
  });
  show(<LedgerProof frame={frame} />);
  await userEvent.click(screen.getByRole("button", { name: "Verify the ledger" }));
  expect(await screen.findByText(/This computer wrote 57 entries, and this ledger with its 40/)).toBeTruthy();
  const go = screen.getByRole("button", { name: "Go on with this ledger" });
  expect((go as HTMLButtonElement).disabled).toBe(true);
  await userEvent.type(screen.getByLabelText("Why you go on with this one"), " a new disk ");
  await userEvent.click(go);
  expect(await screen.findByText(/41/)).toBeTruthy();
  expect(core.of("ledger_accept").map(({ form }) => form)).toEqual([{ reason: "a new disk" }]);
  expect(screen.queryByRole("button", { name: "Go on with this ledger" })).toBeNull();
});
