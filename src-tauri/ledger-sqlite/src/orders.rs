//! The outbox: what was written down to be sent.

use domain::{Moment, Money, OrderId, StreamId};
use engine::port::{Close, Keeping, LedgerError, NewOrder, OpenOrder, OrderFilter};
use sqlx::SqliteConnection;

use crate::SqliteLedger;
use crate::errors::{damaged, failed};
use crate::evidence::{self, About};
use crate::words::{column, hash, money, number, read, word};

/// One row of `open_order`.
struct OrderRow {
    id: String,
    stream: String,
    kind: String,
    request_id: String,
    path: String,
    body: Vec<u8>,
    body_hash: Vec<u8>,
    sealed: i64,
    amount_minor: i64,
    currency: String,
    recorded_at: i64,
    due_at: i64,
    rounds: i64,
    attempts: i64,
    deliveries: i64,
    last_verdict: Option<String>,
    last_code: Option<String>,
    closed_by: Option<i64>,
    closed_at: Option<i64>,
}

impl OrderRow {
    fn order(self) -> Result<OpenOrder, LedgerError> {
        Ok(OpenOrder {
            id: OrderId::parse(&self.id).map_err(damaged)?,
            stream: StreamId::parse(&self.stream).map_err(damaged)?,
            kind: read(&self.kind)?,
            request_id: self.request_id,
            path: self.path,
            body: self.body,
            body_hash: hash(&self.body_hash)?,
            keeping: keeping(self.sealed)?,
            amount: amount(self.amount_minor, &self.currency)?,
            recorded_at: Moment(self.recorded_at),
            due_at: Moment(self.due_at),
            rounds: number(self.rounds)?,
            attempts: number(self.attempts)?,
            deliveries: number(self.deliveries)?,
            last_verdict: self.last_verdict.as_deref().map(read).transpose()?,
            last_code: self.last_code,
            closed_by: self.closed_by,
            closed_at: self.closed_at.map(Moment),
        })
    }
}

/// How the bytes are kept, from the column `sealed`: 0 plain, 1 sealed, 2 forgotten.
fn keeping(column: i64) -> Result<Keeping, LedgerError> {
    match column {
        0 => Ok(Keeping::Plain),
        1 => Ok(Keeping::Sealed),
        2 => Ok(Keeping::Forgotten),
        other => Err(damaged(format!("an order is not kept like this: {other}"))),
    }
}

fn keeping_column(keeping: Keeping) -> i64 {
    match keeping {
        Keeping::Plain => 0,
        Keeping::Sealed => 1,
        Keeping::Forgotten => 2,
    }
}

/// Both columns are always there: an order that speaks of no money has 0 of no currency.
fn amount(minor: i64, currency: &str) -> Result<Option<Money>, LedgerError> {
    if minor == 0 && currency.is_empty() { Ok(None) } else { money(minor, currency).map(Some) }
}

fn amount_columns(amount: Option<Money>) -> Result<(i64, String), LedgerError> {
    match amount {
        None => Ok((0, String::new())),
        Some(amount) => Ok((column(amount.minor())?, amount.currency().code().to_owned())),
    }
}

/// The same columns for every question about orders.
macro_rules! orders {
    ($where:literal $(, $value:expr)*) => {
        sqlx::query_as!(
            OrderRow,
            "SELECT id, stream, kind, request_id, path, body, body_hash, sealed, amount_minor, currency, \
             recorded_at, due_at, rounds, attempts, deliveries, last_verdict, last_code, closed_by, closed_at \
             FROM open_order " + $where
            $(, $value)*
        )
    };
}

/// One order.
pub(crate) async fn one(db: &mut SqliteConnection, id: &OrderId) -> Result<Option<OpenOrder>, LedgerError> {
    let id = id.as_str();
    let row = orders!("WHERE id = $1", id).fetch_optional(db).await.map_err(failed)?;
    row.map(OrderRow::order).transpose()
}

