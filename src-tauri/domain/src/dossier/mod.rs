//! What is not a payment and has a story all the same: disputes, agreements, subscriptions, registrations.
//!
//! A dossier is what we asked for and the set of what the gateway said. Its state is read off that set, so the
//! order in which news arrives, and how often, changes nothing.

mod agreement;
mod dispute;
mod event;
mod registration;
mod row;
mod subscription;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use agreement::{AgreementOpening, AgreementReport, AgreementState, EndedBy, live_token};
pub use dispute::{DisputeOpening, DisputeReport, DisputeState, Takes};
pub use event::{ActAsked, DossierEvent, DossierKind, Opening, Report};
pub use registration::{RegistrationOpening, RegistrationReport, RegistrationState, WalletVerdict};
pub use row::DossierRow;
pub use subscription::{Period, SubscriptionOpening, SubscriptionReport, SubscriptionState};

use crate::{Moment, Money, OrderId, OrderKind, Progress};

/// An act of ours on a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// As asked.
    pub asked: ActAsked,
    /// How far it is.
    pub progress: Progress,
    /// When it was asked for.
    pub asked_at: Moment,
    /// Its outcome is in doubt.
    pub unknown: bool,
}

/// Why news cannot be of this dossier. It is kept and shown; it never changes the dossier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// It speaks of another kind of thing.
    #[error("news of another kind")]
    OtherKind,
    /// It names another id than before.
    #[error("{what} differs: {said} instead of {known}")]
    Differs {
        /// Which id or amount.
        what: &'static str,
        /// What we knew.
        known: String,
        /// What it said.
        said: String,
    },
    /// We never asked this.
    #[error("nothing was asked under {0}")]
    NoSuchAct(OrderId),
    /// It was done, and now it is said not to be.
    #[error("it was done already")]
    WasDone,
}

/// One dossier, folded from its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// How it began.
    pub opening: Opening,
    /// When.
    pub opened_at: Moment,
    /// What we asked, by order.
    pub acts: BTreeMap<OrderId, Act>,
    /// What the gateway said, in the order of its own times.
    pub reports: Vec<(Moment, Report)>,
    /// What the gateway said that cannot be.
    pub contradictions: Vec<String>,
}

/// What stood before a report came in.
#[derive(Clone, Copy)]
struct Before {
    /// It tells a token that was not known.
    new_token: bool,
    /// The dispute was answered already.
    defended: bool,
}

impl Dossier {
    /// The first event of the stream.
    #[must_use]
    pub fn begin(opening: Opening, at: Moment) -> Self {
        Self {
            opening,
            opened_at: at,
            acts: BTreeMap::new(),
            reports: Vec::new(),
            contradictions: Vec::new(),
        }
    }

