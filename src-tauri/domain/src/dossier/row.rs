use serde::{Deserialize, Serialize};

use super::{AgreementReport, Dossier, DossierKind, Opening, SubscriptionReport, live_token};
use crate::{AccountId, Moment, Money, Notice, StreamId};

/// What a list shows of a dossier or a notification. Disposable: made from the events, stored with them, and
/// compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierRow {
    /// Which stream.
    pub stream: StreamId,
    /// Its kind.
    pub kind: DossierKind,
    /// The id people use: the dispute's, our id of the rest, the notification's.
    pub id: String,
    /// The one stored state: shown, filtered and exported.
    pub state: String,
    /// What it is, in a few words of the shop's or the gateway's.
    pub title: String,
    /// The money it speaks of.
    pub amount: Option<Money>,
    /// When it began.
    pub opened_at: Moment,
    /// By when somebody must act, while somebody must; for an agreement when its token ends, for a subscription
    /// when the buyer's link does.
    pub due_at: Option<Moment>,
    /// Something of it is not known yet.
    pub unknown: bool,
    /// It holds a contradiction.
    pub contradiction: bool,
    /// What it is about, when that is another stream: the payment of a dispute, what a notification changed.
    pub subject: Option<StreamId>,
    /// Every text it is found by, beside `id`.
    pub keys: Vec<String>,
    /// The stream's version.
    pub version: u64,
}

/// The payment a dispute is about.
fn subject_of(stream: &StreamId, dossier: &Dossier) -> Option<StreamId> {
    let Opening::Dispute(own) = &dossier.opening else { return None };
    let account = AccountId::parse(stream.as_str().split('/').nth(1)?).ok()?;
    own.request.as_ref().map(|request| StreamId::payment(&account, request))
}

impl DossierRow {
    /// Beyond every deadline and every other time there is; JavaScript still counts it exactly.
    pub const NO_DEADLINE: i64 = 9_007_199_254_740_991;

    /// Where it stands in a list by deadline: its deadline, or behind all of them, the newest first.
    #[must_use]
    pub fn by_deadline(&self) -> Moment {
        self.due_at.unwrap_or_else(|| Moment(Self::NO_DEADLINE.saturating_sub(self.opened_at.0)))
    }

    /// The row of a dossier at a version of its stream.
    #[must_use]
    pub fn of(stream: &StreamId, dossier: &Dossier, version: u64) -> Self {
        let mut keys = Vec::new();
        let (id, title, amount, due_at) = match &dossier.opening {
            Opening::Dispute(own) => {
                keys.extend(own.payment.as_ref().map(ToString::to_string));
                keys.extend(own.request.as_ref().map(ToString::to_string));
                let reason = dossier.dispute_latest(|report| report.reason.clone());
                let waits = [super::DisputeState::Open, super::DisputeState::EvidenceGiven];
                let open = dossier.dispute_state().is_some_and(|state| waits.contains(&state))
                    && !dossier.told_too_late();
                let due = dossier.dispute_due().map(|(due, _)| due).filter(|_| open);
                let amount = dossier.dispute_latest(|report| report.amount).or(own.amount);
                (own.dispute.to_string(), reason.unwrap_or_default(), amount, due)
            }
            Opening::Agreement(own) => {
                let expires = match live_token(dossier.agreements()) {
                    Some(AgreementReport::Token { expires, .. }) => *expires,
                    _ => None,
                };
                keys.push(own.wallet.clone());
                for report in dossier.agreements() {
                    keys.extend(match report {
                        AgreementReport::Token { digest, .. } | AgreementReport::Consented { digest, .. } => {
                            Some(digest.clone())
                        }
                        AgreementReport::Offered { .. }
                        | AgreementReport::Refused { .. }
                        | AgreementReport::GivenUp
                        | AgreementReport::Ended { .. } => None,
                    });
                }
                (own.state.to_string(), own.buyer.clone(), None, expires)
            }
            Opening::Subscription(own) => {
                keys.extend(dossier.subscription_id().map(ToString::to_string));
                for report in dossier.subscriptions() {
                    if let SubscriptionReport::Period { payment, .. } = report {
                        keys.push(payment.to_string());
                    }
                }
                let price = dossier.subscription_price();
                (own.request.to_string(), own.description.clone(), price, dossier.link_until())
            }
            Opening::Registration(own) => {
                keys.push(own.merchant.to_string());
                keys.extend(own.store.as_ref().map(ToString::to_string));
                let title = own.store_name.clone().unwrap_or_else(|| own.display_name.clone());
                (own.request.to_string(), title, None, None)
            }
        };
        keys.extend(dossier.acts.keys().map(ToString::to_string));
        keys.sort();
        keys.dedup();
        Self {
            stream: stream.clone(),
            kind: dossier.opening.kind(),
            id,
            state: dossier.state_word().to_owned(),
            title,
            amount,
            opened_at: dossier.opened_at,
            due_at,
            unknown: dossier.has_unknown(),
            contradiction: !dossier.contradictions.is_empty(),
            subject: subject_of(stream, dossier),
            keys,
            version,
        }
    }

    /// The row of a notification at a version of its stream.
    #[must_use]
    pub fn of_notice(stream: &StreamId, notice: &Notice, version: u64) -> Self {
        let own = &notice.arrival;
        let mut keys = vec![own.merge_key.clone()];
        keys.extend(own.names.iter().cloned());
        keys.sort();
        keys.dedup();
        let id = own.event.as_ref().map_or_else(|| own.merge_key.clone(), ToString::to_string);
        Self {
            stream: stream.clone(),
            kind: DossierKind::News,
            id,
            state: notice.effect_word().to_owned(),
            title: own.word.clone(),
            amount: own.amount,
            opened_at: own.happened_at,
            due_at: None,
            unknown: notice.took.is_none(),
            contradiction: notice.contradicts(),
            subject: notice.took.as_ref().and_then(|took| took.subject.clone()),
            keys,
            version,
        }
    }
}