/// Orders of one standing.
pub(crate) async fn all(
    db: &mut SqliteConnection,
    filter: OrderFilter,
) -> Result<Vec<OpenOrder>, LedgerError> {
    let rows = match filter {
        OrderFilter::Open => orders!("WHERE closed_by IS NULL ORDER BY recorded_at, n").fetch_all(db).await,
        OrderFilter::DueBy(Moment(now)) => {
            orders!("WHERE closed_by IS NULL AND due_at <= $1 ORDER BY recorded_at, n", now)
                .fetch_all(db)
                .await
        }
        OrderFilter::DueAfter(Moment(late)) => {
            orders!("WHERE closed_by IS NULL AND due_at > $1 ORDER BY recorded_at, n", late)
                .fetch_all(db)
                .await
        }
        OrderFilter::ClosedSince(Moment(since)) => {
            orders!("WHERE closed_by IS NOT NULL AND closed_at >= $1 ORDER BY closed_at DESC, n DESC", since)
                .fetch_all(db)
                .await
        }
    };
    rows.map_err(failed)?.into_iter().map(OrderRow::order).collect()
}

/// Orders of one payment, oldest first.
pub(crate) async fn of_stream(
    db: &mut SqliteConnection,
    stream: &StreamId,
) -> Result<Vec<OpenOrder>, LedgerError> {
    let stream = stream.as_str();
    let rows = orders!("WHERE stream = $1 ORDER BY n", stream).fetch_all(db).await.map_err(failed)?;
    rows.into_iter().map(OrderRow::order).collect()
}

/// An order's id is used once: with another body it is an error, with the same someone was faster.
pub(crate) async fn refuse_known(db: &mut SqliteConnection, new: &NewOrder) -> Result<(), LedgerError> {
    match one(db, &new.id).await? {
        None => Ok(()),
        Some(there) if there.body_hash == new.body_hash => Err(LedgerError::SomeoneElseWrote),
        Some(there) => Err(LedgerError::OtherBody(there.id.to_string())),
    }
}

/// Writes an order down.
pub(crate) async fn insert(
    db: &mut SqliteConnection,
    stream: &StreamId,
    new: &NewOrder,
    recorded_at: Moment,
) -> Result<(), LedgerError> {
    let (id, stream, kind) = (new.id.as_str(), stream.as_str(), word(&new.kind)?);
    let (body_hash, sealed) = (new.body_hash.as_slice(), keeping_column(new.keeping));
    let (minor, currency) = amount_columns(new.amount)?;
    sqlx::query!(
        "INSERT INTO open_order (id, stream, kind, request_id, path, body, body_hash, sealed, amount_minor,
        currency, recorded_at, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        id,
        stream,
        kind,
        new.request_id,
        new.path,
        new.body,
        body_hash,
        sealed,
        minor,
        currency,
        recorded_at.0,
        new.due_at.0,
    )
    .execute(&mut *db)
    .await
    .map_err(failed)?;
    evidence::tie(db, About::Order, id, 0).await
}

/// Closes an open order of this stream.
pub(crate) async fn close(
    db: &mut SqliteConnection,
    stream: &StreamId,
    close: &Close,
    by: i64,
    at: Moment,
) -> Result<(), LedgerError> {
    let own = one(db, &close.order).await?.filter(|own| own.stream == *stream);
    let deliveries = own.as_ref().map(|own| own.deliveries);
    refuse_closed(own, &close.order)?;
    if close.deliveries.is_some() && close.deliveries != deliveries {
        return Err(LedgerError::SomeoneElseWrote);
    }
    let id = close.order.as_str();
    sqlx::query!("UPDATE open_order SET closed_by = $2, closed_at = $3 WHERE id = $1", id, by, at.0)
        .execute(&mut *db)
        .await
        .map_err(failed)?;
    evidence::tie(db, About::Closed, id, 0).await
}

fn refuse_closed(own: Option<OpenOrder>, id: &OrderId) -> Result<(), LedgerError> {
    match own {
        None => Err(LedgerError::Failed(format!("no order {id}"))),
        Some(own) if own.closed_by.is_some() => Err(LedgerError::SomeoneElseWrote),
        Some(_) => Ok(()),
    }
}

impl SqliteLedger {
    /// Moves an open order to its next time and rung.
    pub(crate) async fn move_order(
        &self,
        id: &OrderId,
        due_at: Moment,
        rounds: u32,
    ) -> Result<(), LedgerError> {
        let mut tx = self.begin().await?;
        refuse_closed(one(&mut tx, id).await?, id)?;
        let (key, rounds) = (id.as_str(), i64::from(rounds));
        sqlx::query!("UPDATE open_order SET due_at = $2, rounds = $3 WHERE id = $1", key, due_at.0, rounds)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }
}
