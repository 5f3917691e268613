import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { fakeCore, money, show } from "../../testing/core";
import { Debits } from "./Debits";

const debit = (payment: string, part = {}) => ({
  payment,
  order_number: `ORDER-${payment}`,
  amount: money("500.00", "PHP"),
  state: "paid",
  unknown: false,
  at: 0,
  ...part,
});

test("every debit opens its payment, and what is not known is not called paid", () => {
  fakeCore({});
  show(<Debits debits={[debit("P1"), debit("P2", { unknown: true })]} />);
  expect(screen.getByRole("link", { name: "ORDER-P1" }).getAttribute("href")).toBe("#/payments/P1");
  expect(screen.getByRole("link", { name: "ORDER-P2" }).getAttribute("href")).toBe("#/payments/P2");
  expect(screen.getAllByText("Paid")).toHaveLength(1);
  expect(screen.getByText("Not known yet")).toBeTruthy();
});

test("a list that is cut says so", () => {
  fakeCore({});
  show(<Debits debits={Array.from({ length: 50 }, (_, nth) => debit(`P${nth}`))} />);
  expect(screen.getByText("The newest 50 are shown; the others are among the payments.")).toBeTruthy();
});
