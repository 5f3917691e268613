import Tick from "lucide-react/icons/circle-check";
import Square from "lucide-react/icons/square-x";
import { useT } from "../../i18n";
import { commands, type FrameView, type LedgerReportView, useCommand } from "../../ipc";
import { Button, Fact, Facts, Icon } from "../../kit";
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
          </Button>
        </div>
        <ProblemCard problem={verify.problem} />
        {verify.data ? <Report report={verify.data} /> : null}
      </div>
    </Panel>
  );
}
