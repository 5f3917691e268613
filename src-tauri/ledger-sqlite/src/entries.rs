//! Reading entries.

use domain::{Actor, Moment, StreamId};
use engine::port::{LedgerError, Stored};
use sqlx::SqliteConnection;

use crate::errors::{damaged, failed};
use crate::words::{hash, number, read, unjson};

/// One row of `event` as it is read.
pub(crate) struct EntryRow {
    pub seq: i64,
    pub stream: String,
    pub version: i64,
    pub actor: String,
    pub source: String,
    pub occurred_at: i64,
    pub heard_at: i64,
    pub body: String,
    pub prev_hash: Vec<u8>,
    pub hash: Vec<u8>,
}

impl EntryRow {
    pub(crate) fn stored(&self) -> Result<Stored, LedgerError> {
        Ok(Stored {
            seq: self.seq,
            stream: StreamId::parse(&self.stream).map_err(damaged)?,
            version: number(self.version)?,
            actor: Actor::parse(&self.actor).map_err(damaged)?,
            source: read(&self.source)?,
            occurred_at: Moment(self.occurred_at),
            heard_at: Moment(self.heard_at),
            body: unjson(&self.body)?,
            hash: hash(&self.hash)?,
        })
    }
}

/// All entries of one stream, oldest first.
pub(crate) async fn of_stream(
    db: &mut SqliteConnection,
    stream: &StreamId,
) -> Result<Vec<Stored>, LedgerError> {
    let stream = stream.as_str();
    let rows = sqlx::query_as!(
        EntryRow,
        r#"SELECT seq AS "seq!", stream, version, actor, source, occurred_at, heard_at, body, prev_hash, hash
        FROM event WHERE stream = $1 ORDER BY version"#,
        stream
    )
    .fetch_all(db)
    .await
    .map_err(failed)?;
    rows.iter().map(EntryRow::stored).collect()
}

/// All entries of the streams behind one and up to another, by stream and version.
pub(crate) async fn of_streams(
    db: &mut SqliteConnection,
    behind: &str,
    to: &str,
) -> Result<Vec<Stored>, LedgerError> {
    let rows = sqlx::query_as!(
        EntryRow,
        r#"SELECT seq AS "seq!", stream, version, actor, source, occurred_at, heard_at, body, prev_hash, hash
        FROM event WHERE stream > $1 AND stream <= $2 ORDER BY stream, version"#,
        behind,
        to
    )
    .fetch_all(db)
    .await
    .map_err(failed)?;
    rows.iter().map(EntryRow::stored).collect()
}

/// A batch of entries behind a position, in the order they were written.
pub(crate) async fn behind(
    db: &mut SqliteConnection,
    seq: i64,
    most: i64,
) -> Result<Vec<EntryRow>, LedgerError> {
    sqlx::query_as!(
        EntryRow,
        r#"SELECT seq AS "seq!", stream, version, actor, source, occurred_at, heard_at, body, prev_hash, hash
        FROM event WHERE seq > $1 ORDER BY seq LIMIT $2"#,
        seq,
        most
    )
    .fetch_all(db)
    .await
    .map_err(failed)
}

/// Streams that begin with a text, in order.
pub(crate) async fn streams(
    db: &mut SqliteConnection,
    from: &str,
    behind: &str,
) -> Result<Vec<String>, LedgerError> {
    sqlx::query_scalar!(
        "SELECT DISTINCT stream FROM event WHERE stream >= $1 AND stream < $2 ORDER BY stream",
        from,
        behind
    )
    .fetch_all(db)
    .await
    .map_err(failed)
}

/// The next streams behind one and before another, in order.
pub(crate) async fn next_streams(
    db: &mut SqliteConnection,
    behind: &str,
    before: &str,
    most: i64,
) -> Result<Vec<String>, LedgerError> {
    sqlx::query_scalar!(
        "SELECT DISTINCT stream FROM event WHERE stream > $1 AND stream < $2 ORDER BY stream LIMIT $3",
        behind,
        before,
        most
    )
    .fetch_all(db)
    .await
    .map_err(failed)
}

/// Where the whole ledger ends: the last position and its hash.
pub(crate) async fn head(db: &mut SqliteConnection) -> Result<(i64, [u8; 32]), LedgerError> {
    let last = sqlx::query!(r#"SELECT seq AS "seq!", hash FROM event ORDER BY seq DESC LIMIT 1"#)
        .fetch_optional(db)
        .await
        .map_err(failed)?;
    match last {
        None => Ok((0, engine::chain::GENESIS)),
        Some(last) => Ok((last.seq, hash(&last.hash)?)),
    }
}

/// The hash of the entry at a position; the one before the first is known.
pub(crate) async fn at(db: &mut SqliteConnection, seq: i64) -> Result<Option<[u8; 32]>, LedgerError> {
    if seq == 0 {
        return Ok(Some(engine::chain::GENESIS));
    }
    let found = sqlx::query_scalar!("SELECT hash FROM event WHERE seq = $1", seq)
        .fetch_optional(db)
        .await
        .map_err(failed)?;
    found.map(|found| hash(&found)).transpose()
}

/// Where one stream ends: its version and the position of its last entry.
pub(crate) async fn end(db: &mut SqliteConnection, stream: &StreamId) -> Result<(u64, i64), LedgerError> {
    let stream = stream.as_str();
    let last = sqlx::query!(
        r#"SELECT seq AS "seq!", version FROM event WHERE stream = $1 ORDER BY version DESC LIMIT 1"#,
        stream
    )
    .fetch_optional(db)
    .await
    .map_err(failed)?;
    last.map_or(Ok((0, 0)), |last| Ok((number(last.version)?, last.seq)))
}
