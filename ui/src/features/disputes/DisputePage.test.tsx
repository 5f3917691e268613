import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { fakeCore, show } from "../../testing/core";
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
