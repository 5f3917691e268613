//! Putting a copy back in the place of a ledger.

use std::path::{Path, PathBuf};

use domain::Environment;
use engine::port::{Ledger as _, LedgerError};
use sqlx::{Connection, SqliteConnection};

use crate::SqliteLedger;
use crate::backup::copy;
use crate::errors::{failed, of_io};
use crate::open::options;

/// What was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How many entries it has.
    pub entries: u64,
    /// Where the ledger lies that was there before, if there was one.
    pub replaced: Option<PathBuf>,
}

impl SqliteLedger {
    /// Puts a copy of a ledger file in the place of the ledger. The copy is checked whole first, and brought up
    /// to date; the ledger that is there keeps its bytes under `replaced`. At every moment one of the two lies
    /// in the place, whole. Refused while another program has the ledger open.
    pub async fn restore(
        from: &Path,
        to: &Path,
        replaced: &Path,
        environment: Environment,
    ) -> Result<Restored, LedgerError> {
        if !from.is_file() {
            return Err(LedgerError::Failed(format!("{} is not there", from.display())));
        }
        let folder = to.with_extension("restoring");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(|cause| of_io(&cause))?;
        }
        std::fs::create_dir_all(&folder).map_err(|cause| of_io(&cause))?;
        let staged = folder.join("ledger");
        let put = match checked_copy(from, &staged, environment).await {
            Ok(entries) => put_in_place(&staged, to, replaced)
                .await
                .map(|there_was| Restored { entries, replaced: there_was.then(|| replaced.to_owned()) }),
            Err(error) => Err(error),
        };
        // What is left of a copy that was not put in place is in nobody's way.
        if let Err(error) = std::fs::remove_dir_all(&folder) {
            tracing::warn!(%error, "the folder of a copy stays");
        }
        put
    }
}

/// Copies the file, checks the copy and leaves it in one piece. Gives its entries.
async fn checked_copy(from: &Path, staged: &Path, environment: Environment) -> Result<u64, LedgerError> {
    copy(from, staged).await?;
    let ledger = SqliteLedger::open(staged, environment).await?;
    let report = ledger.verify().await;
    ledger.close().await;
    let report = report?;
    if let Some((at, why)) = report.broken_at.or(report.evidence_broken_at) {
        return Err(LedgerError::Damaged(format!("{why} ({at})")));
    }
    if let Some(stream) = report.views_differ.first() {
        return Err(LedgerError::Damaged(format!("the view of {stream} differs")));
    }
    in_one_piece(staged).await?;
    std::fs::File::open(staged).and_then(|file| file.sync_all()).map_err(|cause| of_io(&cause))?;
    Ok(report.entries)
}

/// Whether there was a ledger in the place.
async fn put_in_place(staged: &Path, to: &Path, replaced: &Path) -> Result<bool, LedgerError> {
    let there = to.exists();
    if there {
        in_one_piece(to).await?;
        std::fs::hard_link(to, replaced).map_err(|cause| of_io(&cause))?;
    }
    std::fs::rename(staged, to).map_err(|cause| of_io(&cause))?;
    flush_folder(to);
    Ok(there)
}

/// Ends write-ahead logging, so that all of a ledger is in its one file. Only the last program that has it open
/// can.
async fn in_one_piece(path: &Path) -> Result<(), LedgerError> {
    let mut db = SqliteConnection::connect_with(&options(path)).await.map_err(failed)?;
    let mode = sqlx::query_scalar::<_, String>("PRAGMA journal_mode = DELETE").fetch_one(&mut db).await;
    db.close().await.map_err(failed)?;
    match mode.map_err(failed)?.as_str() {
        "delete" => Ok(()),
        _ => Err(LedgerError::Busy("another program has it open".to_owned())),
    }
}

/// So that a power cut does not undo the renaming. Where a folder cannot be flushed the rename is journalled.
fn flush_folder(of: &Path) {
    if let Some(folder) = of.parent()
        && let Ok(open) = std::fs::File::open(folder)
        && let Err(error) = open.sync_all()
    {
        tracing::warn!(%error, "the folder could not be flushed");
    }
}
