import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { AccountView, FrameView } from "../../ipc";
import { answers, pressed, refusal, show } from "../../testing/answers";
import { AccountSetup } from "./AccountSetup";

const frame: FrameView = {
  accounts: [],
  current: null,
  key_store: "os",
  key_store_works: true,
  key_store_problem: null,
  vault_locked: false,
  open_orders: 0,
  unknown_orders: 0,
  waiting_orders: 0,
  last_contact: null,
  clock_ahead_ms: null,
  hosts: [
    { url: "https://open-sea-global.alipay.com", region: "Asia", legacy: false },
    { url: "https://open-sea.alipay.com", region: "Asia", legacy: true },
  ],
  practice_available: true,
  version: "0.1.0",
  data_dir: "/ledger",
  ledger_problem: null,
};

const saved: AccountView = {
  id: "A-1",
  name: "Teahouse",
  environment: "sandbox",
  base_url: "https://open-sea-global.alipay.com",
  client_id: "SANDBOX_1",
  key_version: "1",
  merchant_public_key: "PUBLIC-HALF",
  merchant_fingerprint: "aa bb",
  gateway_public_key: "GATEWAY",
  gateway_fingerprint: "cc dd",
  path_mode: "auto",
  customs_code: null,
  customs_name: null,
  counter: null,
};

const good = {
  frame,
  account_draft: { account: "A-1" },
  account_generate_key: { public_key: "PUBLIC-HALF", fingerprint: "aa bb", bits: 2048 },
  account_import_key: { public_key: "PUBLIC-HALF", fingerprint: "aa bb", bits: 2048 },
  account_save: saved,
  account_check: {
    ticks: [
      { what: "host", light: "green", problem: null },
      { what: "clock", light: "green", problem: null },
      { what: "client_id", light: "green", problem: null },
      { what: "signature", light: "red", problem: refusal("check.signature_refused") },
    ],
    all_green: false,
    clock_ahead_ms: 0,
    took_ms: 80,
  },
};
const steps = [
  "account_draft",
  "account_generate_key",
  "account_import_key",
  "account_save",
  "account_check",
];

beforeEach(() => {
  vi.unstubAllGlobals();
});

async function whoAndGateway(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByLabelText("Name of this account"), "Teahouse");
  await user.click(screen.getByRole("button", { name: /Region host/ }));
  await user.click(screen.getByRole("option", { name: /Asia/ }));
  await user.type(screen.getByLabelText("Client id"), "SANDBOX_1");
  await user.type(screen.getByLabelText("Gateway public key"), "GATEWAY");
}

test("a newcomer goes from a name to four lights, each step asked once and in order", async () => {
  const asked = answers(good);
  const user = userEvent.setup();
  show(<AccountSetup frame={frame} account={null} />);
  await whoAndGateway(user);
  await user.click(screen.getByRole("button", { name: "Make the key pair" }));
  const half = await screen.findByRole("textbox", { name: "Public half" });
  expect(half).toHaveProperty("value", "PUBLIC-HALF");
  await user.click(screen.getByRole("button", { name: "Save and check" }));
  const check = await screen.findByRole("region", { name: "Connection check" });
  await waitFor(() => expect(check.querySelectorAll("li")).toHaveLength(4));
  expect(check.textContent).toContain("The gateway did not accept our signature.");
  expect(pressed(asked, steps)).toEqual([
    "account_draft",
    "account_generate_key",
    "account_save",
    "account_check",
  ]);
  expect(asked.find((one) => one.name === "account_generate_key")?.form).toEqual({
    account: "A-1",
    version: "1",
    bits: 2048,
  });
  expect(asked.find((one) => one.name === "account_save")?.form).toMatchObject({
    account: "A-1",
    environment: "sandbox",
    base_url: "https://open-sea-global.alipay.com",
    key_version: "1",
    customs_code: null,
  });
});

test("what is missing is named, and nothing is saved", async () => {
  const asked = answers(good);
  const user = userEvent.setup();
  show(<AccountSetup frame={frame} account={null} />);
  await user.click(screen.getByRole("button", { name: "Save and check" }));
  expect(screen.getByText(/Still missing: name, region host, client id, your key pair/)).toBeDefined();
  expect(pressed(asked, steps)).toEqual([]);
});

test("an imported private key is gone from the screen once it is kept", async () => {
  const asked = answers(good);
  const user = userEvent.setup();
  const { container } = show(<AccountSetup frame={frame} account={null} />);
  await user.click(screen.getByRole("radio", { name: "I have a private key" }));
  await user.type(screen.getByLabelText("Private key"), "SECRET-KEY-TEXT");
  await user.click(screen.getByRole("button", { name: "Import the private key" }));
  await screen.findByRole("textbox", { name: "Public half" });
  expect(asked.find((one) => one.name === "account_import_key")?.form).toMatchObject({
    key: "SECRET-KEY-TEXT",
  });
  await user.click(screen.getByRole("button", { name: "Replace the key" }));
  expect(screen.getByLabelText("Private key")).toHaveProperty("value", "");
  expect(container.ownerDocument.body.innerHTML).not.toContain("SECRET-KEY-TEXT");
});

test("a private key that was typed does not outlive a change of mind", async () => {
  answers(good);
  const user = userEvent.setup();
  show(<AccountSetup frame={frame} account={null} />);
  await user.click(screen.getByRole("radio", { name: "I have a private key" }));
  await user.type(screen.getByLabelText("Private key"), "SECRET-KEY-TEXT");
  await user.click(screen.getByRole("radio", { name: "Make a key pair on this computer" }));
  await user.click(screen.getByRole("radio", { name: "I have a private key" }));
  expect(screen.getByLabelText("Private key")).toHaveProperty("value", "");
});
