import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { fakeCore, problem, Refuse, show } from "../../testing/core";
import { anAction } from "../../testing/dossiers";
import { RegisterScreen } from "./RegisterScreen";

const answers: [string, string][] = [
  ["Your number for the merchant", "M-1"],
  ["Name buyers see", "Tea Corner"],
  ["Category code", "5499"],
  ["Legal name", "Tea Corner Ltd"],
  ["Number in the register", "MADE-UP-1"],
  ["Country or region", "sg"],
  ["City", "Singapore"],
  ["Street and number", "1 Sample Street"],
  ["Your number for the store", "S-1"],
  ["Store’s name", "Corner"],
  ["Store’s category code", "5499"],
];

function core(create: (form: Record<string, unknown>) => unknown) {
  return fakeCore({
    frame: () => ({ current: { id: "A", environment: "practice" }, open_orders: 0 }),
    draft_open: () => ({ draft: "draft-1", version: 0 }),
    registration_create: create,
    outbox_show: () => anAction("register", "registration", "R-1"),
  });
}

test("says every missing field at once, and sends nothing until they are there", async () => {
  const { of } = core(() => anAction("register", "registration", "R-1"));
  const user = userEvent.setup();
  show(<RegisterScreen from={null} />);
  const send = await screen.findByRole("button", { name: /Send the registration/ });
  await waitFor(() => expect((send as HTMLButtonElement).disabled).toBe(false));
  await user.click(send);
  expect(await screen.findByText(/11 fields need you/)).toBeTruthy();
  expect(of("registration_create")).toHaveLength(0);
  for (const [label, text] of answers) await user.type(screen.getByLabelText(label), text);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(of("registration_create")).toHaveLength(1));
  expect(of("registration_create")[0]?.form).toMatchObject({
    draft: "draft-1",
    region: "SG",
    mcc: "5499",
    store: "S-1",
  });
  expect(await screen.findByText("Saved on this computer")).toBeTruthy();
});

test("what the core finds wrong stands under its field", async () => {
  core(() => new Refuse(problem("field.malformed", { field: "merchantInfo.merchantMCC", next: "correct" })));
  const user = userEvent.setup();
  show(<RegisterScreen from={null} />);
  for (const [label, text] of answers) await user.type(await screen.findByLabelText(label), text);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(screen.getByLabelText("Category code").getAttribute("aria-invalid")).toBe("true"),
  );
});
