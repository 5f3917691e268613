use domain::StreamId;
use engine::port::LedgerError;
use sqlx::SqliteConnection;

use super::row::{DossierView, DossierViewRow, insert};
use crate::errors::failed;
use crate::views::BATCH;
use crate::{entries, keys};

/// The streams of payments lie between these two; they have a view of their own.
const PAYMENTS: &str = "payment/";
const BEHIND_PAYMENTS: &str = "payment0";

/// Folds one stream and puts its view in the place of the old one.
pub(crate) async fn fold_again(db: &mut SqliteConnection, stream: &StreamId) -> Result<(), LedgerError> {
    if stream.dossier_kind().is_none() {
        return Ok(());
    }
    let Some(view) = DossierView::of(stream, &entries::of_stream(db, stream).await?)? else {
        return Ok(());
    };
    if keys_of(db, stream).await?.iter().any(|key| !view.keys.contains(key)) {
        forget_keys(db, stream).await?;
    }
    insert(db, std::slice::from_ref(&view)).await
}

async fn keys_of(db: &mut SqliteConnection, stream: &StreamId) -> Result<Vec<String>, LedgerError> {
    let stream = stream.as_str();
    sqlx::query_scalar!("SELECT text FROM dossier_key WHERE stream = $1 ORDER BY text", stream)
        .fetch_all(db)
        .await
        .map_err(failed)
}

async fn forget_keys(db: &mut SqliteConnection, stream: &StreamId) -> Result<(), LedgerError> {
    let stream = stream.as_str();
    sqlx::query!("DELETE FROM dossier_key WHERE stream = $1", stream).execute(db).await.map_err(failed)?;
    Ok(())
}

/// Throws all views away.
pub(crate) async fn forget_all(db: &mut SqliteConnection) -> Result<(), LedgerError> {
    sqlx::query!("DELETE FROM dossier_key").execute(&mut *db).await.map_err(failed)?;
    sqlx::query!("DELETE FROM dossier_view").execute(&mut *db).await.map_err(failed)?;
    Ok(())
}

/// The views as they should be, of the next streams behind one, with the last stream looked at. `None` at
/// the end.
pub(crate) async fn next_folds(
    db: &mut SqliteConnection,
    behind: &str,
) -> Result<Option<(Vec<DossierView>, String)>, LedgerError> {
    let (mut from, mut streams) = (behind, Vec::new());
    if from < PAYMENTS {
        streams = entries::next_streams(db, from, PAYMENTS, BATCH).await?;
    }
    if streams.is_empty() {
        from = from.max(BEHIND_PAYMENTS);
        streams = entries::next_streams(db, from, &keys::behind(""), BATCH).await?;
    }
    let Some(last) = streams.last().cloned() else {
        return Ok(None);
    };
    let stored = entries::of_streams(db, from, &last).await?;
    let mut views = Vec::with_capacity(streams.len());
    for own in stored.chunk_by(|a, b| a.stream == b.stream) {
        if let Some(first) = own.first() {
            views.extend(DossierView::of(&first.stream, own)?);
        }
    }
    Ok(Some((views, last)))
}

/// The views as they stand, of the streams behind one and up to another.
pub(crate) async fn standing(
    db: &mut SqliteConnection,
    behind: &str,
    to: &str,
) -> Result<Vec<DossierView>, LedgerError> {
    let rows = sqlx::query_as!(
        DossierViewRow,
        "SELECT stream, kind, account, state, opened_at, due_at, subject, title, amount_minor, currency, unknown,
        contradiction, version, shown FROM dossier_view WHERE stream > $1 AND stream <= $2 ORDER BY stream",
        behind,
        to
    )
    .fetch_all(&mut *db)
    .await
    .map_err(failed)?;
    let keys = sqlx::query!(
        "SELECT stream, text FROM dossier_key WHERE stream > $1 AND stream <= $2 ORDER BY stream, text",
        behind,
        to
    )
    .fetch_all(&mut *db)
    .await
    .map_err(failed)?;
    let mut views: Vec<DossierView> =
        rows.into_iter().map(|row| DossierView { row, keys: Vec::new() }).collect();
    for key in keys {
        let at = views.binary_search_by(|view| view.row.stream.cmp(&key.stream));
        if let Some(view) = at.ok().and_then(|at| views.get_mut(at)) {
            view.keys.push(key.text);
        }
    }
    Ok(views)
}
