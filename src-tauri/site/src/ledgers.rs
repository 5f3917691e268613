//! One ledger file an environment.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use domain::Environment;
use engine::port::{Ledger, LedgerError, Ledgers};
use ledger_sqlite::SqliteLedger;

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
}
