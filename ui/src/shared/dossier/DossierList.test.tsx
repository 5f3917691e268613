import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import Scale from "lucide-react/icons/scale";
import { expect, test } from "vitest";
import { commands, type DossierRowView } from "../../ipc";
import { fakeCore, problem, Refuse, show } from "../../testing/core";
import { aRow } from "../../testing/dossiers";
import { DossierList } from "./DossierList";

const frame = { current: { id: "A", environment: "practice" }, open_orders: 0 };
const page = (rows: DossierRowView[], counts: [string, number][]) => ({ rows, next: null, counts });

function list(onOpen: (row: DossierRowView) => void = () => undefined, byDeadline = false) {
  return show(
    <DossierList
      kind="dispute"
      command={commands.disputeList}
      label="Disputes"
      columns={[{ id: "id", head: "Dispute", cell: (row) => row.id }]}
      widths="1fr"
      least={100}
      byDeadline={byDeadline}
      onOpen={onOpen}
      icon={Scale}
      empty={{ title: "No disputes", words: "None yet." }}
    />,
  );
}

test("an error is said alone, never above an empty list, and can be tried again", async () => {
  let fails = true;
  fakeCore({
    frame: () => frame,
    dispute_list: () => (fails ? new Refuse(problem("ledger.busy")) : page([aRow()], [["open", 1]])),
  });
  const user = userEvent.setup();
  list();
  const again = await screen.findByRole("button", { name: "Try again" });
  expect(screen.queryByText("No disputes")).toBeNull();
  fails = false;
  await user.click(again);
  expect(await screen.findByText("20260202000000000001")).toBeTruthy();
});

test("without an account nothing is asked, and it says where to begin", async () => {
  const { of } = fakeCore({ frame: () => ({ current: null, open_orders: 0 }) });
  list();
  await screen.findByRole("heading", { level: 2 });
  expect(of("dispute_list")).toHaveLength(0);
  expect(screen.queryByText("No disputes")).toBeNull();
});

test("an empty list says why; an empty filter offers everything", async () => {
  fakeCore({
    frame: () => frame,
    dispute_list: ({ text }) => (text === null ? page([aRow()], [["open", 1]]) : page([], [["open", 1]])),
  });
  const user = userEvent.setup();
  list();
  await screen.findByText("20260202000000000001");
  await user.type(screen.getByRole("searchbox"), "no such");
  await user.click(await screen.findByRole("button", { name: "Show all" }));
  expect(await screen.findByText("20260202000000000001")).toBeTruthy();
});

test("a state is asked of the core, with how many there are; by deadline there is no state to choose", async () => {
  const { of } = fakeCore({
    frame: () => frame,
    dispute_list: () =>
      page(
        [aRow()],
        [
          ["won", 2],
          ["open", 1],
        ],
      ),
  });
  const user = userEvent.setup();
  const shown = list();
  const chips = await screen.findByRole("group", { name: "State" });
  // In the order in which they come about, whatever order they were counted in.
  expect(chips.textContent).toBe("StateAll 3Needs an answer 1Won 2");
  await user.click(screen.getByRole("button", { name: /^Won/ }));
  await waitFor(() =>
    expect(of("dispute_list").at(-1)?.form).toMatchObject({ states: ["won"], by_deadline: false }),
  );
  shown.unmount();
  list(undefined, true);
  await screen.findByText("20260202000000000001");
  expect(screen.queryByRole("group", { name: "State" })).toBeNull();
  expect(of("dispute_list").at(-1)?.form).toMatchObject({ states: [], by_deadline: true });
});

test("J and K walk the rows and Enter opens one; letters typed into the search do not", async () => {
  fakeCore({
    frame: () => frame,
    dispute_list: () => page([aRow({ id: "D-1" }), aRow({ id: "D-2" })], []),
  });
  const opened: string[] = [];
  const user = userEvent.setup();
  list((row) => opened.push(row.id), true);
  await screen.findByText("D-2");
  await user.keyboard("j{Enter}");
  expect(opened).toEqual(["D-2"]);
  await user.keyboard("/");
  expect(document.activeElement).toBe(screen.getByRole("searchbox"));
  await user.keyboard("kj");
  expect(opened).toEqual(["D-2"]);
});
