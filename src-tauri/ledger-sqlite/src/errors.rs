use std::fmt::Display;

use engine::port::LedgerError;
use sqlx::error::DatabaseError;

/// What a failure of the database means to the caller.
pub(crate) fn failed(error: sqlx::Error) -> LedgerError {
    match &error {
        sqlx::Error::Database(said) => of_code(said.as_ref()),
        sqlx::Error::PoolTimedOut => LedgerError::Busy("no connection became free".into()),
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => damaged(error),
        sqlx::Error::Io(cause) => of_io(cause),
        _ => LedgerError::Failed(error.to_string()),
    }
}

/// SQLite's result codes; the low byte is the family.
fn of_code(said: &dyn DatabaseError) -> LedgerError {
    let code: i32 = said.code().and_then(|code| code.parse().ok()).unwrap_or(0);
    let words = said.message().to_owned();
    match code & 0xff {
        5 | 6 => LedgerError::Busy(words),
        8 | 14 => LedgerError::ReadOnly(words),
        11 | 26 => LedgerError::Damaged(words),
        13 => LedgerError::DiskFull,
        19 if said.is_unique_violation() => LedgerError::SomeoneElseWrote,
        _ => LedgerError::Failed(words),
    }
}

/// What a failure of the file system means to the caller.
pub(crate) fn of_io(cause: &std::io::Error) -> LedgerError {
    match cause.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            LedgerError::ReadOnly(cause.to_string())
        }
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => LedgerError::DiskFull,
        _ => LedgerError::Failed(cause.to_string()),
    }
}

/// Something in the file is not as we wrote it.
pub(crate) fn damaged(why: impl Display) -> LedgerError {
    LedgerError::Damaged(why.to_string())
}
