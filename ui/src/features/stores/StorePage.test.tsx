import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { RegistrationView } from "../../ipc";
import { fakeCore, show } from "../../testing/core";
import { anAction, aRow } from "../../testing/dossiers";
import { StorePage } from "./StorePage";

function registration(state: string, act: string): RegistrationView {
  return {
    dossier: {
      row: aRow({ id: "REG0001", state, title: "Corner", amount: null, due_at: null, payment: null }),
      version: 2,
      acts: [anAction("register", "registration", "REG0001", act)],
      story: [],
      contradictions: [],
    },
    merchant: "M-1",
    display_name: "Tea Corner",
    legal_name: "Tea Corner Ltd",
    store: "S-1",
    store_name: "Corner",
    status: null,
    reasons: [],
    wallets: [],
    on_file: [],
  };
}

async function page(state: string, act: string) {
  window.location.hash = "#/stores/REG0001";
  fakeCore({
    registration_show: () => registration(state, act),
    outbox_show: () => anAction("register", "registration", "REG0001", act),
  });
  show(<StorePage id="REG0001" />);
  return screen.findByRole("button", { name: /Register again/ });
}

test.each([
  ["a rejected registration", "rejected", "done"],
  ["a request the gateway refused", "asked", "refused"],
])("%s can be registered again, with what is known", async (_, state, act) => {
  const again = await page(state, act);
  await userEvent.setup({ delay: null }).click(again);
  expect(window.location.hash).toBe("#/stores/new?from=REG0001");
});

test.each([
  ["under review", "pending", "done"],
  ["approved", "approved", "done"],
  ["not known yet", "asked", "unknown"],
])("what is %s is not registered a second time", async (_, state, act) => {
  const again = await page(state, act);
  await userEvent.setup({ delay: null }).click(again);
  expect(window.location.hash).toBe("#/stores/REG0001");
  expect(screen.getByText("Possible after a rejection or a refusal.")).toBeTruthy();
});
