//! How a payment is made: which product, by whose hand, and what the buyer goes on with.

use serde::{Deserialize, Serialize};

use crate::{Moment, SessionId};

/// Which product of the gateway a payment is made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayProduct {
    /// `CASHIER_PAYMENT`: online, once.
    #[default]
    Cashier,
    /// `AGREEMENT_PAYMENT`: a debit under a buyer's consent.
    Agreement,
    /// `IN_STORE_PAYMENT`: the buyer's code was scanned at the counter. Its code works once and is never
    /// kept, so such a payment is never sent twice.
    PaymentCode,
    /// `IN_STORE_PAYMENT`: the buyer scans a code made for this order.
    OrderCode,
    /// `IN_STORE_PAYMENT`: the buyer scanned the store's own code.
    EntryCode,
}

impl PayProduct {
    /// Whether it is a payment at the counter.
    #[must_use]
    pub fn in_store(self) -> bool {
        matches!(self, Self::PaymentCode | Self::OrderCode | Self::EntryCode)
    }

    /// The word of lists and the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Cashier => "cashier",
            Self::Agreement => "agreement",
            Self::PaymentCode => "payment_code",
            Self::OrderCode => "order_code",
            Self::EntryCode => "entry_code",
        }
    }
}

/// What the gateway gave for the buyer to go on with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Offer {
    /// The checkout session, when it is one.
    #[serde(default)]
    pub session: Option<SessionId>,
    /// Where the buyer goes on.
    #[serde(default)]
    pub url: Option<String>,
    /// The text of a code for the buyer to scan.
    #[serde(default)]
    pub code: Option<String>,
    /// Until when.
    #[serde(default)]
    pub until: Option<Moment>,
}
