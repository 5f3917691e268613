import { useState } from "react";
import { useSpeech } from "../../../i18n";
import { commands, type KeysView } from "../../../ipc";
import { Button, Sheet, TextField, useKeys } from "../../../kit";
import { ProblemCard, ProblemLine } from "../../../shared";
import { useSecretCommand } from "../../../shared/secret";
import { type Bits, BitsField, BroughtKey, useBroughtKey, type Way, WayField } from "../keyFields";
import { PublicHalf } from "../PublicHalf";
import { keyTags } from "./queries";

/** The next key: made here or brought along. It signs nothing until it is switched to. */
export function PrepareSheet({
  version: proposed,
  environment,
  onClose,
}: {
  version: string;
  environment: string;
  onClose: () => void;
}) {
  const { t } = useSpeech();
  const [way, setWay] = useState<Way>("make");
  const [version, setVersion] = useState(proposed);
  const [bits, setBits] = useState<Bits>("2048");
  const brought = useBroughtKey();
  const { key, forget } = brought;
  const [done, setDone] = useState<KeysView | null>(null);
  const prepare = useSecretCommand(commands.keyPrepare, keyTags);
  const ready = version !== "" && (way === "make" || key.trim() !== "");
  const send = () => {
    if (!ready) return;
    prepare.send(
      {
        version,
        bits: way === "make" ? Number.parseInt(bits, 10) : null,
        key: way === "have" ? key : null,
        replace: false,
      },
      {
        onDone: (keys) => {
          forget();
          setDone(keys);
        },
      },
    );
  };
  useKeys(
    [
      {
        keys: "mod+enter",
        label: t("settings.rotation.prepare"),
        inFields: true,
        run: () => (done ? onClose() : send()),
      },
    ],
    2,
  );
  const made = done?.ours.find((one) => one.version === version) ?? null;
  const { problem } = prepare;
  const inField = problem?.field === "version";
  return (
    <Sheet
      title={t("settings.rotation.prepare")}
      about={t("settings.rotation.prepare_about")}
      closeLabel={t("shared.close")}
      onClose={onClose}
      foot={
        done ? (
          <Button onPress={onClose}>{t("shared.close")}</Button>
        ) : (
          <>
            <Button look="quiet" onPress={onClose}>
              {t("shared.cancel")}
            </Button>
            <Button
              look="primary"
              keys="mod+enter"
              isDisabled={!ready}
              busy={prepare.isPending}
              onPress={send}
            >
              {t(way === "make" ? "settings.keys.make_now" : "settings.keys.import_now")}
            </Button>
          </>
        )
      }
    >
      {done ? (
        <>
          <p role="status">{t("settings.rotation.prepared", { version })}</p>
          {made ? (
            <PublicHalf
              kept={{ version, public_key: made.public_key, fingerprint: made.fingerprint }}
              environment={environment}
            />
          ) : null}
          <ol className="key-steps">
            <li>{t("settings.rotation.step_register")}</li>
            <li>{t("settings.rotation.step_version", { version })}</li>
            <li>{t("settings.rotation.step_switch")}</li>
          </ol>
        </>
      ) : (
        <>
          <WayField value={way} onChange={setWay} />
          <TextField
            label={t("settings.keys.version")}
            hint={t("settings.rotation.version_hint")}
            error={inField ? <ProblemLine problem={problem} /> : null}
            value={version}
            onChange={(text) => setVersion(text.trim())}
            maxLength={16}
            autoFocus
          />
          {way === "make" ? <BitsField value={bits} onChange={setBits} /> : <BroughtKey brought={brought} />}
          <ProblemCard problem={inField ? null : problem} />
        </>
      )}
    </Sheet>
  );
}
