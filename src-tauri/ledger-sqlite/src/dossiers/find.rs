use domain::{AccountId, DossierKind, Moment, StreamId};
use engine::port::LedgerError;
use sqlx::SqliteConnection;

use crate::errors::{damaged, failed};
use crate::keys::{behind, low};

/// The newest dossier of a kind and account that has exactly this text as its id or as one of its keys.
pub(crate) async fn find(
    db: &mut SqliteConnection,
    kind: DossierKind,
    account: &AccountId,
    id: &str,
) -> Result<Option<StreamId>, LedgerError> {
    let (low, kind, account) = (low(id), kind.word(), account.as_str());
    let found = sqlx::query_file_scalar!("queries/find_dossier.sql", low, id, kind, account)
        .fetch_optional(db)
        .await
        .map_err(failed)?;
    found.map(|stream| StreamId::parse(&stream).map_err(damaged)).transpose()
}

/// Payments of an account of which an inquiry told something since then and no notification ever did: the
/// newest inquiry first.
pub(crate) async fn learned_by_asking(
    db: &mut SqliteConnection,
    account: &AccountId,
    since: Moment,
    limit: u32,
) -> Result<Vec<StreamId>, LedgerError> {
    let (from, limit) = (StreamId::payment_prefix(account), i64::from(limit));
    let to = behind(&from);
    let found = sqlx::query_file_scalar!("queries/learned_by_asking.sql", since.0, from, to, limit)
        .fetch_all(db)
        .await
        .map_err(failed)?;
    found.iter().map(|stream| StreamId::parse(stream).map_err(damaged)).collect()
}
