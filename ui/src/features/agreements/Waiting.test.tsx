import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { SubscriptionView } from "../../ipc";
import { ActionState } from "../../shared";
import { fakeCore, problem, show } from "../../testing/core";
import { anAction, anAgreement } from "../../testing/dossiers";
import { AgreementPage } from "./AgreementPage";
import { SubscriptionPage } from "./SubscriptionPage";

const may = { allowed: true, problem: null };

function subscription(state: string): SubscriptionView {
  const { dossier } = anAgreement();
  return {
    dossier: {
      ...dossier,
      row: { ...dossier.row, id: "SUB0001", state, title: "Tea of the month" },
      acts: [anAction("subscribe", "subscription", "SUB0001")],
    },
    subscription_id: null,
    method: "GCASH",
    unit: "MONTH",
    count: 1,
    starts: null,
    ends: null,
    url: null,
    periods: [],
    change: may,
    end: may,
  };
}

test.each([
  ["offered", "Waiting for the buyer", "Done"],
  ["active", "Done", "Waiting for the buyer"],
])("the order of a subscription that is %s says %s", async (state, says, not) => {
  fakeCore({ subscription_show: () => subscription(state) });
  show(<SubscriptionPage id="SUB0001" />);
  const what = (await screen.findByText("Subscription", { selector: ".case-order-what" })).textContent;
  expect(what).toContain(says);
  expect(what).not.toContain(not);
});

test("what waits for somebody else to agree is not called done after it was sent", async () => {
  const first = anAction("subscribe", "subscription", "SUB0001");
  fakeCore({ outbox_show: () => first });
  show(<ActionState first={first} awaits="Waiting for the buyer" />);
  expect(screen.getByRole("status").textContent).toBe("Waiting for the buyer");
});

test("before the buyer agreed nobody is told to ask for another consent", async () => {
  const barred = { allowed: false, problem: problem("bar.no_consent") };
  const { dossier } = anAgreement();
  const asked = { ...dossier, row: { ...dossier.row, state: "offered" } };
  fakeCore({
    agreement_show: () => anAgreement({ dossier: asked, debit: barred, renew: barred, revoke: barred }),
  });
  show(<AgreementPage id="AGR0001" />);
  expect(await screen.findAllByText("Waiting for the buyer: nobody has agreed yet.")).toHaveLength(3);
  expect(screen.queryByText(/new consent/)).toBeNull();
});
