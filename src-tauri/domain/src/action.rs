use serde::{Deserialize, Serialize};

/// What an order asks the gateway to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderKind {
    /// Take a payment.
    Pay,
    /// Take the money of an authorisation.
    Capture,
    /// Close a payment or release its hold; always the whole amount.
    Cancel,
    /// Give money back.
    Refund,
    /// Tell Chinese customs about a payment.
    Declare,
}

/// Where an order stands, as a person reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionState {
    /// Written down, not sent yet.
    Queued,
    /// On its way; no answer yet.
    Sending,
    /// The gateway confirmed it, and the confirmation was verified.
    Done,
    /// The gateway refused it, and the refusal was verified. Nothing happened.
    Refused,
    /// It may or may not have happened; we keep asking.
    Unknown,
}

/// Why money is given back; the gateway and the buyer see the words, not the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundReason {
    /// The buyer sent the goods back.
    Returned,
    /// Damaged or not as described.
    Damaged,
    /// Never arrived.
    NotDelivered,
    /// Paid twice.
    Duplicate,
    /// The price was wrong.
    WrongAmount,
    /// The shop's own kindness.
    Goodwill,
    /// Something else; the note says what.
    Other,
}

impl RefundReason {
    /// What the gateway is told, in English.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Returned => "goods returned",
            Self::Damaged => "goods damaged or not as described",
            Self::NotDelivered => "goods not delivered",
            Self::Duplicate => "paid twice",
            Self::WrongAmount => "wrong amount charged",
            Self::Goodwill => "goodwill",
            Self::Other => "other",
        }
    }
}
