use serde::{Deserialize, Serialize};

use crate::{Moment, Money, OrderNumber, Payment, PaymentId, PaymentRequestId, PaymentState, StreamId};

/// A mark beside a payment in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Something about it is not known yet.
    Unknown,
    /// Something is under way.
    UnderWay,
    /// The hold ends within 48 hours.
    Expiring,
    /// The gateway said something that cannot be.
    Contradiction,
    /// It was declared to customs.
    Declared,
    /// Customs refused a declaration.
    CustomsRefused,
}

/// What a list shows of a payment. Disposable: made from the events, stored with them, and compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRow {
    /// Which stream.
    pub stream: StreamId,
    /// Our id.
    pub request: PaymentRequestId,
    /// The gateway's id.
    pub payment: Option<PaymentId>,
    /// The shop's order number.
    pub order_number: OrderNumber,
    /// What was sold.
    pub description: String,
    /// The one stored state: shown, filtered and exported.
    pub state: PaymentState,
    /// When it was asked for.
    pub created_at: Moment,
    /// The amount.
    pub amount: Money,
    /// Taken so far.
    pub captured: Money,
    /// Given back so far.
    pub refunded: Money,
    /// The gateway's method type.
    pub method: String,
    /// Card brand.
    pub brand: Option<String>,
    /// Last four digits.
    pub last_four: Option<String>,
    /// When the hold ends, while there is one.
    pub hold_until: Option<Moment>,
    /// What can still be captured, while there is a hold.
    pub capturable: Money,
    /// Marks that do not depend on the time of day.
    pub flags: Vec<Flag>,
    /// The stream's version.
    pub version: u64,
}

impl PaymentRow {
    /// The state as it is at a time: an authorisation whose hold ended is expired.
    #[must_use]
    pub fn state_at(&self, now: Moment) -> PaymentState {
        let ended = self.hold_until.is_some_and(|until| until <= now);
        if self.state == PaymentState::Authorised && ended { PaymentState::Expired } else { self.state }
    }

    /// Whether this payment may take, or has taken, the money of its order: a second one would take it twice.
    #[must_use]
    pub fn is_in_the_way(&self, now: Moment) -> bool {
        match self.state_at(now) {
            PaymentState::Asked
            | PaymentState::Pending
            | PaymentState::Authorised
            | PaymentState::PartlyCaptured
            | PaymentState::Paid
            | PaymentState::PartlyRefunded => true,
            PaymentState::Expired
            | PaymentState::Refunded
            | PaymentState::Cancelled
            | PaymentState::Declined
            | PaymentState::Closed => false,
        }
    }

    /// The row of a payment at a version of its stream.
    #[must_use]
    pub fn of(stream: &StreamId, payment: &Payment, version: u64) -> Self {
        let money = payment.money_box();
        let mut flags = Vec::new();
        if payment.has_unknown() {
            flags.push(Flag::Unknown);
        } else if payment.has_under_way() {
            flags.push(Flag::UnderWay);
        }
        if !payment.contradictions.is_empty() {
            flags.push(Flag::Contradiction);
        }
        if payment.declarations.values().any(super::payment::Declaration::is_refused) {
            flags.push(Flag::CustomsRefused);
        } else if payment.declarations.values().any(super::payment::Declaration::counts) {
            flags.push(Flag::Declared);
        }
        Self {
            stream: stream.clone(),
            request: payment.asked.request.clone(),
            payment: payment.payment.clone(),
            order_number: payment.asked.order_number.clone(),
            description: payment.asked.description.clone(),
            state: payment.state(),
            created_at: payment.created_at,
            amount: payment.total(),
            captured: money.captured,
            refunded: money.refunded,
            method: payment.asked.method.clone(),
            brand: payment.card().brand.clone(),
            last_four: payment.card().last_four.clone(),
            hold_until: payment.hold_until().filter(|_| !money.capturable.is_zero()),
            capturable: money.capturable,
            flags,
            version,
        }
    }
}
