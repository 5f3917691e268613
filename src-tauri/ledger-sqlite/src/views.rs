//! The views: folded by the domain, written with the entries.

use domain::{Moment, StreamId};
use engine::port::{Coverage, LedgerError};
use sqlx::SqliteConnection;

use crate::errors::{damaged, failed};
use crate::keys::Key;
use crate::rows::{View, ViewRow, insert_keys, insert_views};
use crate::words::number;
use crate::{SqliteLedger, dossiers, entries};

/// How many streams are folded at a time.
pub(crate) const BATCH: i64 = 500;

/// Folds one stream and puts its view in the place of the old one.
pub(crate) async fn fold_again(db: &mut SqliteConnection, stream: &StreamId) -> Result<(), LedgerError> {
    let Some(view) = View::of(stream, &entries::of_stream(db, stream).await?)? else {
        return Ok(());
    };
    if keys_of(db, stream).await? != view.keys {
        forget_keys(db, stream).await?;
        insert_keys(db, std::slice::from_ref(&view)).await?;
    }
    insert_views(db, std::slice::from_ref(&view)).await
}

async fn keys_of(db: &mut SqliteConnection, stream: &StreamId) -> Result<Vec<Key>, LedgerError> {
    let stream = stream.as_str();
    sqlx::query_as!(Key, "SELECT kind, text FROM payment_key WHERE stream = $1 ORDER BY kind, text", stream)
        .fetch_all(db)
        .await
        .map_err(failed)
}

async fn forget_keys(db: &mut SqliteConnection, stream: &StreamId) -> Result<(), LedgerError> {
    let stream = stream.as_str();
    sqlx::query!("DELETE FROM payment_key WHERE stream = $1", stream).execute(db).await.map_err(failed)?;
    Ok(())
}

/// The views as they should be, of the next streams behind one, with the last stream looked at. `None` at
/// the end.
pub(crate) async fn next_folds(
    db: &mut SqliteConnection,
    behind: &str,
) -> Result<Option<(Vec<View>, String)>, LedgerError> {
    let behind = behind.max("payment/");
    let streams = entries::next_streams(db, behind, "payment0", BATCH).await?;
    let Some(last) = streams.last().cloned() else {
        return Ok(None);
    };
    let stored = entries::of_streams(db, behind, &last).await?;
    let mut views = Vec::with_capacity(streams.len());
    for own in stored.chunk_by(|a, b| a.stream == b.stream) {
        if let Some(first) = own.first() {
            views.extend(View::of(&first.stream, own)?);
        }
    }
    Ok(Some((views, last)))
}

/// The views as they stand, of the streams behind one and up to another.
pub(crate) async fn standing(
    db: &mut SqliteConnection,
    behind: &str,
    to: &str,
) -> Result<Vec<View>, LedgerError> {
    let rows = sqlx::query_as!(
        ViewRow,
        "SELECT stream, account, state, created_at, currency, amount_minor, refunded_minor, method, hold_until,
        unknown, version, shown FROM payment_view WHERE stream > $1 AND stream <= $2 ORDER BY stream",
        behind,
        to
    )
    .fetch_all(&mut *db)
    .await
    .map_err(failed)?;
    let keys = sqlx::query!(
        "SELECT stream, kind, text FROM payment_key WHERE stream > $1 AND stream <= $2 ORDER BY stream, kind, text",
        behind,
        to
    )
    .fetch_all(&mut *db)
    .await
    .map_err(failed)?;
    let mut views: Vec<View> = rows.into_iter().map(|row| View { row, keys: Vec::new() }).collect();
    for key in keys {
        let at = views.binary_search_by(|view| view.row.stream.cmp(&key.stream));
        if let Some(view) = at.ok().and_then(|at| views.get_mut(at)) {
            view.keys.push(Key { kind: key.kind, text: key.text });
        }
    }
    Ok(views)
}

/// Folds the views of a file that has none: a migration threw them away, perhaps in a start that was cut short. Does
/// nothing to any other.
pub(crate) async fn fold_what_is_missing(db: &mut SqliteConnection) -> Result<(), LedgerError> {
    let there = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM payment_view) OR EXISTS (SELECT 1 FROM dossier_view) AS "there!: bool""#
    )
    .fetch_one(&mut *db)
    .await
    .map_err(failed)?;
    if there { Ok(()) } else { fold_into_nothing(db).await }
}

async fn fold_into_nothing(db: &mut SqliteConnection) -> Result<(), LedgerError> {
    let mut behind = String::new();
    while let Some((views, last)) = next_folds(db, &behind).await? {
        insert_views(db, &views).await?;
        insert_keys(db, &views).await?;
        behind = last;
    }
    let mut behind = String::new();
    while let Some((views, last)) = dossiers::next_folds(db, &behind).await? {
        dossiers::insert(db, &views).await?;
        behind = last;
    }
    Ok(())
}

impl SqliteLedger {
    /// Throws the views away and folds them again, in one transaction.
    pub(crate) async fn fold_all(&self) -> Result<(), LedgerError> {
        let mut tx = self.begin().await?;
        sqlx::query!("DELETE FROM payment_key").execute(&mut *tx).await.map_err(failed)?;
        sqlx::query!("DELETE FROM payment_view").execute(&mut *tx).await.map_err(failed)?;
        dossiers::forget_all(&mut tx).await?;
        fold_into_nothing(&mut tx).await?;
        tx.commit().await.map_err(failed)
    }

    /// How much there is.
    pub(crate) async fn how_much(&self) -> Result<Coverage, LedgerError> {
        let mut db = self.reader().await?;
        let views = sqlx::query!(
            r#"SELECT COUNT(*) AS "payments!: i64", MIN(created_at) AS "oldest: i64" FROM payment_view"#
        )
        .fetch_one(&mut *db)
        .await
        .map_err(failed)?;
        let (entries, _) = entries::head(&mut db).await?;
        Ok(Coverage {
            payments: number(views.payments)?,
            entries: number(entries).map_err(damaged)?,
            oldest: views.oldest.map(Moment),
        })
    }
}
