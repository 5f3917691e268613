//! Puts the adapters together for the window, the terminal and the bridge, so that all three run the same
//! desk. Also the only place that reads the clock and makes ids.

mod clock;
mod files;
mod practice;

use std::path::PathBuf;
use std::sync::Arc;

use domain::Actor;
use ipc::Desk;
use sha2::{Digest, Sha256};

pub use clock::{SystemClock, UuidIds};
pub use files::{Ledgers, Vault, data_dir};
pub use practice::{PracticeSite, Seed};

/// What a desk is opened with.
pub struct Place {
    /// Where the ledgers and the settings are; made when it is not there, for this user only.
    pub data_dir: PathBuf,
    /// Who works here: "window", "terminal", or a person's name.
    pub actor: String,
    /// Refuse everything but practice.
    pub practice_only: bool,
    /// The history of a practice gateway that is started here for the first time.
    pub seed: Seed,
    /// Never ask the system's key store: only the passphrase vault.
    pub vault_only: bool,
}

/// Why a desk cannot be opened at all.
#[derive(Debug)]
pub enum CannotOpen {
    /// The folder cannot be made or is not ours.
    Folder(std::io::Error),
    /// This computer cannot do TLS.
    NoHttps(String),
}

impl std::fmt::Display for CannotOpen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(error) => write!(f, "the data folder cannot be used: {error}"),
            Self::NoHttps(why) => write!(f, "this computer cannot make secure connections: {why}"),
        }
    }
}

impl std::error::Error for CannotOpen {}

/// Opens a desk on real adapters.
pub async fn open(place: Place) -> Result<Desk, CannotOpen> {
    Ok(Desk::open(parts(place)?).await)
}

/// The parts of a desk on real adapters.
pub fn parts(place: Place) -> Result<ipc::Parts, CannotOpen> {
    files::make_private(&place.data_dir).map_err(CannotOpen::Folder)?;
    gateway_http::install_tls();
    let limits = gateway_http::Limits::default();
    let gateway = gateway_http::HttpGateway::new(Arc::new(antom::hosts::is_allowed), limits)
        .map_err(|error| CannotOpen::NoHttps(format!("{error:?}")))?;
    let actor = Actor::parse(&place.actor).or_else(|_| Actor::parse("desk"));
    let actor = actor.map_err(|error| CannotOpen::Folder(std::io::Error::other(error)))?;
    let ledgers = Ledgers::new(place.data_dir.clone());
    let vault = Vault::new(place.data_dir.join("vault.json"));
    Ok(ipc::Parts {
        keys: Arc::new(keys_os::os(&service_suffix(&place.data_dir))),
        vault: Arc::new(vault),
        ledgers: Arc::new(ledgers),
        gateway: Arc::new(gateway),
        practice: Arc::new(PracticeSite::new(place.data_dir.clone(), place.seed)),
        clock: Arc::new(SystemClock),
        ids: Arc::new(UuidIds),
        practice_only: place.practice_only,
        vault_only: place.vault_only,
        data_dir: place.data_dir,
        actor,
    })
}

/// Two data folders on one computer do not share keys.
fn service_suffix(data_dir: &std::path::Path) -> String {
    if Some(data_dir) == data_dir_default().as_deref() {
        return String::new();
    }
    let absolute = std::path::absolute(data_dir).unwrap_or_else(|_| data_dir.to_owned());
    let digest = Sha256::digest(absolute.to_string_lossy().as_bytes());
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn data_dir_default() -> Option<PathBuf> {
    files::data_dir(None)
}
