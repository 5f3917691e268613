import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { useEffect, useState } from "react";
import { useT } from "../i18n";
import { IconButton } from "../kit";

/** Copies a text; says so for two seconds. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <IconButton
        small
        icon={copied ? Check : Copy}
        label={label}
        onPress={() => {
          void navigator.clipboard.writeText(text).then(() => setCopied(true));
        }}
      />
      {copied ? (
        <span className="sr-only" role="status">
          {t("shared.copied")}
        </span>
      ) : null}
    </>
  );
}

function groups(id: string): string[] {
  const shown = id.length > 12 && /^[0-9A-Za-z]+$/.test(id) ? id.match(/.{1,4}/g) : null;
  return shown ?? [id];
}

/** An id people can read aloud, compare and copy: long ones stand in groups of four. */
export function IdText({ id, name, brief }: { id: string; name: string; brief?: boolean }) {
  const t = useT();
  const seen = new Map<string, number>();
  return (
    <span className="id">
      <span className="id-text mono" title={id}>
        {brief && id.length > 14
          ? `${id.slice(0, 4)}…${id.slice(-6)}`
          : groups(id).map((group) => {
              const nth = seen.get(group) ?? 0;
              seen.set(group, nth + 1);
              return (
                <span key={`${group}-${nth}`} className="id-group">
                  {group}
                </span>
              );
            })}
      </span>
      <CopyButton text={id} label={t("shared.copy", { what: name })} />
    </span>
  );
}
