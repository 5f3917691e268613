//! What the gateway advised in a dispute, read off its kept news (section 6.9 of the online payments reference):
//! it changes nothing of the dispute, so it is no part of its story. What it wanted and was given since is given.

use std::collections::BTreeMap;

use antom::Stamp;
use antom::notify::{Level, Notification};
use antom::supply_evidence::{SupplyEvidenceAnswer, TagOutcome, outcome_of};
use domain::{Act, DossierKind, Moment, OrderKind, Progress};

use super::apply::moment;
use crate::Failed;
use crate::dossier::DossierStanding;
use crate::merchant::Merchant;
use crate::port::{DossierQuery, Verdict};

/// More news of one dispute than there can be advice in.
const MOST: u32 = 200;

/// The newest advice of the gateway.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DisputeAdvice {
    /// When the newest of it was given.
    pub at: Option<Moment>,
    /// `HIGH`, `MEDIUM`, `LOW` or another word: how likely a defence wins.
    pub win_rate: Option<String>,
    /// How to defend.
    pub strategy: Option<String>,
    /// Which proof counts.
    pub evidence: Vec<AdvisedTag>,
    /// When that was told.
    pub evidence_at: Option<Moment>,
    /// The defence the gateway wrote, by its file's name.
    pub written: Option<String>,
    /// What would make it better.
    pub improve: Option<String>,
}

/// One kind of proof that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdvisedTag {
    /// The evidence tag.
    pub tag: String,
    /// Whether the gateway has it: it said so, or took it since.
    pub obtained: Option<bool>,
    /// `HIGH`, `MEDIUM`, `LOW` or another word: how much it counts.
    pub counts: Option<String>,
}

impl Merchant {
    /// What the gateway advised in a dispute; none when it advised nothing.
    pub async fn advice_of(&self, standing: &DossierStanding) -> Result<Option<DisputeAdvice>, Failed> {
        let domain::Opening::Dispute(own) = &standing.dossier.opening else { return Ok(None) };
        let query = DossierQuery {
            kind: DossierKind::News,
            account: self.account.id.clone(),
            states: vec![domain::Effect::Kept.word().to_owned()],
            text: Some(own.dispute.to_string()),
            subject: None,
            by_deadline: false,
            limit: MOST,
            after: None,
        };
        let mut told = Vec::new();
        for row in self.parts.ledger.dossiers(&query).await? {
            let Some(kept) = self.notice(&row.stream).await? else { continue };
            let at = kept.notice.arrival.happened_at;
            match self.notification_of(&kept).await? {
                Notification::DefenseStrategySuggestion(news)
                    if news.dispute_id.as_ref() == Some(&own.dispute) =>
                {
                    told.push((given(news.notify_time.as_ref(), at), Told::Strategy(news)));
                }
                Notification::DefenseDocument(news) if news.dispute_id.as_ref() == Some(&own.dispute) => {
                    told.push((given(news.notify_time.as_ref(), at), Told::Document(news)));
                }
                Notification::DefenseStrategySuggestion(_)
                | Notification::DefenseDocument(_)
                | Notification::Payment(_)
                | Notification::Capture(_)
                | Notification::Refund(_)
                | Notification::Dispute(_)
                | Notification::Authorization(_)
                | Notification::RegistrationStatus(_)
                | Notification::Subscription(_)
                | Notification::Other(_) => {}
            }
        }
        told.sort_by_key(|(at, _)| *at);
        let mut advice = told.into_iter().fold(None, |before, (at, told)| Some(newer(before, at, told)));
        if let Some(advice) = &mut advice {
            let taken = self.evidence_taken(standing).await?;
            for own in &mut advice.evidence {
                if taken.get(&own.tag).is_some_and(|at| advice.evidence_at.is_none_or(|told| *at >= told)) {
                    own.obtained = Some(true);
                }
            }
        }
        Ok(advice)
    }

    /// The tags of ours that the gateway took, with when it last did. What only its news settled is not known tag
    /// by tag.
    async fn evidence_taken(&self, standing: &DossierStanding) -> Result<BTreeMap<String, Moment>, Failed> {
        let mut taken = BTreeMap::new();
        for (order, act) in &standing.dossier.acts {
            let (OrderKind::SupplyEvidence, Progress::Done { at }) = (act.asked.kind, &act.progress) else {
                continue;
            };
            let attempts = self.parts.ledger.attempts(order).await?;
            let mut ends = attempts.into_iter().filter_map(|attempt| attempt.end);
            let Some(end) = ends.rfind(|end| end.verified && end.verdict == Verdict::Done) else { continue };
            let Ok(answer) = serde_json::from_slice::<SupplyEvidenceAnswer>(&end.body) else { continue };
            for tag in tags_of(act).filter(|tag| outcome_of(tag, &answer) == TagOutcome::Taken) {
                let newest = taken.entry(tag.to_owned()).or_insert(*at);
                *newest = (*newest).max(*at);
            }
        }
        Ok(taken)
    }
}

/// The tags an act gave evidence under.
fn tags_of(act: &Act) -> impl Iterator<Item = &str> {
    act.asked.details.get("tags").into_iter().flat_map(|tags| tags.split(", "))
}

enum Told {
    Strategy(Box<antom::notify::NotifyDefenseStrategySuggestion>),
    Document(Box<antom::notify::NotifyDefenseDocument>),
}

/// The event's own time; when it was kept, without one.
fn given(stamp: Option<&Stamp>, kept: Moment) -> Moment {
    moment(stamp).unwrap_or(kept)
}

/// What is newer replaces what it speaks of, and leaves the rest.
fn newer(before: Option<DisputeAdvice>, at: Moment, told: Told) -> DisputeAdvice {
    let before = before.unwrap_or_default();
    let word = |level: &Level| level.word().to_owned();
    match told {
        Told::Strategy(news) => DisputeAdvice {
            at: Some(at),
            win_rate: news.win_rate_level.as_ref().map(word).or(before.win_rate),
            strategy: news.defense_strategy_description.clone().or(before.strategy),
            evidence: news
                .evidence_list
                .iter()
                .filter_map(|own| {
                    Some(AdvisedTag {
                        tag: own.evidence_tag.clone()?,
                        obtained: own.obtained,
                        counts: own.win_rate_contribution.as_ref().map(word),
                    })
                })
                .collect(),
            evidence_at: Some(at),
            ..before
        },
        Told::Document(news) => DisputeAdvice {
            at: Some(at),
            win_rate: news.win_rate_level.as_ref().map(word).or(before.win_rate),
            written: news.defense_file.as_ref().and_then(|file| file.file_name.clone()).or(before.written),
            improve: news.suggestions_for_improvement.clone().or(before.improve),
            ..before
        },
    }
}
