import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { SubscriptionView } from "../../ipc";
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
    link_until: null,
    periods: [],
    change: may,
    end: may,
  };
}

const until = 1_800_000;

test.each([
  ["waiting", "Waiting"],
  ["done", "Done"],
])("the order of a subscription says what the core says of it: %s", async (state, says) => {
  fakeCore({
    subscription_show: () => ({
      ...subscription("offered"),
      dossier: {
        ...subscription("offered").dossier,
        acts: [{ ...anAction("subscribe", "subscription", "SUB0001"), state }],
      },
    }),
  });
  show(<SubscriptionPage id="SUB0001" />);
  const what = (await screen.findByText("Subscription", { selector: ".case-order-what" })).textContent;
  expect(what).toContain(says);
});

test("a link says until when it works, and one that ran out is gone and a new one offered", async () => {
  let now = subscription("offered");
  now = { ...now, url: "https://example.test/agree", link_until: Date.now() + until };
  fakeCore({ subscription_show: () => now });
  const { unmount } = show(<SubscriptionPage id="SUB0001" />);
  expect(await screen.findByText(/The link works until .* left/)).toBeTruthy();
  unmount();
  fakeCore({ subscription_show: () => subscription("ran_out") });
  show(<SubscriptionPage id="SUB0001" />);
  expect(await screen.findByRole("region", { name: "The link ran out" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Begin a new one" })).toBeTruthy();
  expect(screen.queryByText(/The link works until/)).toBeNull();
});

test("the waiting for a buyer can be ended, and the link asked for again", async () => {
  const { dossier } = anAgreement();
  const as = (state: string, allowed: boolean) =>
    anAgreement({
      dossier: { ...dossier, row: { ...dossier.row, state } },
      give_up: { allowed, problem: null },
    });
  let now = as("offered", true);
  const core = fakeCore({
    agreement_show: () => now,
    agreement_give_up: () => {
      now = as("given_up", false);
      return now;
    },
  });
  show(<AgreementPage id="AGR0001" />);
  await userEvent.click(await screen.findByRole("button", { name: /Stop waiting/ }));
  expect(await screen.findByRole("region", { name: "Nobody is waited for any more" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Ask for a new consent" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Stop waiting/ })).toBeNull();
  expect(core.of("agreement_give_up")).toHaveLength(1);
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
