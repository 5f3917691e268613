import { useState } from "react";
import { useSpeech } from "../../../i18n";
import { commands, useCommand } from "../../../ipc";
import { Button, Sheet, TextField, useKeys } from "../../../kit";
import { ProblemCard, ProblemLine } from "../../../shared";
import { keyTags } from "./queries";

/** The gateway's own key changed: the new one is taken over, the one before still counts. */
export function GatewaySheet({ onClose }: { onClose: () => void }) {
  const { t } = useSpeech();
  const [key, setKey] = useState("");
  const replace = useCommand(commands.keyGateway, keyTags);
  const ready = key.trim() !== "";
  const send = () => {
    if (ready) replace.send({ public_key: key.trim() }, { onDone: onClose });
  };
  useKeys(
    [{ keys: "mod+enter", label: t("settings.rotation.gateway_replace"), inFields: true, run: send }],
    2,
  );
  const { problem } = replace;
  const inField = problem !== null && problem.field !== null;
  return (
    <Sheet
      title={t("settings.rotation.gateway_replace")}
      closeLabel={t("shared.close")}
      onClose={onClose}
      foot={
        <>
          <Button look="quiet" onPress={onClose}>
            {t("shared.cancel")}
          </Button>
          <Button look="primary" keys="mod+enter" isDisabled={!ready} busy={replace.isPending} onPress={send}>
            {t("settings.rotation.gateway_press")}
          </Button>
        </>
      }
    >
      <p>{t("settings.rotation.gateway_words")}</p>
      <TextField
        label={t("settings.rotation.gateway_key")}
        hint={t("settings.rotation.gateway_hint")}
        error={inField ? <ProblemLine problem={problem} /> : null}
        value={key}
        onChange={(text) => {
          setKey(text);
          if (problem) replace.reset();
        }}
        lines={6}
        mono
      />
      <ProblemCard problem={inField ? null : problem} />
    </Sheet>
  );
}
