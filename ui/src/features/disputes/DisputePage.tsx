import "./disputes.css";
import FilePlus from "lucide-react/icons/file-plus";
import FileUp from "lucide-react/icons/file-up";
import Flag from "lucide-react/icons/flag";
import { useCallback } from "react";
import { useSpeech } from "../../i18n";
import { commands, type DisputeView, useQuery } from "../../ipc";
import { Fact, useKeys } from "../../kit";
import {
  before,
  go,
  IdText,
  isOpen,
  isZero,
  MoneyText,
  ProblemLine,
  TimeText,
  to,
  useNow,
  useRoute,
} from "../../shared";
import { Act, CasePage, Crumb, NotYet } from "../../shared/dossier";
import { useStage } from "../../shared/practice";
import { AcceptSheet } from "./AcceptSheet";
import { AdvicePanel } from "./AdvicePanel";
import { AnswerSheet } from "./AnswerSheet";
import { deadlineOf } from "./answered";
import { ClaimPanel } from "./ClaimPanel";
import { Deadline } from "./Deadline";
import { EvidenceSheet } from "./EvidenceSheet";
import { Files, type Kind } from "./Files";

const sheets = ["accept", "answer", "evidence"] as const;
type Open = (typeof sheets)[number];

export function DisputePage({ id }: { id: string }) {
  const { t } = useSpeech();
  const { data, problem, reload } = useQuery(
    commands.disputeShow,
    { id },
    {
      tags: ["dispute", `dispute:${id}`],
      keep: true,
      forget: 120_000,
      again: (view) => (view?.dossier.acts.some((act) => isOpen(act.state)) ? 5000 : false),
    },
  );
  const crumb = (
    <Crumb href={to("disputes")} label={t("disputes.back")}>
      <span className="mono">{id}</span>
    </Crumb>
  );
  if (!data) return <NotYet crumb={crumb} problem={problem} onReload={() => void reload()} />;
  return <Case dispute={data} onReload={() => void reload()} />;
}

/** The files there can be: what was sent only once a document was. Whether there is a suggestion only asking tells. */
function filesOf({ dossier }: DisputeView): readonly Kind[] {
  const sent = dossier.acts.some((act) => act.kind === "defend" && act.state === "done");
  return sent ? ["template", "file", "ai"] : ["template", "ai"];
}

function Case({ dispute, onReload }: { dispute: DisputeView; onReload: () => void }) {
  const { t, word } = useSpeech();
  const now = useNow();
  const route = useRoute();
  const { dossier, accept, defend, evidence, refunded } = dispute;
  const { row } = dossier;
  const wish = route.query.get("do");
  const due = deadlineOf(dispute);
  const open = sheets.find((one) => one === wish) ?? null;
  useStage({ place: "dispute", subject: row.id, onPlayed: onReload });
  const show = (what: Open) => go(to("disputes", row.id, { do: what }), { replace: true });
  const close = useCallback(() => go(to("disputes", row.id), { replace: true }), [row.id]);
  useKeys([
    ...(accept.allowed ? [{ keys: "a", label: t("disputes.accept"), run: () => show("accept") }] : []),
    ...(defend.allowed ? [{ keys: "d", label: t("disputes.answer"), run: () => show("answer") }] : []),
    ...(evidence.allowed ? [{ keys: "e", label: t("disputes.evidence"), run: () => show("evidence") }] : []),
    { keys: "escape", label: t("disputes.back"), run: () => go(to("disputes")) },
  ]);
  return (
    <CasePage
      kind="dispute"
      dossier={dossier}
      crumb={
        <Crumb href={to("disputes")} label={t("disputes.back")}>
          <span>{t("disputes.case")}</span> <span className="mono">{row.id}</span>
        </Crumb>
      }
      line={
        <>
          {dispute.kind ? word("disputes.word.kind", dispute.kind) : null}
          {dispute.source ? ` · ${dispute.source}` : null}
          {" · "}
          {t("disputes.opened")} <TimeText at={row.opened_at} />
        </>
      }
      acts={
        <>
          <Act
            icon={FileUp}
            name={t("disputes.answer")}
            keys="d"
            allowed={defend.allowed}
            why={defend.allowed ? t("disputes.answer_why") : <ProblemLine problem={defend.problem} />}
            onPress={() => show("answer")}
          />
          <Act
            icon={FilePlus}
            name={t("disputes.evidence")}
            keys="e"
            allowed={evidence.allowed}
            why={evidence.allowed ? t("disputes.evidence_why") : <ProblemLine problem={evidence.problem} />}
            onPress={() => show("evidence")}
          />
          <Act
            icon={Flag}
            name={t("disputes.accept")}
            keys="a"
            allowed={accept.allowed}
            why={
              accept.allowed ? (
                <>
                  {before(t("disputes.accept_why"))}
                  {row.amount ? <MoneyText money={row.amount} strong /> : null}
                </>
              ) : (
                <ProblemLine problem={accept.problem} />
              )
            }
            onPress={() => show("accept")}
          />
        </>
      }
      beside={<Files id={row.id} kinds={filesOf(dispute)} />}
      facts={
        <>
          <Fact name={t("disputes.col.id")}>
            <IdText id={row.id} name={t("disputes.col.id")} />
          </Fact>
          <Fact name={t("disputes.payment")}>
            {row.payment ? <a href={to("payments", row.payment)}>{t("dossier.open_payment")}</a> : null}
            {dispute.payment_id ? <IdText id={dispute.payment_id} name={t("disputes.payment")} /> : null}
            {row.payment ? null : <span className="field-hint">{t("disputes.payment_elsewhere")}</span>}
          </Fact>
          {refunded === null ? null : (
            <Fact name={t("shared.money.refunded")}>
              <MoneyText money={refunded} />
            </Fact>
          )}
        </>
      }
      sheet={
        <>
          {open === "accept" ? <AcceptSheet dispute={dispute} onReload={onReload} onClose={close} /> : null}
          {open === "answer" ? <AnswerSheet dispute={dispute} onReload={onReload} onClose={close} /> : null}
          {open === "evidence" ? (
            <EvidenceSheet dispute={dispute} onReload={onReload} onClose={close} />
          ) : null}
        </>
      }
    >
      {due === null ? null : (
        <Deadline
          due={due}
          given={dispute.due_text}
          now={now}
          answered={
            row.state === "defended"
              ? t("disputes.due.answered")
              : row.state === "evidence_given"
                ? t("disputes.due.evidence_given")
                : null
          }
        />
      )}
      {refunded && !isZero(refunded) ? (
        <section className="case-note" data-tone="bad">
          <strong>
            {before(t("disputes.refunded"))}
            <MoneyText money={refunded} strong />
          </strong>
          <span>{t("disputes.refunded_words")}</span>
        </section>
      ) : null}
      <ClaimPanel dispute={dispute} />
      {dispute.advice ? <AdvicePanel advice={dispute.advice} /> : null}
    </CasePage>
  );
}
