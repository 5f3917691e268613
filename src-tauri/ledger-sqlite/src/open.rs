//! Opening a file: whose it is and how old, before anything is written.

use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::Environment;
use engine::port::LedgerError;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, Sqlite, SqliteConnection, SqlitePool, Transaction};

use crate::SqliteLedger;
use crate::backup::copy;
use crate::errors::{damaged, failed, of_io};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a writer waits for another program's transaction.
const PATIENCE: Duration = Duration::from_secs(5);

/// Files up to this size are checked page by page when they are opened.
const SMALL: u64 = 4 * 1024 * 1024;

/// What stands in a file, read without writing to it.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// No tables yet.
    Nothing,
    /// A ledger with its last migration and its stamp.
    Ledger { schema: i64, stamp: Option<String> },
}

impl SqliteLedger {
    /// Opens the file, makes it when it is not there, and brings it up to date; a copy is made before.
    pub async fn open(path: &Path, environment: Environment) -> Result<Self, LedgerError> {
        Self::open_with(path, environment, options(path)).await
    }

    /// Opens the file and never lets it grow beyond this many pages: for the days when the disk fills.
    pub async fn open_with_room(
        path: &Path,
        environment: Environment,
        pages: u32,
    ) -> Result<Self, LedgerError> {
        Self::open_with(path, environment, options(path).pragma("max_page_count", pages.to_string())).await
    }

    async fn open_with(
        path: &Path,
        environment: Environment,
        how: SqliteConnectOptions,
    ) -> Result<Self, LedgerError> {
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        keep_private(path)?;
        let found = inspect(path).await?;
        refuse_foreign(&found, environment)?;
        let writer = pool(how.journal_mode(SqliteJournalMode::Wal), 1).await?;
        let migrated = bring_up(&writer, path, &found, environment).await;
        if let Err(error) = migrated {
            writer.close().await;
            return Err(error);
        }
        let readers = pool(options(path).pragma("query_only", "ON"), 4).await?;
        Ok(Self { environment, path: path.to_owned(), writer, readers })
    }

    /// Opens a file that is up to date, to look only.
    pub async fn open_read_only(path: &Path, environment: Environment) -> Result<Self, LedgerError> {
        let found = inspect(path).await?;
        refuse_foreign(&found, environment)?;
        let up_to_date = matches!(&found, Found::Ledger { schema, stamp: Some(_) } if *schema == newest());
        if !up_to_date {
            return Err(LedgerError::ReadOnly(
                "it must be opened for writing once, to be brought up to date".into(),
            ));
        }
        let readers = pool(options(path).read_only(true).pragma("query_only", "ON"), 4).await?;
        Ok(Self { environment, path: path.to_owned(), writer: readers.clone(), readers })
    }

    /// Waits for every call to end and lets the file go.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Begins to write: the lock is taken at once, so that what is read next cannot change.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Sqlite>, LedgerError> {
        let transaction = self.writer.begin_with("BEGIN IMMEDIATE").await;
        let Err(sqlx::Error::InvalidSavePointStatement) = transaction else {
            return transaction.map_err(failed);
        };
        // A full or broken disk made SQLite roll the last transaction back by itself, and the connection still
        // counts it as open. It is replaced by a fresh one.
        self.writer.acquire().await.map_err(failed)?.close().await.map_err(failed)?;
        self.writer.begin_with("BEGIN IMMEDIATE").await.map_err(failed)
    }

    /// A connection to read with.
    pub(crate) async fn reader(&self) -> Result<PoolConnection<Sqlite>, LedgerError> {
        self.readers.acquire().await.map_err(failed)
    }
}

/// The last migration this program knows.
fn newest() -> i64 {
    MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// How every connection is set up.
pub(crate) fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        // With NORMAL a power cut can forget a committed order that was already sent.
        .synchronous(SqliteSynchronous::Full)
        .pragma("trusted_schema", "OFF")
        // In KiB: at most 64 MiB of pages in memory, so that long imports do not spill.
        .pragma("cache_size", "-65536")
}

async fn pool(options: SqliteConnectOptions, most: u32) -> Result<SqlitePool, LedgerError> {
    SqlitePoolOptions::new()
        .max_connections(most)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(failed)
}

/// Looks at a file through a connection that cannot write.
async fn inspect(path: &Path) -> Result<Found, LedgerError> {
    let size = std::fs::metadata(path).map_err(|cause| of_io(&cause))?.len();
    if size == 0 {
        return Ok(Found::Nothing);
    }
    let mut db = SqliteConnection::connect_with(&options(path).read_only(true)).await.map_err(failed)?;
    let found = look(&mut db, size).await;
    db.close().await.map_err(failed)?;
    found
}

