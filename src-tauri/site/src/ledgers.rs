//! One ledger file an environment.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use domain::Environment;
use engine::port::{ChainReport, Clock as _, Ledger, LedgerError, Ledgers};
use ledger_sqlite::{Restored, SqliteLedger};

use crate::clock::SystemClock;

/// Ledger files in a folder.
pub struct Files {
    folder: PathBuf,
}

impl Files {
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    fn file(&self, environment: Environment) -> PathBuf {
        self.folder.join(format!("{}.ledger", environment.word()))
    }
}

#[async_trait]
impl Ledgers for Files {
    fn exists(&self, environment: Environment) -> bool {
        self.file(environment).exists()
    }

    async fn open(&self, environment: Environment) -> Result<Arc<dyn Ledger>, LedgerError> {
        Ok(Arc::new(SqliteLedger::open(&self.file(environment), environment).await?))
    }

    async fn back_up(&self, environment: Environment, to: &Path) -> Result<ChainReport, LedgerError> {
        let ledger = SqliteLedger::open(&self.file(environment), environment).await?;
        let made = ledger.backup(to).await;
        ledger.close().await;
        made?;
        let copy = SqliteLedger::open_read_only(to, environment).await?;
        let report = copy.verify().await;
        copy.close().await;
        report
    }
}

/// Puts a copy in the place of a ledger of this folder; the time names the file that was there.
pub async fn restore(folder: &Path, environment: Environment, from: &Path) -> Result<Restored, LedgerError> {
    let to = Files::in_folder(folder).file(environment);
    let stamp: String = SystemClock.now().iso().chars().filter(char::is_ascii_alphanumeric).collect();
    let replaced = folder.join(format!("{}.replaced-{stamp}.ledger", environment.word()));
    SqliteLedger::restore(from, &to, &replaced, environment).await
}
