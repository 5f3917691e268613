//! The Ledger port on SQLite: one file an environment, one writer, several readers.
//!
//! The named queries are checked when the crate is built, against `.sqlx`. Whoever changes one or adds a
//! migration runs `cargo sqlx prepare` in this folder, with `DATABASE_URL` naming a scratch file that
//! `sqlx migrate run` has brought up; everybody else builds without either.

mod append;
mod attempts;
mod backup;
mod dossiers;
mod entries;
mod errors;
mod evidence;
mod import;
mod keys;
mod ledger;
mod list;
mod open;
mod orders;
mod restore;
mod rows;
mod search;
mod verify;
mod views;
mod words;

#[cfg(test)]
mod plans;

use std::path::PathBuf;

pub use restore::Restored;

use domain::Environment;
use sqlx::SqlitePool;

/// A ledger in one SQLite file. Two programs may hold the same file open; the version of a stream decides
/// between them.
#[derive(Debug)]
pub struct SqliteLedger {
    environment: Environment,
    path: PathBuf,
    /// One connection: writes queue here instead of at the file's lock.
    writer: SqlitePool,
    readers: SqlitePool,
}