async fn look(db: &mut SqliteConnection, size: u64) -> Result<Found, LedgerError> {
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            .fetch_all(&mut *db)
            .await
            .map_err(failed)?;
    if tables.is_empty() {
        return Ok(Found::Nothing);
    }
    let has = |name: &str| tables.iter().any(|table| table == name);
    if !has("_sqlx_migrations") || !(has("stamp") || tables.len() == 1) {
        return Err(damaged("it is a database, but not a ledger"));
    }
    if size <= SMALL {
        let said: String =
            sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut *db).await.map_err(failed)?;
        if said != "ok" {
            return Err(damaged(said));
        }
    }
    let schema: Option<i64> = sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations")
        .fetch_one(&mut *db)
        .await
        .map_err(failed)?;
    let stamp = if has("stamp") {
        sqlx::query_scalar("SELECT environment FROM stamp").fetch_optional(db).await.map_err(failed)?
    } else {
        None
    };
    Ok(Found::Ledger { schema: schema.unwrap_or(0), stamp })
}

fn refuse_foreign(found: &Found, environment: Environment) -> Result<(), LedgerError> {
    let Found::Ledger { schema, stamp } = found else {
        return Ok(());
    };
    if *schema > newest() {
        return Err(LedgerError::Newer(*schema));
    }
    match stamp {
        Some(stamp) if stamp != environment.word() => {
            Err(LedgerError::WrongEnvironment { found: stamp.clone(), wanted: environment.word().to_owned() })
        }
        Some(_) | None => Ok(()),
    }
}

/// Migrates, after a copy, and stamps a new file.
async fn bring_up(
    writer: &SqlitePool,
    path: &Path,
    found: &Found,
    environment: Environment,
) -> Result<(), LedgerError> {
    if let Found::Ledger { schema, stamp: Some(_) } = found
        && *schema < newest()
    {
        let before = before_name(path);
        // One from a start that was cut short is the older, so the better.
        if !before.exists() {
            copy(path, &before).await?;
        }
    }
    migrate(writer, path).await?;
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await.map_err(failed)?;
    let word = environment.word();
    sqlx::query!("INSERT INTO stamp (environment) SELECT $1 WHERE NOT EXISTS (SELECT 1 FROM stamp)", word)
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    crate::evidence::tie_what_was_there(&mut tx).await?;
    crate::views::fold_what_is_missing(&mut tx).await?;
    let stamp =
        sqlx::query_scalar!("SELECT environment FROM stamp").fetch_one(&mut *tx).await.map_err(failed)?;
    tx.commit().await.map_err(failed)?;
    // Another program may have stamped the new file in between.
    refuse_foreign(&Found::Ledger { schema: newest(), stamp: Some(stamp) }, environment)
}

async fn migrate(writer: &SqlitePool, path: &Path) -> Result<(), LedgerError> {
    match MIGRATIONS.run(writer).await {
        Ok(()) => Ok(()),
        Err(error) => {
            // Two programs may bring the same file up at once, each step won by one of them; the slower one goes
            // on until it finds it done.
            let mut again = MIGRATIONS.run(writer).await;
            for _ in 0..MIGRATIONS.iter().count() {
                if again.is_ok() {
                    break;
                }
                again = MIGRATIONS.run(writer).await;
            }
            let done = again.is_ok()
                && matches!(inspect(path).await?, Found::Ledger { schema, .. } if schema == newest());
            if done { Ok(()) } else { Err(of_migration(error)) }
        }
    }
}

fn of_migration(error: MigrateError) -> LedgerError {
    match error {
        MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) => failed(cause),
        other => LedgerError::Failed(other.to_string()),
    }
}

/// `live.ledger` becomes `live.before-<version>.ledger`.
fn before_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    path.with_file_name(format!("{stem}.before-{}.ledger", newest()))
}

/// Makes the file when it is not there; only its owner may read it.
pub(crate) fn keep_private(path: &Path) -> Result<(), LedgerError> {
    let mut how = std::fs::OpenOptions::new();
    how.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut how, 0o600);
    match how.open(path) {
        Ok(_) => Ok(()),
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(cause) => Err(of_io(&cause)),
    }
}

/// Makes the folder when it is not there; only its owner may look inside.
fn make_folder(folder: &Path) -> Result<(), LedgerError> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let mut how = std::fs::DirBuilder::new();
    how.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut how, 0o700);
    how.create(folder).map_err(|cause| of_io(&cause))
}
