import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type DisputeView } from "../../ipc";
import { TextField } from "../../kit";
import { ActSheet } from "../../shared";
import { useStage } from "../../shared/practice";

import { DropFile, useSize } from "./DropFile";
import { base64, type Chosen, faultOf } from "./file";
import { useDisputeAct } from "./useDisputeAct";

type Props = { dispute: DisputeView; onReload: () => void; onClose: () => void };

/** One document, once. */
export function AnswerSheet({ dispute, onReload, onClose }: Props) {
  const { t } = useSpeech();
  const size = useSize();
  const { id, draft, act, problem, offer } = useDisputeAct(
    dispute,
    "defend",
    commands.disputeDefend,
    onReload,
  );
  useStage({ place: "defend", inFront: true, subject: id });
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [typed, setTyped] = useState("");
  const fault = chosen ? faultOf(chosen, dispute.largest_file) : null;
  const ending = id.slice(-4);
  const fits = typed.trim() === ending;
  const ready = draft !== null && chosen !== null && fault === null && fits;
  return (
    <ActSheet
      title={t("disputes.answer.title", { ending })}
      onClose={onClose}
      press={t("disputes.answer.press")}
      ready={ready}
      busy={act.isPending}
      onPress={() => {
        if (!ready) return;
        act.send({
          draft: draft.draft,
          id,
          version: draft.version,
          file_name: chosen.name,
          file: base64(chosen.bytes),
          typed: typed.trim(),
        });
      }}
      sent={act.data}
      problem={problem}
      offer={offer}
    >
      <DropFile
        chosen={chosen}
        onChosen={(file) => {
          setChosen(file);
          if (act.problem) act.reset();
        }}
        hint={t("disputes.answer.file_hint", { size: size(dispute.largest_file) })}
        error={fault === null ? null : t(`disputes.file.${fault}`, { size: size(dispute.largest_file) })}
      />
      <p className="case-note">
        <strong>{t("disputes.answer.once")}</strong>
        <span>{t("disputes.answer.once_words")}</span>
      </p>
      <TextField
        label={t("disputes.answer.typed", { ending })}
        value={typed}
        onChange={setTyped}
        mono
        maxLength={8}
        error={typed.trim().length >= 4 && !fits ? t("disputes.answer.typed_other") : null}
        disabled={act.isPending}
      />
    </ActSheet>
  );
}
