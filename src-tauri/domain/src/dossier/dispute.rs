use serde::{Deserialize, Serialize};

use crate::{DisputeId, Moment, Money, PaymentId, PaymentRequestId};

/// The gateway's code for an act on a dispute after its deadline (section 5.10 of the online payments reference).
pub(super) const TOO_LATE: &str = "TIME_EXCEEDS_LIMIT";

/// What is known of a dispute from its first word on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeOpening {
    /// The gateway's id.
    pub dispute: DisputeId,
    /// The gateway's id of the payment.
    pub payment: Option<PaymentId>,
    /// Our id of the payment.
    pub request: Option<PaymentRequestId>,
    /// How much is disputed.
    pub amount: Option<Money>,
    /// `CHARGEBACK`, `RETRIEVAL_REQUEST`, `COMPLIANCE_REQUEST` or another word of the gateway.
    pub kind: Option<String>,
    /// When it was raised, by the gateway's clock.
    pub raised_at: Option<Moment>,
}

/// One word of the gateway about a dispute (section 6.9 of the online payments reference).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeReport {
    /// Which dispute; another one's report is refused.
    pub dispute: DisputeId,
    /// The payment it names.
    #[serde(default)]
    pub payment: Option<PaymentId>,
    /// `DISPUTE_CREATED`, `DISPUTE_JUDGED` ... an open set.
    pub word: String,
    /// How much is disputed, as it says now.
    #[serde(default)]
    pub amount: Option<Money>,
    /// The scheme's reason code.
    #[serde(default)]
    pub reason_code: Option<String>,
    /// The reason in the scheme's words.
    #[serde(default)]
    pub reason: Option<String>,
    /// The scheme.
    #[serde(default)]
    pub source: Option<String>,
    /// Until when it can be answered.
    #[serde(default)]
    pub due: Option<Moment>,
    /// The same as the gateway wrote it, with its own offset.
    #[serde(default)]
    pub due_text: Option<String>,
    /// Whether it can be answered at all.
    #[serde(default)]
    pub defendable: Option<bool>,
    /// `ACCEPT_BY_CUSTOMER`, `ACCEPT_BY_MERCHANT`, `VALIDATE_SUCCESS`, `VALIDATE_FAIL` or another word.
    #[serde(default)]
    pub judged: Option<String>,
    /// What is deducted.
    #[serde(default)]
    pub judged_amount: Option<Money>,
    /// `MERCHANT_ACCEPTED`, `TIMEOUT`, `MANUAL_PROCESSING_ACCEPTED` or another word.
    #[serde(default)]
    pub accepted_because: Option<String>,
    /// Why the gateway answered it by itself.
    #[serde(default)]
    pub defended_because: Option<String>,
}

/// Where a dispute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeState {
    /// Open: accept or answer.
    Open,
    /// We gave evidence by tag, and more can be given until the deadline; no document was sent.
    EvidenceGiven,
    /// Answered; the bank decides.
    Defended,
    /// Accepted by the merchant: the money is gone.
    Accepted,
    /// The deadline passed unanswered: the money is gone.
    Missed,
    /// Closed by rapid resolution; a judgement follows.
    Resolved,
    /// Withdrawn: the money is free again.
    Withdrawn,
    /// Decided for the merchant.
    Won,
    /// Decided against the merchant.
    Lost,
    /// Decided with a word we do not know.
    Judged,
}

/// What a dispute takes of its payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Nothing: withdrawn, or decided for the shop.
    Nothing,
    /// This much is asked for, and not decided; none for an amount that was not told.
    Asks(Option<Money>),
    /// This much is gone, or given up.
    Took(Option<Money>),
}

impl DisputeState {
    /// The word of lists and the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::EvidenceGiven => "evidence_given",
            Self::Defended => "defended",
            Self::Accepted => "accepted",
            Self::Missed => "missed",
            Self::Resolved => "resolved",
            Self::Withdrawn => "withdrawn",
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Judged => "judged",
        }
    }

    /// Read off all reports, whatever order they came in: a judgement beats everything, an end beats a
    /// step on the way.
    #[must_use]
    pub fn of<'a>(reports: impl Iterator<Item = &'a DisputeReport>) -> Self {
        reports.map(Self::of_one).max_by_key(|state| state.rank()).unwrap_or(Self::Open)
    }

    fn of_one(report: &DisputeReport) -> Self {
        match (report.word.as_str(), report.judged.as_deref(), report.accepted_because.as_deref()) {
            ("DISPUTE_JUDGED", Some("ACCEPT_BY_CUSTOMER" | "VALIDATE_SUCCESS"), _) => Self::Won,
            ("DISPUTE_JUDGED", Some("ACCEPT_BY_MERCHANT" | "VALIDATE_FAIL"), _) => Self::Lost,
            ("DISPUTE_JUDGED", _, _) => Self::Judged,
            ("DISPUTE_CANCELLED", _, _) => Self::Withdrawn,
            ("DISPUTE_ACCEPTED", _, Some("TIMEOUT")) => Self::Missed,
            ("DISPUTE_ACCEPTED", _, _) => Self::Accepted,
            ("RDR_RESOLVED", _, _) => Self::Resolved,
            ("DEFENSE_SUPPLIED", _, _) => Self::Defended,
            _ => Self::Open,
        }
    }

    fn rank(self) -> u8 {
        match self {
            Self::Open => 0,
            Self::EvidenceGiven => 1,
            Self::Defended => 2,
            Self::Resolved => 3,
            Self::Accepted => 4,
            Self::Missed => 5,
            Self::Withdrawn => 6,
            Self::Judged => 7,
            Self::Lost => 8,
            Self::Won => 9,
        }
    }
}
