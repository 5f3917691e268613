import ArrowLeft from "lucide-react/icons/arrow-left";
import type { ReactNode } from "react";
import { useSpeech } from "../../i18n";
import type { DossierView, Problem } from "../../ipc";
import { Button, Facts, Icon, Skeleton } from "../../kit";
import { MoneyText } from "../MoneyText";
import { Page, Panel } from "../Page";
import { ProblemCard } from "../ProblemCard";
import { StatusBadge } from "../StatusBadge";
import { OwnActs } from "./ActList";
import { DossierBadge } from "./DossierBadge";
import { Tale } from "./TaleLines";
import type { DossierKind } from "./tones";

export function Crumb({ href, label, children }: { href: string; label: string; children: ReactNode }) {
  return (
    <span className="crumb">
      <a href={href} className="crumb-back" aria-label={label} title={label}>
        <Icon of={ArrowLeft} />
      </a>
      {children}
    </span>
  );
}

/** A page of one thing that is not there yet: loading, or why it cannot be shown. */
export function NotYet({
  crumb,
  problem,
  onReload,
}: {
  crumb: ReactNode;
  problem: Problem | null;
  onReload: () => void;
}) {
  const { t } = useSpeech();
  return (
    <Page title={crumb}>
      <ProblemCard
        problem={problem}
        act={
          <Button small onPress={onReload}>
            {t("dossier.reload")}
          </Button>
        }
      />
      {problem ? null : <Skeleton label={t("shared.loading")} lines={10} />}
    </Page>
  );
}

function CaseHead({
  kind,
  dossier,
  headline,
  line,
}: {
  kind: DossierKind;
  dossier: DossierView;
  headline: ReactNode;
  line: ReactNode;
}) {
  const { row } = dossier;
  return (
    <section className="case-head">
      <p className="case-headline">
        {headline ?? (row.amount ? <MoneyText money={row.amount} /> : row.title)}
        <DossierBadge kind={kind} state={row.state} />
        {row.unknown ? <StatusBadge state="unknown" quiet /> : null}
      </p>
      <p className="case-line">{line}</p>
    </section>
  );
}

function Contradictions({ lines }: { lines: readonly string[] }) {
  const { t } = useSpeech();
  if (lines.length === 0) return null;
  return (
    <section className="case-contradictions" role="alert">
      <h2>{t("dossier.contradictions")}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/**
 * The page of one dispute, agreement, subscription or registration: what it is and how it stands, what we asked
 * for and what happened; beside it what can be done, and the facts.
 */
export function CasePage({
  kind,
  dossier,
  crumb,
  headline,
  line,
  children,
  acts,
  beside,
  facts,
  sheet,
}: {
  kind: DossierKind;
  dossier: DossierView;
  /** The way back, and what the page is called. */
  crumb: ReactNode;
  /** Instead of the amount or the title. */
  headline?: ReactNode;
  /** Under the headline. */
  line: ReactNode;
  /** What only this kind of page has, between its head and its story. */
  children: ReactNode;
  /** `Act`s. */
  acts: ReactNode;
  /** Panels between what can be done and the facts. */
  beside?: ReactNode;
  /** `Fact`s. */
  facts: ReactNode;
  /** The sheet that is open. */
  sheet?: ReactNode;
}) {
  const { t } = useSpeech();
  return (
    <Page title={crumb}>
      <div className="case">
        <div className="case-main">
          <CaseHead kind={kind} dossier={dossier} headline={headline} line={line} />
          {children}
          <Contradictions lines={dossier.contradictions} />
          <OwnActs acts={dossier.acts} />
          <Panel title={t("dossier.story")} count={dossier.story.length}>
            <div className="case-tale">
              <Tale lines={dossier.story} />
            </div>
          </Panel>
        </div>
        <div className="case-side">
          <Panel title={t("dossier.do")}>
            <ul>{acts}</ul>
          </Panel>
          {beside}
          <Panel title={t("dossier.facts")}>
            <div className="case-facts">
              <Facts>{facts}</Facts>
            </div>
          </Panel>
        </div>
      </div>
      {sheet}
    </Page>
  );
}
