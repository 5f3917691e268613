//! What the gateway advised in a dispute, read off its kept news (section 6.9 of the online payments reference):
//! it changes nothing of the dispute, so it is no part of its story.

use antom::Stamp;
use antom::notify::{Level, Notification};
use domain::{DossierKind, Moment};

use super::apply::moment;
use crate::Failed;
use crate::dossier::DossierStanding;
use crate::merchant::Merchant;
use crate::port::DossierQuery;

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
    /// Whether the gateway has it, when it says so.
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
        Ok(told.into_iter().fold(None, |before, (at, told)| Some(newer(before, at, told))))
    }
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
