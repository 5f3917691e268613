//! When an open order is asked about again.

use domain::{Moment, OrderKind, PayProduct, Payment};

use crate::port::OpenOrder;

/// The gaps between rounds: 10 s, 30 s, 2 min, 10 min, 1 h, 6 h, then daily.
pub const LADDER: [i64; 7] = [
    10 * Moment::SECOND,
    30 * Moment::SECOND,
    2 * Moment::MINUTE,
    10 * Moment::MINUTE,
    Moment::HOUR,
    6 * Moment::HOUR,
    Moment::DAY,
];

/// No rung is longer. What is due later than this was put off by a clock that was wrong.
pub const LONGEST_WAIT: i64 = Moment::DAY;

/// While a buyer stands at the counter: 5 s, then every 3 s (section 2 of the in-store reference).
pub const COUNTER: [i64; 2] = [5 * Moment::SECOND, 3 * Moment::SECOND];

/// How often a payment at the counter is asked about before it is cancelled: the reference says 10 to 20.
pub const COUNTER_ROUNDS: u32 = 16;

/// A cancellation while a buyer stands at the counter: 2, 3, 3, 5, 5 s, then the ladder of all others.
pub const COUNTER_CANCEL: [i64; 5] =
    [2 * Moment::SECOND, 3 * Moment::SECOND, 3 * Moment::SECOND, 5 * Moment::SECOND, 5 * Moment::SECOND];

/// How long the one who wrote an order down has to send it before anybody else takes it up.
pub const FIRST_SEND_MS: i64 = 20 * Moment::SECOND;

/// How long after its end a checkout may still report a payment before it counts as unused.
pub const SESSION_GRACE_MS: i64 = 15 * Moment::MINUTE;

/// How fast an order is followed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Nobody waits: the ladder of all others.
    Steady,
    /// The same, but never past the end of what was offered to the buyer: it is asked about when that end
    /// comes, and when a payment can no longer be reported.
    Offered(Moment),
    /// A buyer whose code was scanned stands at the counter.
    Counter,
    /// A buyer stands at the counter and scans our code, until this time.
    Shown(Option<Moment>),
    /// Undoing a payment while its buyer stands at the counter.
    CounterCancel,
}

impl Pace {
    /// The pace of an order of this payment.
    #[must_use]
    pub fn of(order: &OpenOrder, payment: &Payment) -> Self {
        match (order.kind, payment.asked.product) {
            (OrderKind::Pay, PayProduct::PaymentCode) => Self::Counter,
            (OrderKind::Pay, PayProduct::OrderCode) => {
                Self::Shown(payment.offer.as_ref().and_then(|offer| offer.until))
            }
            (OrderKind::Cancel, product) if product.in_store() => Self::CounterCancel,
            (OrderKind::Pay | OrderKind::Session, _) => {
                let until = payment.offer.as_ref().and_then(|offer| offer.until);
                until.map_or(Self::Steady, Self::Offered)
            }
            (_, _) => Self::Steady,
        }
    }

    /// When to ask next after `rounds` rounds.
    #[must_use]
    pub fn next_due(self, now: Moment, rounds: u32) -> Moment {
        let rung = usize::try_from(rounds).unwrap_or(usize::MAX);
        let steady = LADDER.get(rung.min(LADDER.len() - 1)).copied().unwrap_or(Moment::DAY);
        let gap = match self {
            Self::Steady => steady,
            Self::Offered(until) => {
                let ends = [until, until.plus(SESSION_GRACE_MS + 1)];
                let next = ends.into_iter().map(|end| end.since(now)).find(|left| *left > 0);
                next.map_or(steady, |left| left.min(steady))
            }
            Self::Counter | Self::Shown(_) if self.is_over(rounds, now) => steady,
            Self::Counter | Self::Shown(_) => {
                COUNTER.get(rung.min(COUNTER.len() - 1)).copied().unwrap_or(steady)
            }
            Self::CounterCancel => COUNTER_CANCEL.get(rung).copied().unwrap_or(steady),
        };
        now.plus(gap)
    }

    /// Whether what the gateway never heard of is sent again without a step on the ladder.
    #[must_use]
    pub fn repeats_in_place(self) -> bool {
        matches!(self, Self::Steady | Self::Offered(_))
    }

    /// Whether asking goes on no longer and the payment is to be undone.
    #[must_use]
    pub fn is_over(self, rounds: u32, now: Moment) -> bool {
        match self {
            Self::Steady | Self::Offered(_) | Self::CounterCancel => false,
            Self::Counter => rounds >= COUNTER_ROUNDS,
            Self::Shown(until) => until.map_or(rounds >= COUNTER_ROUNDS, |until| now.since(until) > 0),
        }
    }
}
