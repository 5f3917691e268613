//! The passphrase vault beside the ledgers.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use async_trait::async_trait;
use engine::port::{Keys, KeysError, Vault};
use zeroize::Zeroizing;

/// What opens a vault that guards practice keys only.
const PRACTICE_PASSPHRASE: &str = "practice keys guard nothing";

/// The vault file of a folder.
pub struct PassphraseVault {
    file: PathBuf,
}

impl PassphraseVault {
    /// The usual one of a data folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { file: folder.join("keys.vault") }
    }

    /// Opens it without asking anybody, for practice alone.
    pub(crate) fn open_for_practice(&self) -> Result<Arc<dyn Keys>> {
        let passphrase = Zeroizing::new(PRACTICE_PASSPHRASE.to_owned());
        Ok(Arc::new(keys_os::vault(&self.file.with_extension("practice"), passphrase)?))
    }
}

#[async_trait]
impl Vault for PassphraseVault {
    fn exists(&self) -> bool {
        self.file.exists()
    }

    async fn open(&self, passphrase: String) -> Result<Arc<dyn Keys>, KeysError> {
        let (file, passphrase) = (self.file.clone(), Zeroizing::new(passphrase));
        // Hashing a passphrase takes long on purpose.
        let opened = tokio::task::spawn_blocking(move || keys_os::vault(&file, passphrase)).await;
        let keys = opened.map_err(|error| KeysError::NoStore(error.to_string()))??;
        Ok(Arc::new(keys))
    }
}
