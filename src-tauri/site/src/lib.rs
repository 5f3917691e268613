//! The adapters put together on one computer: which file, which keychain, which clock. The window, the
//! terminal and the browser bridge all start from here, so they work on the same ledger with the same keys.

mod clock;
mod folder;
mod ids;
mod ledgers;
mod practice;
mod relay;
mod vault;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use domain::Actor;
use engine::port::Keys;
use gateway_http::{HttpGateway, Limits};
use ipc::Parts;

pub use clock::SystemClock;
pub use folder::data_dir;
pub use ids::RandomIds;
pub use ledgers::restore;
pub use practice::{BuiltIn, History};
pub use relay::HttpRelay;
pub use vault::PassphraseVault;

/// Where keys are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyChoice {
    /// The system's keychain; the passphrase vault only when a person chooses it.
    System,
    /// The passphrase vault, chosen by a person; the system's keychain is not touched.
    Vault,
    /// A vault that opens by itself. For practice in a browser: what is in it protects nothing.
    OpenVault,
}

/// What a shell decides.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Where ledgers and settings are, see [`data_dir`].
    pub data_dir: PathBuf,
    /// Who works here.
    pub actor: Actor,
    /// Where keys are kept.
    pub keys: KeyChoice,
    /// The practice gateway's history.
    pub history: History,
    /// Refuse everything but practice.
    pub practice_only: bool,
}

impl Setup {
    /// A merchant's own computer: the system's keychain, all environments.
    pub fn merchant(data_dir: PathBuf, shell: &str, history: History) -> Result<Self> {
        let actor = Actor::parse(shell).with_context(|| format!("{shell} as a name for who works here"))?;
        Ok(Self { data_dir, actor, keys: KeyChoice::System, history, practice_only: false })
    }
}

/// The parts of a desk, ready to be opened.
pub fn parts(setup: Setup) -> Result<Parts> {
    let Setup { data_dir, actor, keys, history, practice_only } = setup;
    let vault_only = keys == KeyChoice::Vault;
    let vault = PassphraseVault::in_folder(&data_dir);
    let keys: Arc<dyn Keys> = match keys {
        KeyChoice::System | KeyChoice::Vault => {
            Arc::new(keys_os::os(&folder::service_suffix(&data_dir), &data_dir))
        }
        KeyChoice::OpenVault => vault.open_for_practice()?,
    };
    let gateway = HttpGateway::new(Arc::new(known_host), Limits::default())?;
    Ok(Parts {
        actor,
        keys,
        vault: Arc::new(vault),
        ledgers: Arc::new(ledgers::Files::in_folder(&data_dir)),
        gateway: Arc::new(gateway),
        practice: Arc::new(BuiltIn::in_folder(&data_dir, history)?),
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIds),
        relay: Arc::new(HttpRelay),
        practice_only,
        vault_only,
        data_dir,
    })
}

/// The gateway's own hosts, those for large messages too, and this computer.
fn known_host(host: &str) -> bool {
    antom::hosts::is_allowed(host)
}
