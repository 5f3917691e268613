import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { RateView } from "../../ipc";
import { deadline, zone } from "../../shared";
import { fakeCore, show } from "../../testing/core";
import { Rates } from "./Rates";

const from = Date.parse("2026-11-20T15:04:00+08:00");
const until = from + 3_600_000;
const rate: RateView = { pair: "EUR/USD", rate: "1.0812", quote: "Q-1", from, until, guaranteed: true };

test("a rate says until when it is valid, with the offset of that time", async () => {
  fakeCore({ frame: () => ({ current: null, open_orders: 0 }), rates_ask: () => [rate] });
  const user = userEvent.setup();
  show(<Rates />);
  await user.click(screen.getByRole("button", { name: "Ask" }));
  const valid = await screen.findByText(deadline(until, "en"));
  expect(valid.textContent).toContain(zone(until));
  expect(screen.getByText(deadline(from, "en"))).toBeTruthy();
});
