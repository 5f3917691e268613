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
    /// When the buyer's link is to end, where it was said; else the gateway's own term holds.
    #[serde(default)]
    pub link_until: Option<Moment>,
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
        /// When the link ends, at the latest.
        #[serde(default)]
        until: Option<Moment>,
    },
    /// The link ended and the gateway told of no agreement. It tells agreements only: whether the buyer refused
    /// or never looked is not known.
    RanOut,
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
    /// The link ended and nobody is known to have agreed.
    RanOut,
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
            Self::RanOut => "ran_out",
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
                SubscriptionReport::RanOut => Self::RanOut,
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
                    Self::Asked
                    | Self::RanOut
                    | Self::Offered
                    | Self::Pending
                    | Self::Active
                    | Self::Refused
                    | Self::Other,
                ) => Self::Cancelled,
                // Told late: it was waiting before it ran, or before it came to nothing.
                (Self::Active | Self::Refused, Self::Pending) => state,
                (_, Self::Offered | Self::RanOut) if state > Self::Offered => state,
                (_, said) => said,
            };
        }
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_link_closes_what_nobody_agreed_to_and_nothing_else() {
        use SubscriptionState as State;
        let offered = || SubscriptionReport::Offered {
            url: "https://example.com".to_owned(),
            subscription: None,
            until: None,
        };
        let stands = |status: &str| SubscriptionReport::Stands {
            subscription: SubscriptionId::parse("SUBSCRIPTION1").unwrap_or_else(|_| unreachable!("an id")),
            status: status.to_owned(),
            because: String::new(),
            amount: None,
            period: None,
            ends: None,
        };
        let over = || SubscriptionReport::RanOut;
        let cases: [(&[SubscriptionReport], State); 6] = [
            (&[offered(), over()], State::RanOut),
            // The news was late, whichever is dated first.
            (&[offered(), over(), stands("ACTIVE")], State::Active),
            (&[offered(), stands("ACTIVE"), over()], State::Active),
            (&[offered(), stands("TERMINATED"), over()], State::Terminated),
            (&[offered(), stands("CANCELLED"), over()], State::Cancelled),
            (&[offered(), over(), offered()], State::Offered),
        ];
        for (reports, state) in cases {
            assert_eq!(State::of(reports.iter()), state, "{reports:?}");
        }
    }
}
