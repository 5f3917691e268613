import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { RoadsView } from "../../ipc";
import { fakeCore, problem, show } from "../../testing/core";
import { RoadsPanel, useRoads } from "./RoadsPanel";

const nothing = () => undefined;

const roads: RoadsView = {
  feed: "read",
  feed_until: Date.parse("2026-11-21T05:00:00Z"),
  feed_code: null,
  relay: null,
  relay_position: null,
  relay_other_store_at: null,
  unverified: 0,
  problem: null,
  known: 7,
  fresh: 0,
};

function Panel() {
  const own = useRoads("shop");
  return <RoadsPanel roads={own} onSetUp={nothing} onAsk={() => own.read.send(undefined)} />;
}

test("a feed that did not answer is told, and nobody says that there is nothing new", async () => {
  let silent = true;
  fakeCore({
    news_roads: () => roads,
    news_read: () => ({ ...roads, problem: silent ? problem("question.unreachable") : null }),
  });
  show(<Panel />);
  const user = userEvent.setup();
  const ask = await screen.findByRole("button", { name: /Ask now/ });
  await screen.findByText(/Read until/);
  await user.click(ask);
  expect(await screen.findByText(/The gateway did not answer/)).toBeTruthy();
  expect(screen.queryByText(/nothing new since/)).toBeNull();
  silent = false;
  await user.click(ask);
  expect(await screen.findByText(/nothing new since/)).toBeTruthy();
  expect(screen.queryByText(/The gateway did not answer/)).toBeNull();
});

test("what another reader of the feed took in first is new to the person all the same", async () => {
  let known = 7;
  fakeCore({ news_roads: () => ({ ...roads, known: 7 }), news_read: () => ({ ...roads, known, fresh: 0 }) });
  show(<Panel />);
  const user = userEvent.setup();
  const ask = await screen.findByRole("button", { name: /Ask now/ });
  await screen.findByText(/Read until/);
  // The window read the feed by itself a moment ago: this reading finds nothing more.
  known = 8;
  await user.click(ask);
  expect(await screen.findByText(/^1 new since/)).toBeTruthy();
  await user.click(ask);
  expect(await screen.findByText(/^nothing new since/)).toBeTruthy();
});
