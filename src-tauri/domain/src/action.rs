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
    /// Open a checkout where the buyer pays.
    Session,
    /// Raise the amount of an authorisation.
    UpdateAmount,
    /// Accept a dispute: its money is given up.
    AcceptDispute,
    /// Answer a dispute with one document; it can be sent once.
    Defend,
    /// Give evidence to a dispute, tag by tag.
    SupplyEvidence,
    /// Exchange a buyer's consent for a token, or an old token for a new one.
    ApplyToken,
    /// End a buyer's consent.
    Revoke,
    /// Put a merchant or store before the wallets.
    Register,
    /// Begin a subscription.
    Subscribe,
    /// Change a subscription.
    ChangeSubscription,
    /// Change a running subscription with a settlement of the difference.
    UpdateSubscription,
    /// End a subscription, with its period or at once.
    EndSubscription,
}

impl OrderKind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::Pay,
        Self::Capture,
        Self::Cancel,
        Self::Refund,
        Self::Declare,
        Self::Session,
        Self::UpdateAmount,
        Self::AcceptDispute,
        Self::Defend,
        Self::SupplyEvidence,
        Self::ApplyToken,
        Self::Revoke,
        Self::Register,
        Self::Subscribe,
        Self::ChangeSubscription,
        Self::UpdateSubscription,
        Self::EndSubscription,
    ];

    /// The word of lists, forms and the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pay => "pay",
            Self::Capture => "capture",
            Self::Cancel => "cancel",
            Self::Refund => "refund",
            Self::Declare => "declare",
            Self::Session => "session",
            Self::UpdateAmount => "update_amount",
            Self::AcceptDispute => "accept_dispute",
            Self::Defend => "defend",
            Self::SupplyEvidence => "supply_evidence",
            Self::ApplyToken => "apply_token",
            Self::Revoke => "revoke",
            Self::Register => "register",
            Self::Subscribe => "subscribe",
            Self::ChangeSubscription => "change_subscription",
            Self::UpdateSubscription => "update_subscription",
            Self::EndSubscription => "end_subscription",
        }
    }

    /// The answer holds something that lets its holder act for a buyer: it is kept sealed.
    #[must_use]
    pub fn answer_is_secret(self) -> bool {
        match self {
            Self::Session | Self::ApplyToken => true,
            Self::Pay
            | Self::Capture
            | Self::Cancel
            | Self::Refund
            | Self::Declare
            | Self::UpdateAmount
            | Self::AcceptDispute
            | Self::Defend
            | Self::SupplyEvidence
            | Self::Revoke
            | Self::Register
            | Self::Subscribe
            | Self::ChangeSubscription
            | Self::UpdateSubscription
            | Self::EndSubscription => false,
        }
    }
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
    /// A payment that came to nothing and was refused by nobody: its time ran out, or it never began.
    Closed,
    /// A payment that was cancelled before it was paid.
    Cancelled,
    /// The gateway has it, verified, and somebody else has to act: the buyer, a review, the gateway itself.
    Waiting,
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
