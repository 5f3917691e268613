import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { FrameView, KeysView, KeyView } from "../../../ipc";
import { fakeCore, show } from "../../../testing/core";
import { Rotation, versionAfter } from "./Rotation";

// Made up: it signs nothing.
const secret = "-----BEGIN PRIVATE KEY-----MADE-UP-----END PRIVATE KEY-----";

const key = (version: string, role: string, part: Partial<KeyView> = {}): KeyView => ({
  version,
  role,
  public_key: `PUBLIC-${version}`,
  fingerprint: "0123456789abcdef",
  from: null,
  until: null,
  last_used: null,
  kept: true,
  ...part,
});

const keys: KeysView = {
  ours: [key("2", "signing"), key("3", "next"), key("1", "earlier", { kept: false }), key("0", "earlier")],
  gateway: [key("1", "signing"), key("2", "earlier")],
};

const frame = { current: { environment: "sandbox" }, accounts: [] } as unknown as FrameView;

test.each([
  [["1", "2"], "3"],
  [["9", "10"], "11"],
  [["A"], ""],
  [[], ""],
])("after %j comes %s", (versions, next) => {
  expect(versionAfter(versions.map((version) => key(version, "signing")))).toBe(next);
});

test("a key whose private half is gone cannot be switched to", async () => {
  fakeCore({ key_list: () => keys });
  show(<Rotation frame={frame} />);
  await screen.findByText("Version 2");
  expect(screen.getByRole("button", { name: "Switch to version 3" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Back to version 0" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Back to version 1" })).toBeNull();
  expect(screen.getByText("Private half is missing")).toBeTruthy();
});

test("a switch is now, or at a moment that is still to come", async () => {
  const asked = fakeCore({ key_list: () => keys, key_switch: () => keys });
  const user = userEvent.setup({ delay: null });
  show(<Rotation frame={frame} />);
  await user.click(await screen.findByRole("button", { name: "Switch to version 3" }));
  await user.click(screen.getByRole("radio", { name: "At a time" }));
  await user.clear(screen.getByLabelText("Day"));
  await user.type(screen.getByLabelText("Day"), "2001-01-01");
  expect(screen.getByRole("button", { name: /^Sign with version 3/ })).toHaveProperty("disabled", true);
  await user.clear(screen.getByLabelText("Day"));
  await user.type(screen.getByLabelText("Day"), "2099-11-28");
  await user.clear(screen.getByLabelText("Time"));
  await user.type(screen.getByLabelText("Time"), "14:05");
  await user.click(screen.getByRole("button", { name: /^Sign with version 3 from .*2099-11-28 14:05/ }));
  await waitFor(() => expect(asked.of("key_switch")).toHaveLength(1));
  expect(asked.of("key_switch")[0]?.form).toEqual({
    version: "3",
    from: Date.parse("2099-11-28T14:05:00+08:00"),
  });
});

test("a private key that was brought along is gone from the screen once it is kept", async () => {
  const asked = fakeCore({
    key_list: () => keys,
    key_prepare: () => ({ ...keys, ours: [...keys.ours, key("4", "next")] }),
  });
  const user = userEvent.setup({ delay: null });
  show(<Rotation frame={frame} />);
  await user.click(await screen.findByRole("button", { name: "Prepare the next key" }));
  await user.click(screen.getByRole("radio", { name: "I have a private key" }));
  await user.click(screen.getByLabelText("Private key"));
  await user.paste(secret);
  await user.click(screen.getByRole("button", { name: /Import the private key/ }));
  await screen.findByText(/Version 4 is ready/);
  expect(asked.of("key_prepare").map((one) => one.form)).toEqual([
    { version: "4", bits: null, key: secret, replace: false },
  ]);
  expect(document.documentElement.outerHTML).not.toContain("MADE-UP");
  expect(screen.getByDisplayValue("PUBLIC-4")).toBeTruthy();
});

test("the gateway's new key is taken over as it was pasted", async () => {
  const asked = fakeCore({ key_list: () => keys, key_gateway: () => keys });
  const user = userEvent.setup({ delay: null });
  show(<Rotation frame={frame} />);
  await user.click(await screen.findByRole("button", { name: "Replace the gateway’s key" }));
  await user.click(screen.getByLabelText("The gateway’s new public key"));
  await user.paste(" NEW-PUBLIC ");
  await user.click(screen.getByRole("button", { name: /Use this key/ }));
  await waitFor(() => expect(asked.of("key_gateway")).toHaveLength(1));
  expect(asked.of("key_gateway")[0]?.form).toEqual({ public_key: "NEW-PUBLIC" });
});
