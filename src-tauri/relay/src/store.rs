//! Where notifications are kept: one SQLite file.
//!
//! Why SQLite and not a log of our own: what is asked for is a commit that survives a power cut, many arrivals
//! under one fsync, a torn tail that heals by itself, an index by mark, pruning, and tokens that a second process
//! may add. WAL with `synchronous=FULL` is all of that, by a library that is tested harder than we could: a group is
//! one transaction, a transaction is one fsync. Two cores keep many times the 500 notifications a second that are
//! wanted (`cargo run --release --package relay --example burst`).

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use domain::Moment;
use sqlx::migrate::Migrator;
use sqlx::pool::PoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Row as _, Sqlite, SqliteConnection, SqlitePool};

use crate::{Handed, Mark, Page};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// The store in its folder.
const FILE: &str = "relay.sqlite";

/// How long a writer waits for another process: pruning and tokens are short.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bodies in one page, in bytes; one notification is always given.
const PAGE_BYTES: usize = 4 * 1024 * 1024;

/// A notification to be kept, as it came.
#[derive(Clone)]
pub struct Arrival {
    /// When it came.
    pub arrived_at: Moment,
    /// The registered path: what was signed.
    pub path: String,
    /// Names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// The exact bytes.
    pub body: Vec<u8>,
    /// By what it is known again.
    pub mark: Mark,
}

/// The store cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreFailed {
    /// A receiver is at work on it already.
    #[error("another receiver is at work on this store")]
    InUse,
    /// It keeps another client's notifications.
    #[error("this store keeps the notifications of {0}")]
    OtherClient(String),
    /// A desk asks for what comes after a position that was never given: it has another store in mind.
    #[error("position {asked} was never given; the last is {last}")]
    BeyondTheEnd {
        /// What was asked for.
        asked: u64,
        /// What there is.
        last: u64,
    },
    /// Anything else, for the log.
    #[error("the store failed: {0}")]
    Failed(String),
}

pub(crate) fn failed(error: impl std::fmt::Display) -> StoreFailed {
    StoreFailed::Failed(error.to_string())
}

/// An open store.
#[derive(Debug, Clone)]
pub struct Store {
    pool: SqlitePool,
    /// Held by the one receiver, as long as any copy of it lives.
    _lock: Option<std::sync::Arc<File>>,
}

impl Store {
    /// Whether there is a store in a folder.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        folder.join(FILE).exists()
    }

    /// Opens the store for receiving: one receiver at a time, and for one client. Made when it is not there.
    ///
    /// # Errors
    /// When another receiver is at work on it, it keeps another client's notifications, or the disk fails.
    pub async fn open(folder: &Path, client_id: &str) -> Result<Self, StoreFailed> {
        make_folder(folder)?;
        let lock = lock(&folder.join("relay.lock"))?;
        let store = Self { _lock: Some(std::sync::Arc::new(lock)), ..Self::beside(folder).await? };
        let mut tx = store.pool.begin_with("BEGIN IMMEDIATE").await.map_err(failed)?;
        let theirs: Option<String> =
            sqlx::query_scalar("SELECT client_id FROM store").fetch_one(&mut *tx).await.map_err(failed)?;
        match theirs {
            Some(theirs) if theirs != client_id => return Err(StoreFailed::OtherClient(theirs)),
            Some(_) => {}
            None => {
                sqlx::query("UPDATE store SET client_id = ?")
                    .bind(client_id)
                    .execute(&mut *tx)
                    .await
                    .map(drop)
                    .map_err(failed)?;
            }
        }
        tx.commit().await.map_err(failed)?;
        Ok(store)
    }

    /// Opens the store beside a receiver that may be at work on it: for tokens and pruning.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn beside(folder: &Path) -> Result<Self, StoreFailed> {
        make_folder(folder)?;
        let path = folder.join(FILE);
        keep_private(&path)?;
        let pool = PoolOptions::<Sqlite>::new()
            .max_connections(5)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(options(&path))
            .await
            .map_err(failed)?;
        // Two processes may make the tables at once; the slower one finds them made.
        if MIGRATIONS.run(&pool).await.is_err() {
            MIGRATIONS.run(&pool).await.map_err(failed)?;
        }
        Ok(Self { pool, _lock: None })
    }

    /// Waits for every call to end and lets the file go.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// The last position ever given; 0 before the first.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn last(&self) -> Result<u64, StoreFailed> {
        last(&mut *self.pool.acquire().await.map_err(failed)?).await
    }

    /// What is kept after a position, in order: at most `limit`, and about 4 MiB of bodies.
    ///
    /// # Errors
    /// When `after` was never given, or the disk fails.
    pub async fn page(&self, after: u64, limit: u32) -> Result<Page, StoreFailed> {
        // One transaction, so that what is counted is what is given.
        let mut tx = self.pool.begin().await.map_err(failed)?;
        let (store, last): (String, i64) =
            sqlx::query_as("SELECT id, last FROM store").fetch_one(&mut *tx).await.map_err(failed)?;
        let last = number(last)?;
        if after > last {
            return Err(StoreFailed::BeyondTheEnd { asked: after, last });
        }
        let first: Option<i64> = sqlx::query_scalar("SELECT MIN(position) FROM notification")
            .fetch_one(&mut *tx)
            .await
            .map_err(failed)?;
        let sizes: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT position, length(body) FROM notification WHERE position > ? ORDER BY position LIMIT ?",
        )
        .bind(whole(after)?)
        .bind(limit)
        .fetch_all(&mut *tx)
        .await
        .map_err(failed)?;
        let rows = sqlx::query(
            "SELECT position, arrived_at, path, headers, body FROM notification \
             WHERE position > ? AND position <= ? ORDER BY position",
        )
        .bind(whole(after)?)
        .bind(up_to(&sizes))
        .fetch_all(&mut *tx)
        .await
        .map_err(failed)?;
        let notifications = rows.iter().map(handed).collect::<Result<_, _>>()?;
        Ok(Page { store, first: number(first.unwrap_or(0))?, last, notifications })
    }

    pub(crate) fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// The counters as they were last written down.
    pub(crate) async fn counters(&self) -> Result<Vec<(String, u64)>, StoreFailed> {
        let rows: Vec<(String, i64)> =
            sqlx::query_as("SELECT name, count FROM counter").fetch_all(&self.pool).await.map_err(failed)?;
        rows.into_iter().map(|(name, count)| Ok((name, number(count)?))).collect()
    }
}

