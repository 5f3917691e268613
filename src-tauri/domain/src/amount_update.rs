//! Raising an authorised amount (section 6.11 of the online payments reference).

use serde::{Deserialize, Serialize};

use crate::payment::Illegal;
use crate::{Bar, Moment, Money, OrderId, Payment, Progress, Standing, UpdateRequestId};

/// How often an authorisation can be raised.
pub const MOST_UPDATES: usize = 10;

/// A new total was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountUpdateAsked {
    /// Our id of it.
    pub request: UpdateRequestId,
    /// The new total.
    pub total: Money,
    /// The outbox order that carries it.
    pub order: OrderId,
}

/// One raise of the authorised amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountUpdate {
    /// The new total.
    pub total: Money,
    /// How far it is.
    pub progress: Progress,
    /// The outbox order; none when it was made elsewhere.
    pub order: Option<OrderId>,
    /// When it was asked for or first heard of.
    pub asked_at: Moment,
    /// Its outcome is in doubt.
    pub unknown: bool,
}

impl Payment {
    /// What is authorised or paid in all: the amount asked for, or the highest raise that was done.
    #[must_use]
    pub fn total(&self) -> Money {
        let done = self.updates.values().filter(|update| update.progress.is_done());
        done.map(|update| update.total).max_by_key(|total| total.minor()).unwrap_or(self.asked.amount)
    }

    /// Whether the gateway may name this as the payment's amount: the total, or one that is on its way.
    pub(crate) fn may_be_total(&self, said: Money) -> bool {
        said == self.asked.amount
            || self
                .updates
                .values()
                .any(|update| update.total == said && !matches!(update.progress, Progress::Refused { .. }))
    }

    /// Whether the authorisation can be raised to this total now. A hold of which the gateway did not say
    /// whether it can (`incrementalAuthorizationAvailable`) may be tried.
    pub fn may_update_amount(&self, total: Money, now: Moment) -> Result<(), Bar> {
        let left = self.may_capture_any(now)?;
        if total.currency() != left.currency() {
            return Err(Bar::OtherCurrency { payment: self.total(), asked: total });
        }
        let money = self.money_box();
        if !money.captured.is_zero() || !money.capturing.is_zero() {
            return Err(Bar::CapturedAlready);
        }
        if self.updates.values().any(|update| update.progress.is_open()) {
            return Err(Bar::AlreadyUnderWay { kind: crate::OrderKind::UpdateAmount });
        }
        if self.raisable() == Some(false) || self.updates.values().any(|update| is_never(&update.progress)) {
            return Err(Bar::CannotBeRaised);
        }
        if self.updates.values().filter(|update| update.progress.is_done()).count() >= MOST_UPDATES {
            return Err(Bar::RaisedTooOften);
        }
        if total.minor() <= self.total().minor() {
            return Err(Bar::NotHigher { total: self.total() });
        }
        Ok(())
    }

    pub(crate) fn update_asked(&mut self, asked: &AmountUpdateAsked, at: Moment) {
        self.updates.entry(asked.request.clone()).or_insert_with(|| AmountUpdate {
            total: asked.total,
            progress: Progress::Asked,
            order: Some(asked.order.clone()),
            asked_at: at,
            unknown: false,
        });
    }

    pub(crate) fn update_moves(
        &mut self,
        request: &UpdateRequestId,
        total: Money,
        to: Progress,
        at: Moment,
    ) -> Result<(), Illegal> {
        if !matches!(self.standing, Standing::Succeeded(_) | Standing::Cancelled { .. }) {
            return Err(Illegal::Step { from: "not authorised".to_owned(), event: "amount_updated" });
        }
        match self.updates.get_mut(request) {
            Some(own) if own.total != total => Err(Illegal::AmountDiffers { asked: own.total, said: total }),
            Some(own) => {
                if own.progress.is_open() {
                    own.unknown = own.unknown && to.is_open();
                    own.progress = to;
                }
                Ok(())
            }
            None => {
                let elsewhere =
                    AmountUpdate { total, progress: to, order: None, asked_at: at, unknown: false };
                self.updates.insert(request.clone(), elsewhere);
                Ok(())
            }
        }
    }
}

/// Whether the gateway refused a raise because this hold cannot be raised at all.
fn is_never(progress: &Progress) -> bool {
    matches!(progress, Progress::Refused { code, .. } if code == "INCREMENTAL_NOT_SUPPORT")
}
