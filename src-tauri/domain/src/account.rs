use serde::{Deserialize, Serialize};

use crate::{AccountId, Actor};

/// The name of an account as the merchant calls it.
pub type AccountName = String;

/// Which gateway money moves at. Each has its own ledger file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// The practice gateway on this computer. No money.
    Practice,
    /// The gateway's sandbox. No money.
    Sandbox,
    /// Real money.
    Live,
}

impl Environment {
    /// The word used in file names and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Sandbox => "sandbox",
            Self::Live => "live",
        }
    }
}

/// Whether calls go to `/ams/api` or `/ams/sandbox/api`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum PathMode {
    /// The sandbox path for client ids that begin with `SANDBOX_`, as the official SDKs do.
    #[default]
    Auto,
    /// Always the sandbox path.
    Sandbox,
    /// Always the production path.
    Production,
}

/// One merchant at one gateway, with the keys that prove who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Ours; also names the key in the keychain.
    pub id: AccountId,
    /// What the merchant calls it.
    pub name: AccountName,
    /// Sandbox, live or practice.
    pub environment: Environment,
    /// `https://host` (plain `http` for loopback only), without a path.
    pub base_url: String,
    /// The gateway's name for the merchant.
    pub client_id: String,
    /// Which of the merchant's keys signs.
    pub key_version: String,
    /// Public half of the signing key: base64 of SubjectPublicKeyInfo DER.
    pub merchant_public_key: String,
    /// The gateway's public key, same form. Answers must verify with it.
    pub gateway_public_key: String,
    /// Which path form is called.
    #[serde(default)]
    pub path_mode: PathMode,
    /// Which customs registration to fill in: code and name of the company at customs.
    #[serde(default)]
    pub customs_registration: Option<(String, String)>,
}

/// What may happen to an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountEvent {
    /// It was set up.
    Added(Account),
    /// Its settings or keys were changed; the whole new account.
    Changed(Account),
    /// The connection check ran; which of its ticks were green.
    Checked {
        /// Who asked for it.
        by: Actor,
        /// Signature, clock, host and client id all green.
        all_green: bool,
    },
}
