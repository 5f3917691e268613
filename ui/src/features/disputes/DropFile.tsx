import FileText from "lucide-react/icons/file-text";
import { type ReactNode, useRef, useState } from "react";
import { useSpeech } from "../../i18n";
import { Button, Field, Icon } from "../../kit";
import { accepted, type Chosen, sizeParts } from "./file";

export function useSize(): (bytes: number) => string {
  const { t } = useSpeech();
  return (bytes) => {
    const { unit, size } = sizeParts(bytes);
    return t(`disputes.size.${unit}`, { size });
  };
}

/** One file, dropped here or chosen. */
export function DropFile({
  chosen,
  onChosen,
  hint,
  error,
}: {
  chosen: Chosen | null;
  onChosen: (file: Chosen) => void;
  hint: string;
  error: ReactNode;
}) {
  const { t } = useSpeech();
  const size = useSize();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [unread, setUnread] = useState(false);
  const take = (file: File | undefined) => {
    if (!file) return;
    setUnread(false);
    file.arrayBuffer().then(
      (buffer) => onChosen({ name: file.name, bytes: new Uint8Array(buffer) }),
      () => setUnread(true),
    );
  };
  return (
    <Field label={t("disputes.file")} hint={hint} error={unread ? t("disputes.file.unread") : error}>
      {(names) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first
        <div
          className="drop-file"
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            take(event.dataTransfer.files[0]);
          }}
        >
          <Icon of={FileText} size={20} />
          {chosen ? (
            <span className="drop-file-name">
              <strong>{chosen.name}</strong> <span className="dim">{size(chosen.bytes.length)}</span>
            </span>
          ) : (
            <span className="dim">{t("disputes.file.drop")}</span>
          )}
          <input
            {...names}
            ref={picker}
            type="file"
            className="sr-only"
            tabIndex={-1}
            accept={accepted}
            onChange={(event) => {
              take(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
          <Button small onPress={() => picker.current?.click()}>
            {t(chosen ? "disputes.file.other" : "disputes.file.choose")}
          </Button>
        </div>
      )}
    </Field>
  );
}
