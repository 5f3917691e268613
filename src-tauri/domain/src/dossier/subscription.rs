use serde::{Deserialize, Serialize};

use crate::{Moment, Money, PaymentId, SubscriptionId, SubscriptionRequestId};

/// How long a period is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// `DAY`, `WEEK`, `MONTH`, `QUARTER`, `HALF_YEAR`, `YEAR`; an open set.
    pub unit: String,
    /// How many of them, at least 1.
    pub count: u32,
}

/// A subscription asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionOpening {
    /// Ours.
    pub request: SubscriptionRequestId,
    /// What for.
    pub description: String,
    /// How much a period.
    pub amount: Option<Money>,
    /// How long a period is.
    pub period: Option<Period>,
    /// When it begins.
    pub starts: Option<Moment>,
    /// When it ends; none for until it is ended.
    pub ends: Option<Moment>,
    /// The payment method.
    pub method: String,
}

/// One word of the gateway about a subscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionReport {
    /// Where the buyer agrees.
    Offered {
        /// The address to send the buyer to.
        url: String,
        /// The gateway's id, when it is told already.
        subscription: Option<SubscriptionId>,
    },
    /// How it stands.
    Stands {
        /// The gateway's id.
        subscription: SubscriptionId,
        /// `ACTIVE`, `CANCELLED`, `TERMINATED`; an open set.
        status: String,
        /// What brought the news: `CREATE`, `CHANGE`, `CANCEL`, `UPDATE`, `TERMINATE`; an open set.
        because: String,
        /// How much a period, when it says.
        amount: Option<Money>,
        /// How long a period is, when it says.
        period: Option<Period>,
        /// When it ends, when it says.
        ends: Option<Moment>,
    },
    /// A period was debited, or was not.
    Period {
        /// The gateway's id of the payment.
        payment: PaymentId,
        /// Which period, counting from 1.
        phase: Option<String>,
        /// How much.
        amount: Option<Money>,
        /// Paid.
        paid: bool,
    },
}

/// Where a subscription stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionState {
    /// Written down.
    Asked,
    /// The buyer has the link.
    Offered,
    /// The buyer agreed; the gateway works on it.
    Pending,
    /// Running.
    Active,
    /// Ends with its period.
    Cancelled,
    /// Over.
    Terminated,
    /// It never began: the gateway refused it, or the buyer did.
    Refused,
    /// A word we do not know.
    Other,
}

impl SubscriptionState {
    /// The word of lists and the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Offered => "offered",
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Cancelled => "cancelled",
            Self::Terminated => "terminated",
            Self::Refused => "refused",
            Self::Other => "other",
        }
    }

    /// Read off all reports in the order of their times; an end never goes back.
    #[must_use]
    pub fn of<'a>(reports: impl Iterator<Item = &'a SubscriptionReport>) -> Self {
        let mut state = Self::Asked;
        for report in reports {
            let said = match report {
                SubscriptionReport::Offered { .. } => Self::Offered,
                SubscriptionReport::Stands { status, .. } => match status.as_str() {
                    "ACTIVE" => Self::Active,
                    "CANCELLED" => Self::Cancelled,
                    "TERMINATED" => Self::Terminated,
                    "PENDING" | "PROCESSING" => Self::Pending,
                    "FAIL" | "FAILED" => Self::Refused,
                    _ => Self::Other,
                },
                SubscriptionReport::Period { .. } => continue,
            };
            state = match (state, said) {
                (Self::Terminated, _) => Self::Terminated,
                (
                    Self::Cancelled,
                    Self::Asked | Self::Offered | Self::Pending | Self::Active | Self::Refused | Self::Other,
                ) => Self::Cancelled,
                // Told late: it was waiting before it ran, or before it came to nothing.
                (Self::Active | Self::Refused, Self::Pending) => state,
                (_, Self::Offered) if state > Self::Offered => state,
                (_, said) => said,
            };
        }
        state
    }
}
