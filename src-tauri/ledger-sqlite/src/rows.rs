//! The rows of the tables that are written in bulk.

use domain::{Body, Flag, Payment, PaymentRow, StreamId};
use engine::port::{LedgerError, Stored};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use crate::errors::failed;
use crate::keys::{Key, back, low};
use crate::words::{column, json, word};

/// How many rows one statement inserts at most.
pub(crate) const MOST: usize = 250;

/// One row of `event`, ready to be inserted.
#[derive(Debug, Clone)]
pub(crate) struct EventRow {
    pub seq: i64,
    pub stream: String,
    pub version: i64,
    pub actor: String,
    pub source: &'static str,
    pub occurred_at: i64,
    pub heard_at: i64,
    pub body: String,
    pub prev_hash: [u8; 32],
    pub hash: [u8; 32],
}

/// One row of `payment_view`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ViewRow {
    pub stream: String,
    pub account: String,
    pub state: String,
    pub created_at: i64,
    pub currency: String,
    pub amount_minor: i64,
    pub refunded_minor: i64,
    pub method: String,
    pub hold_until: Option<i64>,
    pub unknown: i64,
    pub version: i64,
    pub shown: String,
}

/// What the screens read of one payment: its row and the texts it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct View {
    pub row: ViewRow,
    pub keys: Vec<Key>,
}

impl View {
    /// Folds a stream. `None` when it is no payment's.
    pub(crate) fn of(stream: &StreamId, entries: &[Stored]) -> Result<Option<Self>, LedgerError> {
        let events = entries.iter().filter_map(|entry| match &entry.body {
            Body::Payment(event) => Some((event, entry.occurred_at)),
            Body::Account(_) | Body::Dossier(_) | Body::News(_) | Body::Mark(_) => None,
        });
        let version = entries.last().map_or(0, |entry| entry.version);
        match Payment::fold(events).filter(|_| stream.is_payment()) {
            None => Ok(None),
            Some(payment) => Self::of_payment(stream, &payment, version).map(Some),
        }
    }

    /// The view of a folded payment at a version of its stream.
    pub(crate) fn of_payment(
        stream: &StreamId,
        payment: &Payment,
        version: u64,
    ) -> Result<Self, LedgerError> {
        let shown = PaymentRow::of(stream, payment, version);
        let row = ViewRow {
            stream: stream.to_string(),
            account: account_of(stream, &shown),
            state: word(&shown.state)?,
            created_at: shown.created_at.0,
            currency: shown.amount.currency().code().to_owned(),
            amount_minor: column(shown.amount.minor())?,
            refunded_minor: column(shown.refunded.minor())?,
            method: shown.method.clone(),
            hold_until: shown.hold_until.map(|until| until.0),
            unknown: i64::from(shown.flags.contains(&Flag::Unknown)),
            version: column(version)?,
            shown: json(&shown)?,
        };
        Ok(Self { row, keys: Key::of(payment) })
    }
}

/// The account in a stream's id, which is `payment/<account>/<request>`.
fn account_of(stream: &StreamId, row: &PaymentRow) -> String {
    let path = stream.as_str().strip_prefix("payment/").unwrap_or_default();
    let account = path.strip_suffix(row.request.as_str()).and_then(|path| path.strip_suffix('/'));
    account.or(path.split('/').next()).unwrap_or_default().to_owned()
}

/// Executes a statement that inserts so many rows.
pub(crate) async fn run(
    mut statement: QueryBuilder<Sqlite>,
    rows: usize,
    db: &mut SqliteConnection,
) -> Result<(), LedgerError> {
    // Only sizes that come again are worth keeping prepared.
    let again = rows == 1 || rows == MOST;
    statement.build().persistent(again).execute(db).await.map_err(failed)?;
    Ok(())
}

/// Inserts entries.
pub(crate) async fn insert_events(db: &mut SqliteConnection, rows: &[EventRow]) -> Result<(), LedgerError> {
    for part in rows.chunks(MOST) {
        let mut insert = QueryBuilder::new(
            "INSERT INTO event (seq, stream, version, actor, source, occurred_at, heard_at, body, prev_hash, hash) ",
        );
        insert.push_values(part, |mut b, row| {
            b.push_bind(row.seq)
                .push_bind(row.stream.clone())
                .push_bind(row.version)
                .push_bind(row.actor.clone())
                .push_bind(row.source)
                .push_bind(row.occurred_at)
                .push_bind(row.heard_at)
                .push_bind(row.body.clone())
                .push_bind(row.prev_hash.to_vec())
                .push_bind(row.hash.to_vec());
        });
        run(insert, part.len(), db).await?;
    }
    Ok(())
}

/// Inserts rows of the list, or puts them in the place of older ones.
pub(crate) async fn insert_views(db: &mut SqliteConnection, views: &[View]) -> Result<(), LedgerError> {
    for part in views.chunks(MOST) {
        let mut insert = QueryBuilder::new(
            "INSERT INTO payment_view (stream, account, state, created_at, currency, amount_minor, \
             refunded_minor, method, hold_until, unknown, version, shown) ",
        );
        insert.push_values(part, |mut b, View { row, .. }| {
            b.push_bind(row.stream.clone())
                .push_bind(row.account.clone())
                .push_bind(row.state.clone())
                .push_bind(row.created_at)
                .push_bind(row.currency.clone())
                .push_bind(row.amount_minor)
                .push_bind(row.refunded_minor)
                .push_bind(row.method.clone())
                .push_bind(row.hold_until)
                .push_bind(row.unknown)
                .push_bind(row.version)
                .push_bind(row.shown.clone());
        });
        insert.push(
            " ON CONFLICT (stream) DO UPDATE SET account = excluded.account, state = excluded.state, \
             created_at = excluded.created_at, currency = excluded.currency, \
             amount_minor = excluded.amount_minor, refunded_minor = excluded.refunded_minor, \
             method = excluded.method, hold_until = excluded.hold_until, unknown = excluded.unknown, \
             version = excluded.version, shown = excluded.shown",
        );
        run(insert, part.len(), db).await?;
    }
    Ok(())
}

/// Inserts the texts these payments are found by.
pub(crate) async fn insert_keys(db: &mut SqliteConnection, views: &[View]) -> Result<(), LedgerError> {
    let keys: Vec<(&str, &Key)> =
        views.iter().flat_map(|view| view.keys.iter().map(|key| (view.row.stream.as_str(), key))).collect();
    for part in keys.chunks(MOST) {
        let mut insert = QueryBuilder::new("INSERT INTO payment_key (stream, kind, text, back, low) ");
        insert.push_values(part, |mut b, (stream, key)| {
            let low = low(&key.text);
            b.push_bind((*stream).to_owned())
                .push_bind(key.kind.clone())
                .push_bind(key.text.clone())
                .push_bind(back(&low))
                .push_bind(low);
        });
        run(insert, part.len(), db).await?;
    }
    Ok(())
}
