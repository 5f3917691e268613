use serde::{Deserialize, Serialize};

use crate::{MerchantReference, RegistrationRequestId, StoreReference};

/// A merchant or store put before the wallets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationOpening {
    /// Ours.
    pub request: RegistrationRequestId,
    /// Our name of the merchant.
    pub merchant: MerchantReference,
    /// What buyers see.
    pub display_name: String,
    /// The legal name.
    pub legal_name: String,
    /// Our name of the store, when there is one.
    pub store: Option<StoreReference>,
    /// The store's name.
    pub store_name: Option<String>,
}

/// What one wallet says of a registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalletVerdict {
    /// Which wallet.
    pub wallet: String,
    /// `PENDING`, `APPROVED`, `COMPLETED`, `REJECTED`; an open set.
    pub status: String,
    /// Why not.
    pub reasons: Vec<String>,
}

/// One word of the gateway about a registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationReport {
    /// `PENDING`, `APPROVED`, `COMPLETED`, `REJECTED`; an open set.
    pub status: String,
    /// Why not.
    pub reasons: Vec<String>,
    /// Wallet by wallet.
    pub wallets: Vec<WalletVerdict>,
}

/// Where a registration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationState {
    /// Written down or sent; no status yet.
    Asked,
    /// Under review.
    Pending,
    /// Accepted.
    Approved,
    /// Not accepted; a new registration may be made.
    Rejected,
    /// A word we do not know.
    Other,
}

impl RegistrationState {
    /// The word of lists and the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Other => "other",
        }
    }

    /// Read off the newest report, reports being in the order of their times. An old "pending" that comes
    /// late does not undo a verdict.
    #[must_use]
    pub fn of<'a>(reports: impl Iterator<Item = &'a RegistrationReport>) -> Self {
        let mut state = Self::Asked;
        for report in reports {
            state = match report.status.as_str() {
                "PENDING" if matches!(state, Self::Approved | Self::Rejected) => state,
                "PENDING" => Self::Pending,
                "APPROVED" | "COMPLETED" => Self::Approved,
                "REJECTED" => Self::Rejected,
                _ => Self::Other,
            };
        }
        state
    }
}
