import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { PracticeList } from "../../shared/practice";
import { fakeCore, show } from "../../testing/core";
import { aRow } from "../../testing/dossiers";
import { DisputesScreen } from "./DisputesScreen";

const opened = {
  id: "dispute-goods",
  places: ["disputes"],
  says: ["A dispute is opened", "发起争议"],
  ends: null,
  exactly: null,
  fill: [],
  play: true,
  waits: false,
};

function core() {
  return fakeCore({
    frame: () => ({ current: { id: "A", environment: "practice" }, open_orders: 0 }),
    dispute_list: () => ({ rows: [aRow()], next: null, counts: [["open", 1]] }),
    practice_facts: () => [opened],
    practice_play: () => [opened],
  });
}

test("the heading says in which order the disputes stand", async () => {
  core();
  const user = userEvent.setup();
  show(<DisputesScreen />);
  await screen.findByText(/soonest deadline first/);
  await user.click(screen.getByText("All", { selector: "label *, label" }));
  await screen.findByText(/newest first/);
  expect(screen.queryByText(/soonest deadline first/)).toBeNull();
  await user.click(screen.getByText("Needs an answer", { selector: "label *, label" }));
  await screen.findByText(/soonest deadline first/);
});

test("something played at the practice gateway does not change what is listed", async () => {
  const asked = core();
  const user = userEvent.setup();
  show(
    <>
      <DisputesScreen />
      <PracticeList />
    </>,
  );
  await user.click(await screen.findByRole("button", { name: /A dispute is opened/ }));
  await waitFor(() => expect(asked.of("practice_play")).toHaveLength(1));
  await screen.findByText("It happened at the practice gateway.");
  await waitFor(() => expect(asked.of("dispute_list").length).toBeGreaterThan(1));
  expect(screen.getByText(/soonest deadline first/)).toBeTruthy();
  expect(asked.of("dispute_list").every((one) => one.form.by_deadline === true)).toBe(true);
});
