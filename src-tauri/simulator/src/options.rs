//! What the gateway is started with, and what it says when it listens.

use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;

use crate::clock::Clock;
use crate::fault::FaultPlan;

/// What the gateway is started with.
#[derive(Clone)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes any that is free.
    pub port: u16,
    /// How many payments the history begins with.
    pub payments: u32,
    /// The history is the same for the same seed and start time.
    pub seed: u64,
    /// The append-only file that lets keys and effects survive a restart.
    pub books: Option<PathBuf>,
    /// How late a slow answer is.
    pub slow: Duration,
    /// The client id to hand out; it must begin with `SANDBOX_PRACTICE_`.
    pub client_id: Option<String>,
    /// The clock; this machine's when absent.
    pub now: Option<Clock>,
    /// Faults beside those amounts ask for.
    pub fault_plan: Option<FaultPlan>,
    /// One more merchant key to accept (SubjectPublicKeyInfo, DER).
    pub merchant_public_key: Option<Vec<u8>>,
    /// The feed of notifications answers `NO_INTERFACE_DEF`, as for an account that has none.
    pub no_feed: bool,
    /// Where webhooks are delivered: an `http` address of this machine. What the books say when absent.
    pub notify_url: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            payments: 0,
            seed: 1,
            books: None,
            slow: Duration::from_secs(3),
            client_id: None,
            now: None,
            fault_plan: None,
            merchant_public_key: None,
            no_feed: false,
            notify_url: None,
        }
    }
}

/// Everything a client needs to know to talk to a listening gateway. All keys are throw-away.
#[derive(Clone, Debug, Serialize)]
pub struct Listening {
    /// Scheme, host and port, without a slash at the end.
    pub base_url: String,
    /// The client id requests must carry.
    pub client_id: String,
    /// The throw-away private key made for the merchant: PKCS#8 DER in base64.
    pub merchant_private_key: String,
    /// Its public half: SubjectPublicKeyInfo DER in base64.
    pub merchant_public_key: String,
    /// The key version the generated merchant key is registered under.
    pub key_version: String,
    /// The version a key given in the options was registered under.
    pub registered_key_version: Option<String>,
    /// What answers are verified with: SubjectPublicKeyInfo DER in base64.
    pub gateway_public_key: String,
    /// The journal of effects.
    pub journal_url: String,
    /// Every payment in full.
    pub books_url: String,
    /// The shop's own half of the seeded history.
    pub history_url: String,
    /// Where a further merchant key is registered.
    pub register_key_url: String,
    /// The page on which a person plays the buyer.
    pub checkout_url: String,
    /// Where a program plays the buyer.
    pub act_url: String,
    /// How many payments the history began with.
    pub payments: u32,
    /// The seed of that history.
    pub seed: u64,
    /// When these books were opened, in milliseconds since 1970 UTC.
    pub opened_at: i64,
}
