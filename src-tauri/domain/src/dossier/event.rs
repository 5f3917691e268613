use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    AgreementOpening, AgreementReport, DisputeOpening, DisputeReport, RegistrationOpening,
    RegistrationReport, SubscriptionOpening, SubscriptionReport, SubscriptionState,
};
use crate::{Moment, Money, OrderId, OrderKind};

/// What a dossier is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierKind {
    /// A buyer or a bank asks for money back.
    Dispute,
    /// A buyer's standing consent to be debited.
    Agreement,
    /// Debits the gateway repeats by itself.
    Subscription,
    /// A merchant or store put before the wallets.
    Registration,
    /// A notification of the gateway.
    News,
}

impl DossierKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Dispute, Self::Agreement, Self::Subscription, Self::Registration, Self::News];

    /// The word its streams begin with, and of lists and the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Dispute => "dispute",
            Self::Agreement => "agreement",
            Self::Subscription => "subscription",
            Self::Registration => "registration",
            Self::News => "news",
        }
    }
}

/// How a dossier begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// First heard of from the gateway.
    Dispute(DisputeOpening),
    /// Begun here.
    Agreement(AgreementOpening),
    /// Begun here, or first heard of from the gateway.
    Subscription(SubscriptionOpening),
    /// Begun here.
    Registration(RegistrationOpening),
}

impl Opening {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> DossierKind {
        match self {
            Self::Dispute(_) => DossierKind::Dispute,
            Self::Agreement(_) => DossierKind::Agreement,
            Self::Subscription(_) => DossierKind::Subscription,
            Self::Registration(_) => DossierKind::Registration,
        }
    }
}

/// What the gateway says of it, by whatever road.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Report {
    /// Of a dispute.
    Dispute(DisputeReport),
    /// Of an agreement.
    Agreement(AgreementReport),
    /// Of a subscription.
    Subscription(SubscriptionReport),
    /// Of a registration.
    Registration(RegistrationReport),
}

impl Report {
    /// Whether both say the same. Sealed texts differ each time they are sealed, so they do not count.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Agreement(one), Self::Agreement(two)) => one.same(two),
            (one, two) => one == two,
        }
    }

    /// Whether it tells what happened, not how something stands: a subscription was changed, a dispute answered.
    #[must_use]
    pub fn tells_what_happened(&self) -> bool {
        self.tells_a_change() || self.tells_an_answer()
    }

    /// Whether it tells that a dispute was answered.
    #[must_use]
    pub fn tells_an_answer(&self) -> bool {
        matches!(self, Self::Dispute(report) if report.word == "DEFENSE_SUPPLIED")
    }

    /// Whether it tells that a subscription was changed.
    #[must_use]
    pub fn tells_a_change(&self) -> bool {
        match self {
            Self::Subscription(SubscriptionReport::Stands { because, .. }) => {
                because == "CHANGE" || because == "UPDATE"
            }
            Self::Subscription(
                SubscriptionReport::Offered { .. }
                | SubscriptionReport::RanOut
                | SubscriptionReport::Period { .. },
            )
            | Self::Dispute(_)
            | Self::Agreement(_)
            | Self::Registration(_) => false,
        }
    }
}

/// An act of ours on a dossier, written down with its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActAsked {
    /// The outbox order that carries it.
    pub order: OrderId,
    /// What it does.
    pub kind: OrderKind,
    /// The money it speaks of, when it does.
    #[serde(default)]
    pub amount: Option<Money>,
    /// What was asked, in named texts for a person: a file's name and SHA-256, a new period, a reason.
    /// Nothing secret.
    #[serde(default)]
    pub details: BTreeMap<String, String>,
}

impl ActAsked {
    /// Whether a subscription that stands like this has come to the end that was asked for: one that is to
    /// end at once (`how` is `TERMINATE`) has not by ending with its period.
    #[must_use]
    pub fn ends_with(&self, state: SubscriptionState) -> bool {
        match state {
            SubscriptionState::Terminated => true,
            SubscriptionState::Cancelled => {
                self.details.get("how").is_none_or(|how| how.as_str() != "TERMINATE")
            }
            SubscriptionState::Asked
            | SubscriptionState::RanOut
            | SubscriptionState::Offered
            | SubscriptionState::Pending
            | SubscriptionState::Active
            | SubscriptionState::Refused
            | SubscriptionState::Other => false,
        }
    }
}

/// What happened to a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierEvent {
    /// It began.
    Opened(Opening),
    /// We asked something of the gateway.
    ActAsked(ActAsked),
    /// The gateway took it; the outcome follows as a report.
    ActPending {
        /// Which.
        order: OrderId,
    },
    /// The gateway did it.
    ActDone {
        /// Which.
        order: OrderId,
        /// When, by the gateway's clock.
        at: Moment,
    },
    /// Final: nothing came of it.
    ActRefused {
        /// Which.
        order: OrderId,
        /// The gateway's code.
        code: String,
        /// The gateway's words.
        message: String,
    },
    /// An answer was lost or unclear.
    LeftUnknown {
        /// The order in doubt.
        order: OrderId,
        /// Why, as a code.
        cause: String,
    },
    /// What the gateway says.
    Reported(Report),
    /// The gateway said something that cannot be: kept and shown to a person.
    Contradicted {
        /// What it said.
        said: Box<DossierEvent>,
        /// Why it cannot be.
        because: String,
    },
}
