import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { FrameView } from "../../ipc";
import { answers, show } from "../../testing/answers";
import { KeyStore } from "./KeyStore";

const broken = { vault_locked: false, key_store_works: false } as FrameView;

test("a vault is made only of a long passphrase typed twice, and the fields are emptied", async () => {
  const asked = answers({ vault_unlock: broken });
  const user = userEvent.setup();
  show(<KeyStore frame={broken} />);
  const make = screen.getByRole("button", { name: "Make the vault" });
  await user.type(screen.getByLabelText("Passphrase"), "2 short");
  await user.type(screen.getByLabelText("Passphrase again"), "2 short");
  expect(make).toHaveProperty("disabled", true);
  await user.type(screen.getByLabelText("Passphrase"), " no more");
  await user.type(screen.getByLabelText("Passphrase again"), " no moon");
  expect(screen.getByText("The two passphrases differ.")).toBeDefined();
  await user.type(screen.getByLabelText("Passphrase again"), "{Backspace}{Backspace}re");
  await user.click(make);
  await waitFor(() => expect(screen.getByLabelText("Passphrase")).toHaveProperty("value", ""));
  expect(asked).toEqual([{ name: "vault_unlock", form: { passphrase: "2 short no more" } }]);
});

test("a store that works says nothing", () => {
  const { container } = show(<KeyStore frame={{ ...broken, key_store_works: true }} />);
  expect(container.textContent).toBe("");
});
