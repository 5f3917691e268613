//! Finding payments by a text.

use std::collections::BTreeSet;

use domain::{AccountId, AuthState, OrderNumber, PaymentRow, StreamId};
use engine::port::LedgerError;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use crate::errors::{damaged, failed};
use crate::keys::{LAST_FOUR, back, behind, low};
use crate::words::unjson;

/// Up to here the hits of a text are listed; beyond, the list is walked and each row is asked.
const FEW: usize = 1000;

/// What a text searched for comes to.
pub(crate) enum Text {
    /// Nothing was searched for.
    Any,
    /// These streams have it.
    Few(Vec<String>),
    /// Very many have it.
    Many(Ranges),
}

/// The two ranges of keys that begin or end with a text.
#[derive(Clone)]
pub(crate) struct Ranges {
    low: String,
    low_behind: String,
    back: String,
    back_behind: String,
}

impl Ranges {
    fn of(text: &str) -> Self {
        let low = low(text);
        let back = back(&low);
        Self { low_behind: behind(&low), back_behind: behind(&back), low, back }
    }
}

/// Looks a text up.
pub(crate) async fn look_up(db: &mut SqliteConnection, text: Option<&str>) -> Result<Text, LedgerError> {
    let text = text.unwrap_or_default().trim();
    if text.is_empty() {
        return Ok(Text::Any);
    }
    let ranges = Ranges::of(text);
    let most = i64::try_from(FEW).unwrap_or(i64::MAX).saturating_add(1);
    let begin = sqlx::query_scalar!(
        "SELECT stream FROM payment_key WHERE low >= $1 AND low < $2 LIMIT $3",
        ranges.low,
        ranges.low_behind,
        most
    )
    .fetch_all(&mut *db)
    .await
    .map_err(failed)?;
    let end = sqlx::query_scalar!(
        "SELECT stream FROM payment_key WHERE back >= $1 AND back < $2 LIMIT $3",
        ranges.back,
        ranges.back_behind,
        most
    )
    .fetch_all(&mut *db)
    .await
    .map_err(failed)?;
    if begin.len() > FEW || end.len() > FEW {
        return Ok(Text::Many(ranges));
    }
    let streams: BTreeSet<String> = begin.into_iter().chain(end).collect();
    Ok(Text::Few(streams.into_iter().collect()))
}

impl Text {
    /// The condition for a list: asked row by row when there are many hits, as the page fills soon.
    pub(crate) fn push(&self, query: &mut QueryBuilder<Sqlite>) {
        match self {
            Self::Any => {}
            Self::Few(streams) => push_streams(query, streams),
            Self::Many(ranges) => {
                query.push(" AND EXISTS (SELECT 1 FROM payment_key WHERE payment_key.stream = payment_view.stream AND (");
                ranges.push(query);
                query.push("))");
            }
        }
    }

    /// The condition for a count, which meets every hit.
    pub(crate) fn push_all(&self, query: &mut QueryBuilder<Sqlite>) {
        match self {
            Self::Any => {}
            Self::Few(streams) => push_streams(query, streams),
            Self::Many(ranges) => {
                query.push(" AND stream IN (SELECT stream FROM payment_key WHERE ");
                ranges.push(query);
                query.push(")");
            }
        }
    }
}

fn push_streams(query: &mut QueryBuilder<Sqlite>, streams: &[String]) {
    query.push(" AND stream IN (");
    let mut list = query.separated(", ");
    for stream in streams {
        list.push_bind(stream.clone());
    }
    query.push(")");
}

impl Ranges {
    fn push(&self, query: &mut QueryBuilder<Sqlite>) {
        query.push("(low >= ").push_bind(self.low.clone());
        query.push(" AND low < ").push_bind(self.low_behind.clone());
        query.push(") OR (back >= ").push_bind(self.back.clone());
        query.push(" AND back < ").push_bind(self.back_behind.clone()).push(")");
    }
}

/// The newest payment of an account with exactly this id or order number.
pub(crate) async fn find(
    db: &mut SqliteConnection,
    account: &AccountId,
    id: &str,
) -> Result<Option<StreamId>, LedgerError> {
    let (account, low) = (account.as_str(), low(id));
    let found = sqlx::query_scalar!(
        "SELECT payment_view.stream FROM payment_key
        JOIN payment_view ON payment_view.stream = payment_key.stream
        WHERE payment_key.low = $1 AND payment_key.text = $2 AND payment_key.kind <> $3
        AND payment_view.account = $4
        ORDER BY payment_view.created_at DESC, payment_view.stream DESC LIMIT 1",
        low,
        id,
        LAST_FOUR,
        account
    )
    .fetch_optional(db)
    .await
    .map_err(failed)?;
    found.map(|stream| StreamId::parse(&stream).map_err(damaged)).transpose()
}

/// Payments of an account under exactly this order number, newest first.
pub(crate) async fn of_order(
    db: &mut SqliteConnection,
    account: &AccountId,
    number: &OrderNumber,
) -> Result<Vec<PaymentRow>, LedgerError> {
    let (account, low, number) = (account.as_str(), low(number.as_str()), number.as_str());
    let found = sqlx::query_scalar!(
        "SELECT payment_view.shown FROM payment_key
        JOIN payment_view ON payment_view.stream = payment_key.stream
        WHERE payment_key.low = $1 AND payment_key.text = $2 AND payment_key.kind = 'order_number'
        AND payment_view.account = $3
        ORDER BY payment_view.created_at DESC, payment_view.stream DESC",
        low,
        number,
        account
    )
    .fetch_all(db)
    .await
    .map_err(failed)?;
    found.iter().map(|shown| unjson(shown)).collect()
}

/// The payments debited under a consent, as [`debits_of`] reads them.
pub(crate) fn select_debits(account: &AccountId, agreement: &AuthState, limit: u32) -> QueryBuilder<Sqlite> {
    let mut select = QueryBuilder::new(
        "SELECT payment_view.shown FROM event INDEXED BY event_agreement
        JOIN payment_view ON payment_view.stream = event.stream
        WHERE event.version = 1 AND json_extract(event.body, '$.payment.asked.agreement') = ",
    );
    select.push_bind(agreement.to_string()).push(" AND payment_view.account = ");
    select.push_bind(account.to_string());
    select.push(" ORDER BY payment_view.created_at DESC, payment_view.stream DESC LIMIT ");
    select.push_bind(i64::from(limit));
    select
}

/// Payments of an account that were debited under this consent, newest first.
pub(crate) async fn debits_of(
    db: &mut SqliteConnection,
    account: &AccountId,
    agreement: &AuthState,
    limit: u32,
) -> Result<Vec<PaymentRow>, LedgerError> {
    let found = select_debits(account, agreement, limit).build().fetch_all(db).await.map_err(failed)?;
    found.iter().map(|row| unjson(&row.try_get::<String, _>(0).map_err(failed)?)).collect()
}
