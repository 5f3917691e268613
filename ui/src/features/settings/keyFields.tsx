import FileKey from "lucide-react/icons/file-key";
import { useRef, useState } from "react";
import { useSpeech } from "../../i18n";
import { Button, Icon, Segments, TextField } from "../../kit";
import { readKeyFile } from "./keyFile";

/** A key is made here, or somebody has one already. */
export type Way = "make" | "have";

export function WayField({ value, onChange }: { value: Way; onChange: (way: Way) => void }) {
  const { t } = useSpeech();
  return (
    <Segments
      label={t("settings.keys.way")}
      value={value}
      onChange={onChange}
      options={[
        { value: "make", label: t("settings.keys.make") },
        { value: "have", label: t("settings.keys.have") },
      ]}
    />
  );
}

const lengths = ["2048", "3072", "4096"] as const;
/** Bits of an RSA key, as text. */
export type Bits = (typeof lengths)[number];

export function BitsField({ value, onChange }: { value: Bits; onChange: (bits: Bits) => void }) {
  const { t } = useSpeech();
  return (
    <div>
      <Segments
        label={t("settings.keys.bits")}
        value={value}
        onChange={onChange}
        options={lengths.map((bits) => ({ value: bits, label: t(`settings.keys.bits.${bits}`) }))}
      />
      <p className="field-hint">{t("settings.keys.bits_hint")}</p>
    </div>
  );
}

/** A private key somebody brings along, pasted or from a file. It lives in this state and nowhere else. */
export function useBroughtKey() {
  const [key, setKey] = useState("");
  const [file, setFile] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  /** Once it is kept, or somebody thought better of it. */
  const forget = () => {
    setKey("");
    setFile(null);
    if (picker.current) picker.current.value = "";
  };
  return { key, setKey, file, setFile, picker, forget };
}

/** Where such a key is pasted or chosen. The name of a file is shown, never what is in it. */
export function BroughtKey({ brought }: { brought: ReturnType<typeof useBroughtKey> }) {
  const { t } = useSpeech();
  const { key, setKey, file, setFile, picker, forget } = brought;
  return (
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
  );
}
