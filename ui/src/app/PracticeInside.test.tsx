import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { AcceptSheet } from "../features/disputes/AcceptSheet";
import { Rates } from "../features/take/Rates";
import type { PracticeFactView } from "../ipc";
import { fakeCore, show } from "../testing/core";
import { aDispute } from "../testing/dossiers";

const nothing = () => undefined;

function fact(id: string, place: string, part: Partial<PracticeFactView>): PracticeFactView {
  return {
    id,
    places: [place],
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
  fact("The answer gets lost.", "accept", { play: true, waits: true }),
  fact("No rate.", "rates", {
    fill: [
      ["sell", "IDR"],
      ["buy", "USD"],
    ],
  }),
];

function core() {
  return fakeCore({
    frame: () => ({ current: { id: "A", name: "Harbour Street", environment: "practice" }, accounts: [] }),
    practice_facts: ({ place }) => facts.filter(({ places }) => places.includes(String(place))),
    practice_play: () => [],
    draft_open: () => ({ draft: "draft-1", version: 3 }),
  });
}

async function opened() {
  const list = (await screen.findByText("Practice: what would you like to happen?")).closest("details");
  if (list === null) throw new Error("there is no list");
  await userEvent.setup().click(within(list).getByText("Practice: what would you like to happen?"));
  return within(list);
}

test("a sheet without an amount carries its list too, and says that it waits for the next press", async () => {
  const { of } = core();
  show(<AcceptSheet dispute={aDispute()} onReload={nothing} onClose={nothing} />);
  const list = await opened();
  await userEvent.setup().click(await list.findByRole("button", { name: /The answer gets lost/ }));
  expect(await list.findByText("The practice gateway waits for your next press.")).toBeTruthy();
  expect(of("practice_play")[0]?.form).toMatchObject({ fact: "The answer gets lost.", place: "accept" });
});

test("the rates have a list of their own, which fills in both currencies", async () => {
  core();
  show(<Rates />);
  const list = await opened();
  await userEvent.setup().click(await list.findByRole("button", { name: /No rate/ }));
  expect(await screen.findByRole("button", { name: /IDR/ })).toBeTruthy();
});
