import Download from "lucide-react/icons/download";
import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type EvidenceFileView, useCommand } from "../../ipc";
import { Button } from "../../kit";
import { Panel, ProblemCard } from "../../shared";
import { useSize } from "./DropFile";
import { fromBase64 } from "./file";

export type Kind = "template" | "file" | "ai";

function save(file: EvidenceFileView): void {
  const address = URL.createObjectURL(new Blob([fromBase64(file.file)]));
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The gateway's files of a dispute: its template, what was sent, its suggestion. */
export function Files({ id, kinds }: { id: string; kinds: readonly Kind[] }) {
  const { t } = useSpeech();
  const size = useSize();
  const fetch = useCommand(commands.disputeFile);
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <Panel title={t("disputes.files")}>
      <div className="dispute-files">
        {kinds.map((what) => (
          <Button
            key={what}
            small
            icon={Download}
            busy={fetch.isPending && asked === what}
            isDisabled={fetch.isPending && asked !== what}
            onPress={() => {
              setAsked(what);
              fetch.send({ id, what }, { onDone: save });
            }}
          >
            {t(`disputes.files.${what}`)}
          </Button>
        ))}
        {fetch.data ? (
          <p className="field-hint" role="status">
            {t("disputes.files.saved", { name: fetch.data.name, size: size(fetch.data.bytes) })}
          </p>
        ) : null}
        <ProblemCard problem={fetch.problem} />
      </div>
    </Panel>
  );
}
