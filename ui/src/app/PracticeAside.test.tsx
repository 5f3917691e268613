import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { AgreementsScreen } from "../features/agreements/AgreementsScreen";
import { SubscriptionsScreen } from "../features/agreements/SubscriptionsScreen";
import { CustomsScreen } from "../features/customs/CustomsScreen";
import { NewsScreen } from "../features/news/NewsScreen";
import type { PracticeFactView, RoadsView } from "../ipc";
import { fakeCore, show } from "../testing/core";
import { PracticeAside } from "./PracticeAside";

function fact(id: string, places: string[], part: Partial<PracticeFactView> = {}): PracticeFactView {
  return {
    id,
    places,
    says: [id, id],
    ends: null,
    exactly: null,
    fill: [],
    play: false,
    waits: false,
    ...part,
  };
}

const facts = [
  fact("Customs refuses.", ["declare"], { ends: "18" }),
  fact("The buyer agrees.", ["agreement"], { play: true }),
  fact("The wallet holds too little.", ["debit", "subscribe"], { ends: "11" }),
  fact("A chargeback.", ["disputes", "news", "payment"], { play: true }),
];

const roads: RoadsView = {
  feed: "read",
  feed_until: 0,
  feed_code: null,
  relay: null,
  relay_position: null,
  relay_other_store_at: null,
  unverified: 0,
  problem: null,
  known: 0,
  fresh: 0,
};

function core() {
  const rows = { rows: [], next: null, counts: [] };
  return fakeCore({
    frame: () => ({ current: { id: "A", name: "Harbour Street", environment: "practice" }, accounts: [] }),
    practice_facts: (form) =>
      facts.filter(({ places }) => !form.place || places.includes(String(form.place))),
    agreement_list: () => rows,
    subscription_list: () => rows,
    news_list: () => rows,
    news_roads: () => roads,
    declaration_list: () => [],
  });
}

test.each([
  ["customs", <CustomsScreen key="c" />, "Customs refuses."],
  ["consents", <AgreementsScreen key="a" />, "The buyer agrees."],
  ["subscriptions", <SubscriptionsScreen key="s" />, "The wallet holds too little."],
])("on the list of %s it is told what can be made to happen one step on", async (_, list, says) => {
  core();
  show(
    <>
      {list}
      <PracticeAside />
    </>,
  );
  const aside = screen.getByRole("complementary", { name: /^Practice/ });
  expect(await within(aside).findByText(says, { exact: false })).toBeTruthy();
  // It is for reading: here there is no field and nobody to play.
  expect(within(aside).queryByRole("button", { name: /Fill in|Make it happen/ })).toBeNull();
  expect(within(aside).queryByText("A chargeback.")).toBeNull();
});

test("on the news a dispute can be opened, which is told there", async () => {
  core();
  show(
    <>
      <NewsScreen />
      <PracticeAside />
    </>,
  );
  expect(await screen.findByRole("button", { name: "Make it happen: A chargeback." })).toBeTruthy();
});

test("the screens that have something name customs and the news too", async () => {
  core();
  show(<PracticeAside />);
  expect(screen.getByRole("link", { name: "Customs" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "News" })).toBeTruthy();
});
