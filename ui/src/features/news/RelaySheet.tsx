import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type RoadsView } from "../../ipc";
import { TextField } from "../../kit";
import { ActSheet } from "../../shared";
import { fieldProblems } from "../../shared/dossier";
import { useSecretCommand } from "../../shared/secret";
import { faultOfRelay } from "./forms";

/** The relay this desk reads from. Its token goes into the key store and never comes back. */
export function RelaySheet({ view, onClose }: { view: RoadsView; onClose: () => void }) {
  const { t } = useSpeech();
  const [address, setAddress] = useState(view.relay ?? "");
  const [path, setPath] = useState("");
  const [token, setToken] = useState("");
  const save = useSecretCommand(commands.relaySetup, ["news", "accounts", "frame"]);
  const removing = address.trim() === "" && view.relay !== null;
  const fault = faultOfRelay({ address, path, token }, view.relay !== null);
  const ready = fault === null && (address.trim() !== "" || removing);
  const { at, rest } = fieldProblems(save.problem, ["address", "notify_path", "token"]);
  return (
    <ActSheet
      title={t("news.relay.title")}
      about={t("news.relay.about")}
      onClose={onClose}
      press={t(removing ? "news.relay.press_remove" : "news.relay.press")}
      ready={ready}
      busy={save.isPending}
      onPress={() => {
        if (!ready) return;
        save.send(
          { address: address.trim().replace(/\/$/, ""), notify_path: path.trim(), token: token.trim() },
          { onDone: onClose },
        );
      }}
      problem={rest}
    >
      <TextField
        label={t("news.relay.address")}
        hint={t("news.relay.address_hint")}
        error={fault === "address" ? t("news.relay.fault.address") : at("address")}
        value={address}
        onChange={setAddress}
        mono
        autoFocus
        disabled={save.isPending}
      />
      <TextField
        label={t("news.relay.path")}
        hint={t("news.relay.path_hint")}
        error={fault === "path" && path.trim() !== "" ? t("news.relay.fault.path") : at("notify_path")}
        value={path}
        onChange={setPath}
        mono
        disabled={save.isPending || removing}
      />
      <TextField
        label={t("news.relay.token")}
        hint={t(view.relay === null ? "news.relay.token_hint" : "news.relay.token_keep")}
        error={at("token")}
        value={token}
        onChange={setToken}
        secret
        mono
        disabled={save.isPending || removing}
      />
    </ActSheet>
  );
}
