import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { fakeCore, problem, Refuse, show } from "../../testing/core";
import { anAgreement, aRow } from "../../testing/dossiers";
import { AgreementPage } from "./AgreementPage";

const refused = () => {
  const agreement = anAgreement();
  const row = aRow({ id: "AGR0001", state: "asked", title: "Sample Buyer", amount: null, payment: null });
  return { ...agreement, login: null, dossier: { ...agreement.dossier, row } };
};

test("a consent that got no link says so, waits for no buyer, and asks again under its own number", async () => {
  const { of } = fakeCore({
    agreement_show: refused,
    agreement_begin: () => new Refuse(problem("failed.unanswered", { gateway_code: "PARAM_ILLEGAL" })),
  });
  const user = userEvent.setup();
  show(<AgreementPage id="AGR0001" />);
  expect(await screen.findByText("The gateway gave no link")).toBeTruthy();
  expect(screen.getByText("No link")).toBeTruthy();
  expect(screen.queryByText(/Waiting for the buyer/)).toBeNull();
  expect(of("agreement_begin")).toHaveLength(0);
  await user.click(screen.getByRole("button", { name: "Ask for the link again" }));
  expect(await screen.findByText("PARAM_ILLEGAL")).toBeTruthy();
  expect(of("agreement_begin").map((asked) => asked.form)).toEqual([
    { draft: "AGR0001", wallet: "GCASH", buyer: "Sample Buyer" },
  ]);
});
