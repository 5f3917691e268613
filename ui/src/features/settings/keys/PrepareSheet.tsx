import FileKey from "lucide-react/icons/file-key";
import { useRef, useState } from "react";
import { useSpeech } from "../../../i18n";
import { commands, type KeysView } from "../../../ipc";
import { Button, Icon, Segments, Sheet, TextField, useKeys } from "../../../kit";
import { ProblemCard, ProblemLine } from "../../../shared";
import { useSecretCommand } from "../../../shared/secret";
import { readKeyFile } from "../keyFile";
import { PublicHalf } from "../PublicHalf";
import { keyTags } from "./queries";

type Way = "make" | "have";

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
  const [bits, setBits] = useState<"2048" | "3072" | "4096">("2048");
  const [key, setKey] = useState("");
  const [file, setFile] = useState<string | null>(null);
  const [done, setDone] = useState<KeysView | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const prepare = useSecretCommand(commands.keyPrepare, keyTags);
  const ready = version !== "" && (way === "make" || key.trim() !== "");
  const forget = () => {
    setKey("");
    setFile(null);
    if (picker.current) picker.current.value = "";
  };
  const send = () => {
    if (!ready) return;
    prepare.send(
      { version, bits: way === "make" ? Number.parseInt(bits, 10) : null, key: way === "have" ? key : null },
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
          <Segments
            label={t("settings.keys.way")}
            value={way}
            onChange={setWay}
            options={[
              { value: "make", label: t("settings.keys.make") },
              { value: "have", label: t("settings.keys.have") },
            ]}
          />
          <TextField
            label={t("settings.keys.version")}
            hint={t("settings.rotation.version_hint")}
            error={inField ? <ProblemLine problem={problem} /> : null}
            value={version}
            onChange={(text) => setVersion(text.trim())}
            maxLength={16}
            autoFocus
          />
          {way === "make" ? (
            <Segments
              label={t("settings.keys.bits")}
              value={bits}
              onChange={setBits}
              options={(["2048", "3072", "4096"] as const).map((value) => ({
                value,
                label: t(`settings.keys.bits.${value}`),
              }))}
            />
          ) : (
            <>
              {file === null ? (
                <TextField
                  label={t("settings.keys.import_text")}
                  hint={t("settings.keys.import_hint")}
                  value={key}
                  onChange={setKey}
                  lines={5}
                  mono
                />
              ) : (
                <div className="key-file">
                  <Icon of={FileKey} size={18} />
                  <span>{t("settings.keys.import_file_chosen", { file })}</span>
                  <Button small look="quiet" onPress={forget}>
                    {t("settings.keys.import_drop")}
                  </Button>
                </div>
              )}
              <div className="setup-acts">
                <input
                  ref={picker}
                  className="sr-only"
                  type="file"
                  tabIndex={-1}
                  aria-label={t("settings.keys.import_file")}
                  onChange={(event) => {
                    const chosen = event.target.files?.[0];
                    if (!chosen) return;
                    void readKeyFile(chosen).then((text) => {
                      setKey(text);
                      setFile(chosen.name);
                    });
                  }}
                />
                <Button small icon={FileKey} onPress={() => picker.current?.click()}>
                  {t("settings.keys.import_file")}
                </Button>
              </div>
            </>
          )}
          <ProblemCard problem={inField ? null : problem} />
        </>
      )}
    </Sheet>
  );
}
