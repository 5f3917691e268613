//! Pages of payments and their counts.

use domain::{Currency, Moment, PaymentRow, PaymentState};
use engine::port::{LedgerError, PageCursor, PaymentPage, PaymentQuery, StateCount};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};

use crate::errors::{damaged, failed};
use crate::search::{Text, look_up};
use crate::words::{number, read, unjson, word};

/// Up to so many payments of an amount are sorted; beyond, the list is walked in its order.
const FEW_AMOUNTS: i64 = 1000;

/// One walk over one index that is in the order of the list. A query for several states is several walks,
/// merged: none of them sorts.
pub(crate) struct Walk<'a> {
    index: &'static str,
    states: &'a [PaymentState],
    methods: &'a [String],
}

/// The walks that together find a query's page.
pub(crate) fn walks<'a>(query: &'a PaymentQuery, text: &Text, few_amounts: bool) -> Vec<Walk<'a>> {
    let (states, methods) = (query.states.as_slice(), query.methods.as_slice());
    let one = |index| vec![Walk { index, states, methods }];
    if matches!(text, Text::Few(_)) {
        one("payment_view_stream")
    } else if query.holds_only {
        one("payment_view_hold")
    } else if query.unknown_only {
        one("payment_view_unknown")
    } else if few_amounts {
        one("payment_view_amount")
    } else if !states.is_empty() {
        let walk = |states| Walk { index: "payment_view_state", states, methods };
        states.chunks(1).map(walk).collect()
    } else if !methods.is_empty() {
        let walk = |methods| Walk { index: "payment_view_method", states, methods };
        methods.chunks(1).map(walk).collect()
    } else if query.currency.is_some() {
        one("payment_view_currency")
    } else if query.account.is_some() {
        one("payment_view_account")
    } else {
        one("payment_view_created")
    }
}

/// One page.
pub(crate) async fn page(
    db: &mut SqliteConnection,
    query: &PaymentQuery,
) -> Result<PaymentPage, LedgerError> {
    let text = look_up(db, query.text.as_deref()).await?;
    if matches!(&text, Text::Few(streams) if streams.is_empty()) {
        return Ok(PaymentPage { rows: Vec::new(), next: None });
    }
    let few = few_amounts(db, query).await?;
    let mut found = Vec::new();
    for walk in walks(query, &text, few) {
        let mut select = select(query, &walk, &text)?;
        for row in select.build().fetch_all(&mut *db).await.map_err(failed)? {
            let place: (i64, String) = (row.try_get(0).map_err(failed)?, row.try_get(1).map_err(failed)?);
            let shown: String = row.try_get(2).map_err(failed)?;
            found.push((place, shown));
        }
    }
    if query.holds_only {
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
    } else {
        found.sort_by(|(a, _), (b, _)| b.cmp(a));
    }
    // A state asked for twice is found twice.
    found.dedup_by(|(a, _), (b, _)| a == b);
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let rows = found.iter().map(|(_, shown)| unjson(shown)).collect::<Result<Vec<PaymentRow>, _>>()?;
    let last = found.last().filter(|_| more).zip(rows.last());
    let next =
        last.map(|(((at, _), _), row)| PageCursor { created_at: Moment(*at), stream: row.stream.clone() });
    Ok(PaymentPage { rows, next })
}

/// Whether so few payments have an amount in the range that they are better looked up by it.
async fn few_amounts(db: &mut SqliteConnection, query: &PaymentQuery) -> Result<bool, LedgerError> {
    let Some(currency) = query.currency.filter(|_| query.least_minor.is_some() || query.most_minor.is_some())
    else {
        return Ok(false);
    };
    let (currency, least, most) = (currency.code().to_owned(), least(query), most(query));
    let found = sqlx::query_scalar!(
        r#"SELECT COUNT(*) AS "found!: i64" FROM (SELECT 1 FROM payment_view
        WHERE currency = $1 AND amount_minor >= $2 AND amount_minor <= $3 LIMIT $4)"#,
        currency,
        least,
        most,
        FEW_AMOUNTS
    )
    .fetch_one(db)
    .await
    .map_err(failed)?;
    Ok(found < FEW_AMOUNTS)
}

fn least(query: &PaymentQuery) -> i64 {
    query.least_minor.map_or(0, |least| i64::try_from(least).unwrap_or(i64::MAX))
}

fn most(query: &PaymentQuery) -> i64 {
    query.most_minor.map_or(i64::MAX, |most| i64::try_from(most).unwrap_or(i64::MAX))
}

/// The statement of one walk.
pub(crate) fn select(
    query: &PaymentQuery,
    walk: &Walk<'_>,
    text: &Text,
) -> Result<QueryBuilder<Sqlite>, LedgerError> {
    let time = if query.holds_only { "hold_until" } else { "created_at" };
    let mut select = QueryBuilder::new("SELECT ");
    select.push(time).push(", stream, shown FROM payment_view INDEXED BY ").push(walk.index);
    push_where(&mut select, query, walk.states, walk.methods)?;
    text.push(&mut select);
    if let Some(after) = &query.after {
        let sign = if query.holds_only { '>' } else { '<' };
        select.push(format_args!(" AND ({time}, stream) {sign} ("));
        select.push_bind(after.created_at.0).push(", ").push_bind(after.stream.to_string()).push(")");
    }
    let way = if query.holds_only { "" } else { " DESC" };
    select.push(format_args!(" ORDER BY {time}{way}, stream{way} LIMIT "));
    select.push_bind(i64::from(query.limit).saturating_add(1));
    Ok(select)
}

