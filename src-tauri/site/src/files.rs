//! Where things are kept.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use domain::Environment;
use engine::port::{Keys, KeysError, Ledger, LedgerError};
use ledger_sqlite::SqliteLedger;
use zeroize::Zeroizing;

/// The folder of the data: the one given, else this user's local data folder for the program. A ledger
/// must not roam between computers.
#[must_use]
pub fn data_dir(given: Option<PathBuf>) -> Option<PathBuf> {
    given.or_else(|| dirs::data_local_dir().map(|base| base.join("app.counterfoil.desktop")))
}

/// Makes the folder for this user only.
pub(crate) fn make_private(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(folder)?.permissions().mode();
        if mode & 0o077 != 0 {
            std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
}

/// One ledger file an environment, stamped.
#[derive(Debug)]
pub struct Ledgers {
    folder: PathBuf,
}

impl Ledgers {
    /// Ledgers in this folder.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn path(&self, environment: Environment) -> PathBuf {
        self.folder.join(format!("{}.ledger", environment.word()))
    }
}

#[async_trait]
impl engine::port::Ledgers for Ledgers {
    fn exists(&self, environment: Environment) -> bool {
        self.path(environment).exists()
    }

    async fn open(&self, environment: Environment) -> Result<Arc<dyn Ledger>, LedgerError> {
        let ledger = SqliteLedger::open(&self.path(environment), environment).await?;
        Ok(Arc::new(ledger))
    }
}

/// The passphrase vault.
#[derive(Debug)]
pub struct Vault {
    file: PathBuf,
}

impl Vault {
    /// The vault in this file.
    #[must_use]
    pub fn new(file: PathBuf) -> Self {
        Self { file }
    }
}

#[async_trait]
impl engine::port::Vault for Vault {
    fn exists(&self) -> bool {
        self.file.exists()
    }

    async fn open(&self, passphrase: String) -> Result<Arc<dyn Keys>, KeysError> {
        let file = self.file.clone();
        let passphrase = Zeroizing::new(passphrase);
        // Argon2id takes its time on purpose.
        let opened = tokio::task::spawn_blocking(move || keys_os::vault(&file, passphrase)).await;
        let ring = opened.map_err(|error| KeysError::NoStore(error.to_string()))??;
        Ok(Arc::new(ring))
    }
}
