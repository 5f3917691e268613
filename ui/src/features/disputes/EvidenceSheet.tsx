import Plus from "lucide-react/icons/plus";
import Trash from "lucide-react/icons/trash-2";
import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type DisputeView } from "../../ipc";
import { Button, IconButton, TextField } from "../../kit";
import { ActSheet } from "../../shared";
import { useStage } from "../../shared/practice";
import { evidenceOf, faultOfTag, mostTags, type Tagged } from "./evidence";
import { useDisputeAct } from "./useDisputeAct";

type Props = { dispute: DisputeView; onReload: () => void; onClose: () => void };

/** Evidence tag by tag, as text or as JSON; the same tag again replaces what was sent under it. */
export function EvidenceSheet({ dispute, onReload, onClose }: Props) {
  const { t } = useSpeech();
  const { id, draft, act, problem, offer } = useDisputeAct(
    dispute,
    "supply_evidence",
    commands.disputeEvidence,
    onReload,
  );
  const [rows, setRows] = useState<readonly Tagged[]>([{ key: 1, tag: "LOGISTIC_INFORMATION", text: "" }]);
  const evidence = evidenceOf(rows);
  const ready = draft !== null && evidence !== null;
  const change = (key: number, part: Partial<Tagged>) => {
    if (act.problem) act.reset();
    setRows((old) => old.map((row) => (row.key === key ? { ...row, ...part } : row)));
  };
  // What is filled in goes to the last row.
  const last = rows.at(-1)?.key ?? 1;
  useStage({
    place: "evidence",
    inFront: true,
    fields: {
      tag: { put: (tag) => change(last, { tag }) },
      text: { put: (text) => change(last, { text }) },
    },
  });
  const add = () =>
    setRows((old) => [...old, { key: Math.max(0, ...old.map((row) => row.key)) + 1, tag: "", text: "" }]);
  return (
    <ActSheet
      title={t("disputes.evidence.title", { ending: id.slice(-4) })}
      about={t("disputes.evidence.words")}
      onClose={onClose}
      press={t("disputes.evidence.press", { count: rows.length })}
      ready={ready}
      busy={act.isPending}
      onPress={() => {
        if (draft && evidence) act.send({ draft: draft.draft, id, version: draft.version, evidence });
      }}
      sent={act.data}
      problem={problem}
      offer={offer}
    >
      {rows.map((row, at) => {
        const fault = faultOfTag(row, rows);
        const about = fault?.startsWith("tag") ? "tag" : "text";
        const words = fault === null ? null : t(`disputes.evidence.${fault}`);
        // An empty field is not wrong before anything was typed into it.
        const quiet = fault === "tag_empty" || fault === "text_empty";
        return (
          <fieldset key={row.key} className="evidence-row">
            <legend className="sr-only">{t("disputes.evidence.nth", { nth: at + 1 })}</legend>
            <div className="evidence-tag">
              <TextField
                label={t("disputes.evidence.tag")}
                value={row.tag}
                onChange={(tag) => change(row.key, { tag })}
                mono
                maxLength={64}
                error={about === "tag" && !quiet ? words : null}
                disabled={act.isPending}
              />
              {rows.length > 1 ? (
                <IconButton
                  icon={Trash}
                  label={t("disputes.evidence.remove", { nth: at + 1 })}
                  onPress={() => setRows((old) => old.filter((other) => other.key !== row.key))}
                />
              ) : null}
            </div>
            <TextField
              label={t("disputes.evidence.text")}
              value={row.text}
              onChange={(text) => change(row.key, { text })}
              lines={4}
              mono
              error={about === "text" && !quiet ? words : null}
              disabled={act.isPending}
            />
          </fieldset>
        );
      })}
      <div>
        <Button small icon={Plus} isDisabled={rows.length >= mostTags} onPress={add}>
          {t("disputes.evidence.add")}
        </Button>
      </div>
    </ActSheet>
  );
}