    /// Folds a stream. `None` when it is empty or does not begin with `Opened`.
    pub fn fold<'a>(events: impl IntoIterator<Item = (&'a DossierEvent, Moment)>) -> Option<Self> {
        let mut events = events.into_iter();
        let mut dossier = match events.next() {
            Some((DossierEvent::Opened(opening), at)) => Self::begin(opening.clone(), at),
            _ => return None,
        };
        for (event, at) in events {
            // What is in the ledger was legal when it was written.
            if let Ok(next) = dossier.on(event, at) {
                dossier = next;
            }
        }
        Some(dossier)
    }

    /// Moves the dossier. Hearing a thing again gives an equal dossier.
    pub fn on(&self, event: &DossierEvent, at: Moment) -> Result<Self, Misfit> {
        let mut next = self.clone();
        match event {
            DossierEvent::Opened(opening) => {
                if opening.kind() != self.opening.kind() {
                    return Err(Misfit::OtherKind);
                }
            }
            DossierEvent::ActAsked(asked) => {
                next.acts.entry(asked.order.clone()).or_insert_with(|| Act {
                    asked: asked.clone(),
                    progress: Progress::Asked,
                    asked_at: at,
                    unknown: false,
                });
            }
            DossierEvent::ActPending { order } => {
                let act = next.act_mut(order)?;
                if act.progress.is_open() {
                    act.progress = Progress::Pending;
                    act.unknown = false;
                }
            }
            DossierEvent::ActDone { order, at: done } => {
                let act = next.act_mut(order)?;
                if !act.progress.is_done() {
                    act.progress = Progress::Done { at: *done };
                }
                act.unknown = false;
            }
            DossierEvent::ActRefused { order, code, message } => {
                let act = next.act_mut(order)?;
                match &act.progress {
                    Progress::Done { .. } => return Err(Misfit::WasDone),
                    Progress::Refused { .. } => {}
                    Progress::Asked | Progress::Pending => {
                        act.progress = Progress::Refused { code: code.clone(), message: message.clone() };
                        act.unknown = false;
                    }
                }
            }
            DossierEvent::LeftUnknown { order, .. } => {
                let act = next.act_mut(order)?;
                act.unknown = act.progress.is_open();
            }
            DossierEvent::Reported(report) => next.reported(report, at)?,
            DossierEvent::Contradicted { because, .. } => {
                if !next.contradictions.contains(because) {
                    next.contradictions.push(because.clone());
                }
            }
        }
        Ok(next)
    }

    fn act_mut(&mut self, order: &OrderId) -> Result<&mut Act, Misfit> {
        self.acts.get_mut(order).ok_or_else(|| Misfit::NoSuchAct(order.clone()))
    }

    fn reported(&mut self, report: &Report, at: Moment) -> Result<(), Misfit> {
        self.must_fit(report)?;
        let known = self.reports.iter().any(|(when, own)| *when == at && own.same(report));
        // An inquiry says again what stands already. What happened does not: two changes or two answers in a row
        // may be told in the same words.
        let newest = self.reports.iter().rfind(|(when, _)| *when <= at);
        if known || (!report.tells_what_happened() && newest.is_some_and(|(_, own)| own.same(report))) {
            return Ok(());
        }
        let new_token = self.is_new_token(report);
        let answered = [DisputeState::EvidenceGiven, DisputeState::Defended];
        let defended = self.dispute_state().is_some_and(|state| answered.contains(&state));
        let place = self.reports.partition_point(|(when, _)| *when <= at);
        self.reports.insert(place, (at, report.clone()));
        self.settle_acts(report, Before { new_token, defended }, at);
        Ok(())
    }

    fn must_fit(&self, report: &Report) -> Result<(), Misfit> {
        let differs = |what, known: &dyn ToString, said: &dyn ToString| {
            Err(Misfit::Differs { what, known: known.to_string(), said: said.to_string() })
        };
        match (&self.opening, report) {
            (Opening::Dispute(own), Report::Dispute(said)) => {
                if own.dispute != said.dispute {
                    return differs("disputeId", &own.dispute, &said.dispute);
                }
                if let (Some(known), Some(now)) = (&own.payment, &said.payment)
                    && known != now
                {
                    return differs("paymentId", known, now);
                }
                if let (Some(known), Some(now)) = (own.amount, said.amount)
                    && known.currency() != now.currency()
                {
                    return differs("currency", &known.currency(), &now.currency());
                }
                Ok(())
            }
            (Opening::Subscription(_), Report::Subscription(said)) => match (self.subscription_id(), said) {
                (Some(known), SubscriptionReport::Stands { subscription, .. }) if known != subscription => {
                    differs("subscriptionId", known, subscription)
                }
                _ => Ok(()),
            },
            (Opening::Agreement(_), Report::Agreement(_))
            | (Opening::Registration(_), Report::Registration(_)) => Ok(()),
            (
                Opening::Dispute(_)
                | Opening::Agreement(_)
                | Opening::Subscription(_)
                | Opening::Registration(_),
                _,
            ) => Err(Misfit::OtherKind),
        }
    }

    /// Whether a report tells a token that was not known.
    fn is_new_token(&self, report: &Report) -> bool {
        let Report::Agreement(AgreementReport::Token { digest, .. }) = report else { return false };
        !self
            .agreements()
            .any(|known| matches!(known, AgreementReport::Token { digest: known, .. } if known == digest))
    }

    /// What the gateway reports may be the answer that an act of ours is waiting for. What was so before the
    /// act was asked for is no answer to it: an earlier change, the token that is to be renewed.
    fn settle_acts(&mut self, report: &Report, before: Before, at: Moment) {
        let disputed = self.dispute_state();
        let answered = DisputeState::of(self.disputes()) == DisputeState::Defended
            && !matches!(disputed, Some(DisputeState::Accepted));
        let ended = self.subscription_state();
        let over = self.agreement_state() == Some(AgreementState::Ended);
        let changed = report.tells_a_change();
        let supplied = report.tells_an_answer();
        let told = RegistrationState::of(self.registrations());
        let registered = self.registration_state().is_some() && told != RegistrationState::Asked;
        for act in self.acts.values_mut().filter(|act| act.progress.is_open()) {
            let settled = match act.asked.kind {
                OrderKind::AcceptDispute => disputed == Some(DisputeState::Accepted),
                // An answer that replaces one: the earlier one's reports go on coming. The gateway tells whole
                // seconds.
                OrderKind::Defend | OrderKind::SupplyEvidence => {
                    let newer = at.since(act.asked_at) > -Moment::SECOND;
                    supplied && answered && (newer || !before.defended)
                }
                OrderKind::ApplyToken => before.new_token,
                OrderKind::Revoke => over,
                OrderKind::ChangeSubscription | OrderKind::UpdateSubscription => changed,
                OrderKind::EndSubscription => ended.is_some_and(|state| act.asked.ends_with(state)),
                OrderKind::Subscribe => ended.is_some_and(|state| state > SubscriptionState::Offered),
                OrderKind::Register => registered,
                OrderKind::Pay
                | OrderKind::Session
                | OrderKind::UpdateAmount
                | OrderKind::Capture
                | OrderKind::Cancel
                | OrderKind::Refund
                | OrderKind::Declare => false,
            };
            if settled {
                act.progress = Progress::Done { at };
                act.unknown = false;
            }
        }
    }

    fn disputes(&self) -> impl Iterator<Item = &DisputeReport> + Clone {
        self.reports.iter().filter_map(|(_, report)| match report {
            Report::Dispute(report) => Some(report),
            Report::Agreement(_) | Report::Subscription(_) | Report::Registration(_) => None,
        })
    }

    /// What the gateway said of an agreement, in the order of its own times.
    pub fn agreements(&self) -> impl Iterator<Item = &AgreementReport> + Clone {
        self.reports.iter().filter_map(|(_, report)| match report {
            Report::Agreement(report) => Some(report),
            Report::Dispute(_) | Report::Subscription(_) | Report::Registration(_) => None,
        })
    }

    /// What the gateway said of a subscription, in the order of its own times.
    pub fn subscriptions(&self) -> impl Iterator<Item = &SubscriptionReport> + Clone {
        self.reports.iter().filter_map(|(_, report)| match report {
            Report::Subscription(report) => Some(report),
            Report::Dispute(_) | Report::Agreement(_) | Report::Registration(_) => None,
        })
    }

    /// What the gateway said of a registration, in the order of its own times.
    pub fn registrations(&self) -> impl Iterator<Item = &RegistrationReport> + Clone {
        self.reports.iter().filter_map(|(_, report)| match report {
            Report::Registration(report) => Some(report),
            Report::Dispute(_) | Report::Agreement(_) | Report::Subscription(_) => None,
        })
    }

    /// Where a dispute stands; an answer of ours that was taken counts before the gateway reports it.
    #[must_use]
    pub fn dispute_state(&self) -> Option<DisputeState> {
        let Opening::Dispute(_) = &self.opening else { return None };
        let told = DisputeState::of(self.disputes());
        if told != DisputeState::Open && told != DisputeState::Defended {
            return Some(told);
        }
        let done = |kind: &[OrderKind]| {
            self.acts.values().any(|act| act.progress.is_done() && kind.contains(&act.asked.kind))
        };
        Some(if done(&[OrderKind::AcceptDispute]) {
            DisputeState::Accepted
        } else if done(&[OrderKind::Defend]) || self.defended_by_gateway() {
            DisputeState::Defended
        } else if done(&[OrderKind::SupplyEvidence]) {
            // The gateway calls every answer a defence; ours by tag is not at its end.
            DisputeState::EvidenceGiven
        } else {
            told
        })
    }

    /// The gateway answered the dispute by itself.
    fn defended_by_gateway(&self) -> bool {
        self.dispute_latest(|report| report.defended_because.clone()).is_some()
    }

    /// Whether the gateway refused an act of ours on a dispute as too late, and told no later deadline since.
    #[must_use]
    pub fn told_too_late(&self) -> bool {
        let Opening::Dispute(_) = &self.opening else { return false };
        let late =
            |act: &&Act| matches!(&act.progress, Progress::Refused { code, .. } if code == dispute::TOO_LATE);
        let Some(asked) = self.acts.values().filter(late).map(|act| act.asked_at).max() else { return false };
        let dues = |since: bool| {
            let told = self.reports.iter().filter(move |(at, _)| (at.since(asked) > 0) == since);
            told.filter_map(|(_, report)| match report {
                Report::Dispute(report) => report.due,
                Report::Agreement(_) | Report::Subscription(_) | Report::Registration(_) => None,
            })
            .max()
        };
        !matches!((dues(false), dues(true)), (Some(before), Some(since)) if since > before)
    }

    /// What a dispute takes of its payment. An acceptance that is under way or not known gives it up.
    #[must_use]
    pub fn dispute_takes(&self) -> Takes {
        let Opening::Dispute(own) = &self.opening else { return Takes::Nothing };
        let amount = self.dispute_latest(|report| report.amount).or(own.amount);
        let accepting = self
            .acts
            .values()
            .any(|act| act.asked.kind == OrderKind::AcceptDispute && act.progress.is_open());
        match self.dispute_state() {
            Some(DisputeState::Won | DisputeState::Withdrawn) | None => Takes::Nothing,
            Some(DisputeState::Accepted | DisputeState::Missed) => Takes::Took(amount),
            Some(DisputeState::Lost) => {
                Takes::Took(self.dispute_latest(|report| report.judged_amount).or(amount))
            }
            Some(
                DisputeState::Open
                | DisputeState::EvidenceGiven
                | DisputeState::Defended
                | DisputeState::Resolved
                | DisputeState::Judged,
            ) if accepting => Takes::Took(amount),
            Some(
                DisputeState::Open
                | DisputeState::EvidenceGiven
                | DisputeState::Defended
                | DisputeState::Resolved
                | DisputeState::Judged,
            ) => Takes::Asks(amount),
        }
    }

    /// The newest report of a dispute that says a deadline.
    #[must_use]
    pub fn dispute_due(&self) -> Option<(Moment, Option<&str>)> {
        self.disputes().filter_map(|report| report.due.map(|due| (due, report.due_text.as_deref()))).last()
    }

    /// The newest word on a field of a dispute.
    pub fn dispute_latest<'a, T: 'a>(&'a self, read: impl Fn(&'a DisputeReport) -> Option<T>) -> Option<T> {
        self.disputes().filter_map(read).last()
    }

    /// Where an agreement stands. A consent for which the gateway refused a token came to nothing, unless the
    /// buyer consented once more.
    #[must_use]
    pub fn agreement_state(&self) -> Option<AgreementState> {
        let Opening::Agreement(_) = &self.opening else { return None };
        let told = AgreementState::of(self.agreements());
        let refused = told == AgreementState::Consented && self.exchanges_refused();
        Some(if refused { AgreementState::Refused } else { told })
    }

    /// Whether every code the buyer's consents brought was refused a token.
    fn exchanges_refused(&self) -> bool {
        let codes: std::collections::BTreeSet<&str> = self
            .agreements()
            .filter_map(|report| match report {
                AgreementReport::Consented { digest, .. } => Some(digest.as_str()),
                AgreementReport::Offered { .. }
                | AgreementReport::Token { .. }
                | AgreementReport::Refused { .. }
                | AgreementReport::GivenUp
                | AgreementReport::Ended { .. } => None,
            })
            .collect();
        let exchanges = self.acts.values().filter(|act| act.asked.kind == OrderKind::ApplyToken).count();
        self.only_refused(OrderKind::ApplyToken) && exchanges >= codes.len()
    }

    /// Why a consent came to nothing: the gateway's code and its words.
    #[must_use]
    pub fn consent_refused(&self) -> Option<(&str, &str)> {
        if self.agreement_state() != Some(AgreementState::Refused) {
            return None;
        }
        let exchange =
            self.acts.values().max_by_key(|act| act.asked_at).and_then(|act| match &act.progress {
                Progress::Refused { code, message } => Some((code.as_str(), message.as_str())),
                Progress::Asked | Progress::Pending | Progress::Done { .. } => None,
            });
        let told = self.agreements().filter_map(|report| match report {
            AgreementReport::Refused { code, message } => Some((code.as_str(), message.as_str())),
            AgreementReport::Offered { .. }
            | AgreementReport::Consented { .. }
            | AgreementReport::Token { .. }
            | AgreementReport::GivenUp
            | AgreementReport::Ended { .. } => None,
        });
        exchange.or_else(|| told.last())
    }

    /// Where a subscription stands; an end of ours that the gateway confirmed counts before it is reported.
    #[must_use]
    pub fn subscription_state(&self) -> Option<SubscriptionState> {
        let Opening::Subscription(_) = &self.opening else { return None };
        let told = SubscriptionState::of(self.subscriptions());
        let mut ends = self
            .acts
            .values()
            .filter(|act| act.asked.kind == OrderKind::EndSubscription && act.progress.is_done())
            .map(|act| act.asked.ends_with(SubscriptionState::Cancelled));
        Some(match (told, ends.clone().any(|with_its_period| !with_its_period), ends.next()) {
            (SubscriptionState::Terminated, _, _) | (_, true, _) => SubscriptionState::Terminated,
            (_, false, Some(_)) => SubscriptionState::Cancelled,
            // Nothing came of it, unless the gateway says otherwise.
            (
                SubscriptionState::Asked | SubscriptionState::RanOut | SubscriptionState::Offered,
                false,
                None,
            ) if self.only_refused(OrderKind::Subscribe) => SubscriptionState::Refused,
            (told, false, None) => told,
        })
    }

    /// What a period of a subscription costs: the newest of what was agreed at first, what the gateway told, and
    /// what a change of ours came to.
    #[must_use]
    pub fn subscription_price(&self) -> Option<Money> {
        let Opening::Subscription(own) = &self.opening else { return None };
        let told = self.reports.iter().filter_map(|(at, report)| match report {
            Report::Subscription(SubscriptionReport::Stands { amount, .. }) => Some((*at, (*amount)?)),
            Report::Subscription(
                SubscriptionReport::Offered { .. }
                | SubscriptionReport::RanOut
                | SubscriptionReport::Period { .. },
            )
            | Report::Dispute(_)
            | Report::Agreement(_)
            | Report::Registration(_) => None,
        });
        let changed = self.acts.values().filter_map(|act| match (act.asked.kind, &act.progress) {
            (OrderKind::ChangeSubscription | OrderKind::UpdateSubscription, Progress::Done { at }) => {
                Some((*at, act.asked.amount?))
            }
            (_, _) => None,
        });
        told.chain(changed).max_by_key(|(at, _)| *at).map(|(_, amount)| amount).or(own.amount)
    }

    /// The gateway's id of a subscription, once it told it.
    #[must_use]
    pub fn subscription_id(&self) -> Option<&crate::SubscriptionId> {
        self.subscriptions()
            .filter_map(|report| match report {
                SubscriptionReport::Stands { subscription, .. } => Some(subscription),
                SubscriptionReport::Offered { subscription, .. } => subscription.as_ref(),
                SubscriptionReport::RanOut | SubscriptionReport::Period { .. } => None,
            })
            .next()
    }

    /// When the buyer's link of a subscription ends, while the buyer has it.
    #[must_use]
    pub fn link_until(&self) -> Option<Moment> {
        if self.subscription_state() != Some(SubscriptionState::Offered) {
            return None;
        }
        let offers = self.subscriptions().filter_map(|report| match report {
            SubscriptionReport::Offered { until, .. } => Some(*until),
            SubscriptionReport::Stands { .. }
            | SubscriptionReport::RanOut
            | SubscriptionReport::Period { .. } => None,
        });
        offers.last().flatten()
    }

    /// Where a registration stands.
    #[must_use]
    pub fn registration_state(&self) -> Option<RegistrationState> {
        let Opening::Registration(_) = &self.opening else { return None };
        // What the gateway refused outright never comes under review; the act says why.
        let told = RegistrationState::of(self.registrations());
        let refused = told == RegistrationState::Asked && self.only_refused(OrderKind::Register);
        Some(if refused { RegistrationState::Rejected } else { told })
    }

    /// Whether this was asked, and every time refused.
    fn only_refused(&self, kind: OrderKind) -> bool {
        let mut own = self.acts.values().filter(|act| act.asked.kind == kind).peekable();
        own.peek().is_some() && own.all(|act| matches!(act.progress, Progress::Refused { .. }))
    }

    /// Who ended a consent (its newest token, where there is one), and why: whatever order the news came in, this shop before the buyer, and a told end
    /// before one that was only found.
    #[must_use]
    pub fn ended_by(&self) -> Option<(EndedBy, &str)> {
        let newest = self.agreements().filter_map(|report| match report {
            AgreementReport::Token { digest, .. } => Some(digest.as_str()),
            AgreementReport::Offered { .. }
            | AgreementReport::Consented { .. }
            | AgreementReport::Refused { .. }
            | AgreementReport::GivenUp
            | AgreementReport::Ended { .. } => None,
        });
        let newest = newest.last();
        let ends = self.agreements().filter_map(|report| match report {
            AgreementReport::Ended { digest, by, reason }
                if digest.is_none() || newest.is_none() || digest.as_deref() == newest =>
            {
                Some((*by, reason.as_str()))
            }
            AgreementReport::Ended { .. }
            | AgreementReport::Offered { .. }
            | AgreementReport::Consented { .. }
            | AgreementReport::Refused { .. }
            | AgreementReport::GivenUp
            | AgreementReport::Token { .. } => None,
        });
        ends.min_by_key(|(by, _)| *by)
    }

    /// The state's word, whatever the kind.
    #[must_use]
    pub fn state_word(&self) -> &'static str {
        let of_dispute = self.dispute_state().map(DisputeState::word);
        let of_agreement = self.agreement_state().map(AgreementState::word);
        let of_subscription = self.subscription_state().map(SubscriptionState::word);
        let of_registration = self.registration_state().map(RegistrationState::word);
        of_dispute.or(of_agreement).or(of_subscription).or(of_registration).unwrap_or_default()
    }

    /// Something of it is not known yet.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        self.acts.values().any(|act| act.unknown)
    }
}
