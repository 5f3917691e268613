//! Tokens of desks: shown once, kept only as their SHA-256.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Moment;
use serde::Serialize;

use crate::mark::sha256;
use crate::store::failed;
use crate::{Store, StoreFailed};

/// A token could not be made or revoked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenFailed {
    /// A name of 1 to 64 letters, digits, `-`, `_` or `.` is wanted.
    #[error("a name has 1 to 64 letters, digits, '-', '_' or '.'")]
    Name,
    /// The name has a token that works.
    #[error("{0} has a token already; revoke it first")]
    Taken(String),
    /// No token of this name works.
    #[error("{0} has no token")]
    Unknown(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreFailed),
}

/// A fresh token. This is the only time it is seen.
#[derive(Clone, PartialEq, Eq)]
pub struct NewToken(String);

impl NewToken {
    /// The text for `Authorization: Bearer`.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NewToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewToken(…)")
    }
}

/// Who has a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeskToken {
    /// What it is called.
    pub name: String,
    /// When it was made, epoch milliseconds.
    pub made_at: i64,
    /// When it was revoked, epoch milliseconds.
    pub revoked_at: Option<i64>,
}

/// Makes a token of 256 random bits. A name whose token was revoked may have a new one.
///
/// # Errors
/// When the name is no name or its token works already, or the store fails.
pub async fn make(store: &Store, name: &str, now: Moment) -> Result<NewToken, TokenFailed> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if !(1..=64).contains(&name.len()) || !name.bytes().all(fits) {
        return Err(TokenFailed::Name);
    }
    let mut bits = [0_u8; 32];
    SystemRandom::new().fill(&mut bits).map_err(|_| failed("this machine has no randomness"))?;
    let token = URL_SAFE_NO_PAD.encode(bits);
    let made = sqlx::query(
        "INSERT INTO token (name, digest, made_at) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE \
         SET digest = ?2, made_at = ?3, revoked_at = NULL, position = 0 WHERE revoked_at IS NOT NULL",
    )
    .bind(name)
    .bind(sha256(token.as_bytes()).as_slice())
    .bind(now.0)
    .execute(store.pool())
    .await
    .map_err(failed)?;
    if made.rows_affected() == 0 {
        return Err(TokenFailed::Taken(name.to_owned()));
    }
    Ok(NewToken(token))
}

/// Makes a token worthless, at once.
///
/// # Errors
/// When no token of this name works, or the store fails.
pub async fn revoke(store: &Store, name: &str, now: Moment) -> Result<(), TokenFailed> {
    let revoked = sqlx::query("UPDATE token SET revoked_at = ? WHERE name = ? AND revoked_at IS NULL")
        .bind(now.0)
        .bind(name)
        .execute(store.pool())
        .await
        .map_err(failed)?;
    if revoked.rows_affected() == 0 {
        return Err(TokenFailed::Unknown(name.to_owned()));
    }
    Ok(())
}

/// Every token ever made, by name.
///
/// # Errors
/// When the store fails.
pub async fn list(store: &Store) -> Result<Vec<DeskToken>, StoreFailed> {
    let rows: Vec<(String, i64, Option<i64>)> =
        sqlx::query_as("SELECT name, made_at, revoked_at FROM token ORDER BY name")
            .fetch_all(store.pool())
            .await
            .map_err(failed)?;
    Ok(rows.into_iter().map(|(name, made_at, revoked_at)| DeskToken { name, made_at, revoked_at }).collect())
}

/// A desk has everything up to a position: it asked for what comes after.
pub(crate) async fn has_read(store: &Store, name: &str, up_to: u64) -> Result<(), StoreFailed> {
    let up_to = i64::try_from(up_to).map_err(failed)?;
    sqlx::query("UPDATE token SET position = ?1 WHERE name = ?2 AND position < ?1")
        .bind(up_to)
        .bind(name)
        .execute(store.pool())
        .await
        .map(drop)
        .map_err(failed)
}

/// The position up to which every desk whose token works has read; none without such a desk.
pub(crate) async fn read_by_all(store: &Store) -> Result<Option<i64>, StoreFailed> {
    sqlx::query_scalar("SELECT MIN(position) FROM token WHERE revoked_at IS NULL")
        .fetch_one(store.pool())
        .await
        .map_err(failed)
}

/// Whose token this is. Every token is compared, each in constant time.
pub(crate) async fn whose(store: &Store, token: &str) -> Result<Option<String>, StoreFailed> {
    let sum = sha256(token.as_bytes());
    let rows: Vec<(String, Vec<u8>)> =
        sqlx::query_as("SELECT name, digest FROM token WHERE revoked_at IS NULL")
            .fetch_all(store.pool())
            .await
            .map_err(failed)?;
    let mut found = None;
    for (name, digest) in rows {
        if verify_slices_are_equal(&sum, &digest).is_ok() {
            found = Some(name);
        }
    }
    Ok(found)
}
