import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { fakeCore, show } from "../../testing/core";
import { aRow } from "../../testing/dossiers";
import { AgreementsScreen } from "./AgreementsScreen";

test("a page of consents is filled by one call, wallets and all", async () => {
  const row = (id: string, wallet: string) =>
    aRow({ id, wallet, state: "active", title: `Buyer ${id}`, amount: null, payment: null });
  const { asked, of } = fakeCore({
    frame: () => ({ current: { id: "A", name: "Harbour Street", environment: "practice" }, accounts: [] }),
    agreement_list: () => ({
      rows: [row("AGR0001", "GCash"), row("AGR0002", "DANA")],
      next: null,
      counts: [["active", 2]],
    }),
  });
  show(<AgreementsScreen />);
  await screen.findByText("Buyer AGR0002");
  expect(screen.getByText("GCash")).toBeTruthy();
  expect(screen.getByText("DANA")).toBeTruthy();
  expect(of("agreement_list")).toHaveLength(1);
  expect(asked.filter((one) => one.name === "agreement_show")).toHaveLength(0);
});