/// Everything a query asks of a row, but for the text.
fn push_where(
    select: &mut QueryBuilder<Sqlite>,
    query: &PaymentQuery,
    states: &[PaymentState],
    methods: &[String],
) -> Result<(), LedgerError> {
    select.push(" WHERE 1 = 1");
    push_states(select, states, query.now)?;
    if let [method] = methods {
        select.push(" AND method = ").push_bind(method.clone());
    } else if !methods.is_empty() {
        select.push(" AND method IN (");
        let mut list = select.separated(", ");
        for method in methods {
            list.push_bind(method.clone());
        }
        select.push(")");
    }
    if let Some(account) = &query.account {
        select.push(" AND account = ").push_bind(account.to_string());
    }
    if let Some(currency) = query.currency {
        select.push(" AND currency = ").push_bind(currency.code().to_owned());
        if query.least_minor.is_some() || query.most_minor.is_some() {
            select.push(" AND amount_minor >= ").push_bind(least(query));
            select.push(" AND amount_minor <= ").push_bind(most(query));
        }
    }
    if let Some(Moment(from)) = query.from {
        select.push(" AND created_at >= ").push_bind(from);
    }
    // Behind a cursor the rows are older than it: a second bound would keep the first from being sought.
    let place = query.after.as_ref().map(|after| after.created_at);
    let implied = |until| !query.holds_only && place.is_some_and(|place| place < until);
    if let Some(Moment(until)) = query.until.filter(|until| !implied(*until)) {
        select.push(" AND created_at < ").push_bind(until);
    }
    if query.declared_only {
        select.push(
            " AND EXISTS (SELECT 1 FROM payment_key WHERE payment_key.stream = payment_view.stream \
             AND payment_key.kind = 'declaration_request')",
        );
    }
    if query.unknown_only {
        // Written out: a partial index is not found behind a parameter.
        select.push(" AND unknown = 1");
    }
    if query.holds_only {
        select.push(" AND hold_until IS NOT NULL");
        if place.is_none_or(|place| place <= query.now) {
            select.push(" AND hold_until > ").push_bind(query.now.0);
        }
    }
    Ok(())
}

/// `Expired` is never stored: it is an authorisation whose hold ended.
fn push_states(
    select: &mut QueryBuilder<Sqlite>,
    states: &[PaymentState],
    Moment(now): Moment,
) -> Result<(), LedgerError> {
    for (at, state) in states.iter().enumerate() {
        select.push(if at == 0 { " AND (" } else { " OR " });
        let stored = if *state == PaymentState::Expired { PaymentState::Authorised } else { *state };
        select.push("(state = ").push_bind(word(&stored)?);
        if *state == PaymentState::Expired {
            select.push(" AND hold_until <= ").push_bind(now);
        } else if *state == PaymentState::Authorised {
            select.push(" AND (hold_until IS NULL OR hold_until > ").push_bind(now).push(")");
        }
        select.push(")");
    }
    if !states.is_empty() {
        select.push(")");
    }
    Ok(())
}

/// Sums are cut in two: together they can be beyond 64 bits, which the database would refuse.
const CUT: i64 = 1_000_000_000;

/// Counts and sums of all that a query finds, by state as shown now and by currency.
pub(crate) async fn count(
    db: &mut SqliteConnection,
    query: &PaymentQuery,
) -> Result<Vec<StateCount>, LedgerError> {
    let text = look_up(db, query.text.as_deref()).await?;
    if matches!(&text, Text::Few(streams) if streams.is_empty()) {
        return Ok(Vec::new());
    }
    let mut counts = Vec::new();
    for row in select_counts(query, &text)?.build().fetch_all(db).await.map_err(failed)? {
        let text = |at: usize| row.try_get::<String, _>(at).map_err(failed);
        let sum = |high: usize| -> Result<u128, LedgerError> {
            let high_part: u128 = number(row.try_get(high).map_err(failed)?)?;
            let low_part: u128 = number(row.try_get(high.saturating_add(1)).map_err(failed)?)?;
            Ok(high_part.saturating_mul(CUT.unsigned_abs().into()).saturating_add(low_part))
        };
        counts.push(StateCount {
            state: read(&text(0)?)?,
            currency: Currency::parse(&text(1)?).map_err(damaged)?,
            count: number(row.try_get(2).map_err(failed)?)?,
            amount_minor: sum(3)?,
            refunded_minor: sum(5)?,
        });
    }
    counts.sort_by_key(|count| (count.state, count.currency));
    Ok(counts)
}

pub(crate) fn select_counts(query: &PaymentQuery, text: &Text) -> Result<QueryBuilder<Sqlite>, LedgerError> {
    let mut select = QueryBuilder::new("SELECT CASE WHEN state = 'authorised' AND hold_until <= ");
    select.push_bind(query.now.0);
    select.push(" THEN 'expired' ELSE state END AS shown_state, currency, COUNT(*)");
    for amount in ["amount_minor", "refunded_minor"] {
        select.push(format_args!(", SUM({amount} / {CUT}), SUM({amount} % {CUT})"));
    }
    select.push(" FROM payment_view");
    push_where(&mut select, query, &query.states, &query.methods)?;
    text.push_all(&mut select);
    select.push(" GROUP BY shown_state, currency");
    Ok(select)
}
