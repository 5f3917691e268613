//! Whole copies of the file, safe while it is in use.

use std::path::{Path, PathBuf};

use engine::port::LedgerError;
use sqlx::{Connection, SqliteConnection};

use crate::SqliteLedger;
use crate::errors::{failed, of_io};
use crate::open::{keep_private, options};

impl SqliteLedger {
    /// Copies the ledger as it is at this moment. Refuses to write over a file.
    pub async fn backup(&self, to: &Path) -> Result<(), LedgerError> {
        copy(&self.path, to).await
    }
}

/// Copies a ledger file under a passing name first, so that a half copy never has the real one.
pub(crate) async fn copy(from: &Path, to: &Path) -> Result<(), LedgerError> {
    if to.exists() {
        return Err(LedgerError::Failed(format!("{} is there already", to.display())));
    }
    let part = with_end(to, ".part");
    if part.exists() {
        std::fs::remove_file(&part).map_err(|cause| of_io(&cause))?;
    }
    let made =
        fill(from, &part).await.and_then(|()| std::fs::rename(&part, to).map_err(|cause| of_io(&cause)));
    if made.is_err() && part.exists() {
        std::fs::remove_file(&part).map_err(|cause| of_io(&cause))?;
    }
    made
}

async fn fill(from: &Path, part: &Path) -> Result<(), LedgerError> {
    let name = part.to_str().ok_or_else(|| LedgerError::Failed("the name is not text".into()))?.to_owned();
    // Made first, so that no one else can read it while it fills.
    keep_private(part)?;
    let mut db = SqliteConnection::connect_with(&options(from)).await.map_err(failed)?;
    let made = sqlx::query("VACUUM INTO $1").bind(name).execute(&mut db).await.map_err(failed);
    db.close().await.map_err(failed)?;
    made?;
    let file = std::fs::File::open(part).map_err(|cause| of_io(&cause))?;
    file.sync_all().map_err(|cause| of_io(&cause))
}

/// A path with something behind its name.
pub(crate) fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
