use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use domain::Environment;
use serde::Deserialize;

use super::{ChainReport, Keys, KeysError, Ledger, LedgerError};
use crate::history::HistoryPage;

/// Opens ledgers: one file an environment.
#[async_trait]
pub trait Ledgers: Send + Sync {
    /// Whether there is one already.
    fn exists(&self, environment: Environment) -> bool;
    /// Opens it, making it when it is not there.
    async fn open(&self, environment: Environment) -> Result<Arc<dyn Ledger>, LedgerError>;
    /// Copies it as it is at this moment, while it is worked on, and checks the copy whole. Refuses to write
    /// over a file.
    async fn back_up(&self, environment: Environment, to: &Path) -> Result<ChainReport, LedgerError>;
}

/// A vault for computers without a keychain.
#[async_trait]
pub trait Vault: Send + Sync {
    /// Whether one was made before.
    fn exists(&self) -> bool;
    /// Opens it with its passphrase, making it when it is not there.
    async fn open(&self, passphrase: String) -> Result<Arc<dyn Keys>, KeysError>;
}

/// What registering a key at the practice gateway gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The client id to use.
    pub client_id: String,
    /// The version of the registered key.
    pub key_version: String,
    /// The practice gateway's public key, base64 SubjectPublicKeyInfo DER.
    pub gateway_public_key: String,
}

/// One thing that can be made to happen at the practice gateway, told by the gateway itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PracticeFact {
    /// Its name; `Practice::play` takes it.
    pub id: String,
    /// Where in the shop's day it belongs.
    pub places: Vec<String>,
    /// What happens, in English.
    pub english: String,
    /// What happens, in Chinese.
    pub chinese: String,
    /// It happens when the amount ends with these two digits, in minor units.
    pub ends: Option<String>,
    /// It happens when the amount is this, in minor units.
    pub exactly: Option<String>,
    /// It happens when these fields hold these values.
    pub fill: Vec<(String, String)>,
    /// It happens when it is played.
    pub play: bool,
    /// Once played, it happens with the next request of the shop.
    pub waits: bool,
}

/// What only a practice gateway on this computer can do.
#[async_trait]
pub trait Practice: Send + Sync {
    /// Starts the built-in one, or says where it runs; none when this program has none.
    async fn start(&self) -> Result<Option<String>, String>;
    /// A page of the shop's own half of its seeded history, from an index on.
    async fn history(&self, base_url: &str, after: u64) -> Result<HistoryPage, String>;
    /// Registers the public half of a key made here under a version. Registering the same key again is no
    /// error; another key under the same version is.
    async fn register(&self, base_url: &str, public_key: &str, version: &str) -> Result<Registered, String>;
    /// What can be made to happen now at a place, to a subject; everything there is without a place.
    async fn facts(
        &self,
        base_url: &str,
        place: Option<&str>,
        subject: Option<&str>,
    ) -> Result<Vec<PracticeFact>, String>;
    /// Plays what somebody else does: the buyer, or the buyer's bank.
    async fn play(&self, base_url: &str, fact: &str, subject: Option<&str>) -> Result<(), String>;
}
