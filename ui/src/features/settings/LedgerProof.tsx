import Tick from "lucide-react/icons/circle-check";
import Square from "lucide-react/icons/square-x";
import { useState } from "react";
import { useT } from "../../i18n";
import { commands, type FrameView, type LedgerReportView, useCommand } from "../../ipc";
import { Button, Fact, Facts, Icon, TextField } from "../../kit";
import { CopyButton, IdText, Panel, ProblemCard } from "../../shared";

function Report({ report }: { report: LedgerReportView }) {
  const t = useT();
  return (
    <div className="ledger-report" role="status" data-sound={report.sound || undefined}>
      <span className="status" data-tone={report.sound ? "done" : "refused"}>
        <Icon of={report.sound ? Tick : Square} size={18} />
        <span>
          {report.sound
            ? t("settings.ledger.sound", { entries: report.entries })
            : t("settings.ledger.broken")}
        </span>
      </span>
      {report.sound ? null : (
        <div>
          {report.broken_at === null ? null : (
            <p>
              {t("settings.ledger.broken_at", { at: report.broken_at })} {report.why}
            </p>
          )}
          {report.evidence_broken_at === null ? null : (
            <p>
              {t("settings.ledger.evidence_broken_at", { at: report.evidence_broken_at })}{" "}
              {report.broken_at === null ? report.why : null}
            </p>
          )}
          {report.views_differ > 0 ? (
            <p>{t("settings.ledger.views", { count: report.views_differ })}</p>
          ) : null}
          {report.known === null ? null : (
            <p>{t("settings.ledger.not_the_newest", { known: report.known, here: report.entries })}</p>
          )}
          <p>
            {t("settings.ledger.what_now")}
            <CopyButton text={JSON.stringify(report)} label={t("shared.problem.copy")} />
          </p>
        </div>
      )}
      <p className="ledger-head">
        {t("settings.ledger.head")} <IdText id={report.head} name={t("settings.ledger.copy_head")} />
      </p>
    </div>
  );
}

/** Where the ledger is, and the proof that nobody changed it. */
export function LedgerProof({ frame }: { frame: FrameView }) {
  const t = useT();
  const verify = useCommand(commands.ledgerVerify);
  const copy = useCommand(commands.ledgerBackUp);
  const accept = useCommand(commands.ledgerAccept, ["frame", "payments", "outbox", "desk"]);
  const [reason, setReason] = useState("");
  const report = accept.data ?? verify.data;
  return (
    <Panel title={t("settings.ledger.title")}>
      <div className="settings-fields">
        <p>{t("settings.ledger.words")}</p>
        <ProblemCard problem={frame.ledger_problem} />
        <Facts>
          <Fact name={t("settings.ledger.place")}>
            <span className="id">
              <span className="mono settings-path">{frame.data_dir}</span>
              <CopyButton
                text={frame.data_dir}
                label={t("shared.copy", { what: t("settings.ledger.copy_place") })}
              />
            </span>
          </Fact>
          <Fact name={t("settings.ledger.version")}>{frame.version}</Fact>
        </Facts>
        <div>
          <Button busy={verify.isPending} onPress={() => verify.send(undefined)}>
            {t("settings.ledger.verify")}
          </Button>{" "}
          <Button busy={copy.isPending} onPress={() => copy.send({ to: null })}>
            {t("settings.ledger.back_up")}
          </Button>
        </div>
        <ProblemCard problem={verify.problem ?? copy.problem} />
        {copy.data ? (
          <p role="status">
            {t(copy.data.sound ? "settings.ledger.backed_up" : "settings.ledger.backed_up_broken", {
              entries: copy.data.entries,
            })}{" "}
            <span className="mono settings-path">{copy.data.path}</span>
            <CopyButton
              text={copy.data.path}
              label={t("shared.copy", { what: t("settings.ledger.copy_place") })}
            />
          </p>
        ) : null}
        {report ? <Report report={report} /> : null}
        {report && report.known !== null ? (
          <form
            className="ledger-accept"
            onSubmit={(event) => {
              event.preventDefault();
              if (reason.trim() !== "") accept.send({ reason: reason.trim() });
            }}
          >
            <TextField
              label={t("settings.ledger.reason")}
              hint={t("settings.ledger.reason_hint")}
              value={reason}
              onChange={setReason}
              maxLength={256}
              disabled={accept.isPending}
            />
            <Button type="submit" busy={accept.isPending} isDisabled={reason.trim() === ""}>
              {t("settings.ledger.accept")}
            </Button>
            <ProblemCard problem={accept.problem} />
          </form>
        ) : null}
      </div>
    </Panel>
  );
}