/// The last position ever given.
pub(crate) async fn last(db: &mut SqliteConnection) -> Result<u64, StoreFailed> {
    number(sqlx::query_scalar("SELECT last FROM store").fetch_one(db).await.map_err(failed)?)
}

/// The position up to which the bodies fit a page; the first always does.
fn up_to(sizes: &[(i64, i64)]) -> i64 {
    let mut sum = 0_usize;
    let mut end = 0;
    for (at, (position, size)) in sizes.iter().enumerate() {
        sum = sum.saturating_add(usize::try_from(*size).unwrap_or(usize::MAX));
        if at > 0 && sum > PAGE_BYTES {
            break;
        }
        end = *position;
    }
    end
}

fn handed(row: &sqlx::sqlite::SqliteRow) -> Result<Handed, StoreFailed> {
    let headers: String = row.try_get("headers").map_err(failed)?;
    Ok(Handed {
        position: number(row.try_get("position").map_err(failed)?)?,
        arrived_at: Moment(row.try_get("arrived_at").map_err(failed)?),
        path: row.try_get("path").map_err(failed)?,
        headers: serde_json::from_str(&headers).map_err(failed)?,
        body: row.try_get("body").map_err(failed)?,
    })
}

/// SQLite's integers are signed; ours count.
pub(crate) fn number(stored: i64) -> Result<u64, StoreFailed> {
    u64::try_from(stored).map_err(|_| failed("a negative number"))
}

pub(crate) fn whole(ours: u64) -> Result<i64, StoreFailed> {
    i64::try_from(ours).map_err(|_| failed("a number beyond SQLite's"))
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(PATIENCE)
        .journal_mode(SqliteJournalMode::Wal)
        // With NORMAL a power cut can forget what was acknowledged, and the gateway sends it no more.
        .synchronous(SqliteSynchronous::Full)
        .pragma("trusted_schema", "OFF")
}

/// Taken for as long as the file is open; the system lets it go when the process dies.
fn lock(path: &Path) -> Result<File, StoreFailed> {
    keep_private(path)?;
    let file = File::options().write(true).open(path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreFailed::InUse),
        Err(TryLockError::Error(cause)) => Err(failed(cause)),
    }
}

/// Makes the file when it is not there; only its owner may read it.
fn keep_private(path: &Path) -> Result<(), StoreFailed> {
    let mut how = File::options();
    how.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut how, 0o600);
    match how.open(path) {
        Ok(_) => Ok(()),
        // One that was copied here may have been made readable for others.
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => make_private(path),
        Err(cause) => Err(failed(cause)),
    }
}

fn make_private(path: &Path) -> Result<(), StoreFailed> {
    #[cfg(unix)]
    {
        let only_mine = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        std::fs::set_permissions(path, only_mine).map_err(failed)?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Makes the folder when it is not there; only its owner may look inside.
fn make_folder(folder: &Path) -> Result<(), StoreFailed> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut how = std::fs::DirBuilder::new();
    how.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut how, 0o700);
    how.create(folder).map_err(failed)
}
