//! What this computer remembers beside the ledgers: which account is at work, and where keys are kept. One
//! small file; losing it loses nothing but the choice.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use domain::{AccountId, Environment};
use serde::{Deserialize, Serialize};

/// The file's content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Settings {
    /// The account at work.
    #[serde(default)]
    pub current: Option<Current>,
    /// Keys are in the passphrase vault.
    #[serde(default)]
    pub passphrase_vault: bool,
}

/// One account of one environment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Current {
    pub environment: Environment,
    pub account: AccountId,
}

fn path(data_dir: &Path) -> PathBuf {
    data_dir.join("desk.json")
}

impl Settings {
    /// Reads the file; a missing or unreadable one is an empty choice.
    pub(crate) fn read(data_dir: &Path) -> Self {
        let text = std::fs::read_to_string(path(data_dir)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Writes a new file beside the old one and puts it in its place.
    pub(crate) fn write(&self, data_dir: &Path) -> std::io::Result<()> {
        let text = serde_json::to_vec_pretty(self)?;
        let fresh = data_dir.join("desk.json.new");
        let mut file = std::fs::File::create(&fresh)?;
        file.write_all(&text)?;
        file.sync_all()?;
        std::fs::rename(fresh, path(data_dir))
    }
}
