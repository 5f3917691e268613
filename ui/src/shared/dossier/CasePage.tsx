import ArrowLeft from "lucide-react/icons/arrow-left";
import type { ReactNode } from "react";
import { useSpeech } from "../../i18n";
import type { DossierView, Problem } from "../../ipc";
import { Button, Icon, Skeleton } from "../../kit";
import { MoneyText } from "../MoneyText";
import { Page } from "../Page";
import { ProblemCard } from "../ProblemCard";
import { StatusBadge } from "../StatusBadge";
import { DossierBadge } from "./DossierBadge";
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

/** What every page of one dossier begins with: money or name, its state, and what cannot be. */
export function CaseHead({
  kind,
  dossier,
  headline,
  children,
}: {
  kind: DossierKind;
  dossier: DossierView;
  headline?: ReactNode;
  children?: ReactNode;
}) {
  const { row } = dossier;
  return (
    <section className="case-head">
      <p className="case-headline">
        {headline ?? (row.amount ? <MoneyText money={row.amount} /> : row.title)}
        <DossierBadge kind={kind} state={row.state} />
        {row.unknown ? <StatusBadge state="unknown" quiet /> : null}
      </p>
      {children}
    </section>
  );
}

export function Contradictions({ lines }: { lines: readonly string[] }) {
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
