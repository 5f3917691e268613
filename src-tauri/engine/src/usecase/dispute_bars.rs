//! What may be done about a dispute now, and why not: the one answer of every screen, dry run and real act.

use domain::{Bar, DisputeState, OrderKind};

use crate::agreement::no_open_act;
use crate::dossier::DossierStanding;
use crate::merchant::Merchant;

impl Merchant {
    /// Whether a dispute can be accepted now: it is open, in time, and nobody answered it.
    pub fn may_accept(&self, standing: &DossierStanding) -> Result<(), Bar> {
        self.takes_an_act(standing)?;
        unanswered(standing)
    }

    /// Whether a dispute can be answered with a document now. Evidence by tag is an answer from the moment the
    /// gateway took it: with it the dispute is being defended (section 8.5 of the reference).
    pub fn may_defend(&self, standing: &DossierStanding) -> Result<(), Bar> {
        self.takes_an_act(standing)?;
        unanswered(standing)?;
        defendable(standing)
    }

    /// Whether evidence can be given by tag now. A tag can be replaced until the deadline, so that evidence
    /// given before is in nobody's way; to a document nothing can be added (section 6.10 of the reference).
    pub fn may_give_evidence(&self, standing: &DossierStanding) -> Result<(), Bar> {
        self.takes_an_act(standing)?;
        defendable(standing)?;
        let acts = &standing.dossier.acts;
        let sent = acts.values().any(|act| act.asked.kind == OrderKind::Defend && act.progress.is_done());
        if sent { Err(Bar::DisputeDocumentSent) } else { Ok(()) }
    }

    /// It is not over, its deadline is ahead, and nothing of ours is under way.
    fn takes_an_act(&self, standing: &DossierStanding) -> Result<(), Bar> {
        match standing.dossier.dispute_state() {
            // That nobody answered in time is the reason, and the clock says it below.
            Some(
                DisputeState::Open
                | DisputeState::EvidenceGiven
                | DisputeState::Defended
                | DisputeState::Missed,
            ) => {}
            Some(
                DisputeState::Accepted
                | DisputeState::Resolved
                | DisputeState::Withdrawn
                | DisputeState::Won
                | DisputeState::Lost
                | DisputeState::Judged,
            )
            | None => return Err(Bar::DisputeOver),
        }
        // The gateway's clock decides about its deadline; a measured difference is taken out.
        let now = self.now().plus(self.clock_ahead().unwrap_or(0).saturating_neg());
        if let Some((due, _)) = standing.dossier.dispute_due()
            && now.since(due) >= 0
        {
            return Err(Bar::DisputeTooLate { due });
        }
        if standing.dossier.told_too_late() {
            return Err(Bar::DisputeToldTooLate);
        }
        if standing.dossier.dispute_state() == Some(DisputeState::Missed) {
            return Err(Bar::DisputeOver);
        }
        for kind in [OrderKind::AcceptDispute, OrderKind::Defend, OrderKind::SupplyEvidence] {
            no_open_act(standing, kind)?;
        }
        Ok(())
    }
}

fn unanswered(standing: &DossierStanding) -> Result<(), Bar> {
    let state = standing.dossier.dispute_state();
    if state == Some(DisputeState::EvidenceGiven) {
        return Err(Bar::DisputeEvidenceGiven);
    }
    if state == Some(DisputeState::Defended) { Err(Bar::DisputeAnswered) } else { Ok(()) }
}

fn defendable(standing: &DossierStanding) -> Result<(), Bar> {
    if standing.dossier.dispute_latest(|report| report.defendable) == Some(false) {
        return Err(Bar::NotDefendable);
    }
    Ok(())
}
