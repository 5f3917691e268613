//! The second chain: orders and attempts, down to the bytes that were sent and that came back. The first one
//! ties the events together; without this one an order's body could be changed and nobody would see it.

use engine::chain::GENESIS;
use engine::port::LedgerError;
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use crate::errors::{damaged, failed};
use crate::words;

/// How many rows are read at a time.
const BATCH: i64 = 1000;

/// What a row of the chain is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// An order was written down.
    Order,
    /// An attempt was about to begin.
    Begun,
    /// An attempt ended.
    Ended,
    /// An order was closed.
    Closed,
}

impl About {
    fn word(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Begun => "begun",
            Self::Ended => "ended",
            Self::Closed => "closed",
        }
    }

    fn read(word: &str) -> Result<Self, LedgerError> {
        match word {
            "order" => Ok(Self::Order),
            "begun" => Ok(Self::Begun),
            "ended" => Ok(Self::Ended),
            "closed" => Ok(Self::Closed),
            other => Err(damaged(format!("evidence is not about this: {other}"))),
        }
    }
}

/// Ties what was just written to the chain, in the same transaction. `attempt` is 0 for an order.
pub(crate) async fn tie(
    db: &mut SqliteConnection,
    about: About,
    order: &str,
    attempt: i64,
) -> Result<(), LedgerError> {
    let (n, previous) = head(db).await?;
    let hash = link(db, &previous, about, order, attempt).await?;
    let hash = hash.ok_or_else(|| LedgerError::Failed(format!("nothing was written about {order}")))?;
    let (n, word, hash) = (n.saturating_add(1), about.word(), hash.as_slice());
    sqlx::query!(
        "INSERT INTO evidence (n, about, order_id, attempt, hash) VALUES ($1, $2, $3, $4, $5)",
        n,
        word,
        order,
        attempt,
        hash
    )
    .execute(db)
    .await
    .map_err(failed)?;
    Ok(())
}

/// The last row's number and hash.
pub(crate) async fn head(db: &mut SqliteConnection) -> Result<(i64, [u8; 32]), LedgerError> {
    let row = sqlx::query!(r#"SELECT n AS "n!", hash FROM evidence ORDER BY n DESC LIMIT 1"#)
        .fetch_optional(db)
        .await
        .map_err(failed)?;
    row.map_or(Ok((0, GENESIS)), |row| Ok((row.n, words::hash(&row.hash)?)))
}

/// The hash at a place of the chain.
pub(crate) async fn at(db: &mut SqliteConnection, n: i64) -> Result<Option<[u8; 32]>, LedgerError> {
    if n == 0 {
        return Ok(Some(GENESIS));
    }
    let hash = sqlx::query_scalar!("SELECT hash FROM evidence WHERE n = $1", n)
        .fetch_optional(db)
        .await
        .map_err(failed)?;
    hash.map(|hash| words::hash(&hash)).transpose()
}

/// Parts led by their lengths, so that no two rows share bytes.
struct Parts(Sha256);

impl Parts {
    fn bytes(mut self, part: &[u8]) -> Self {
        self.0.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        self.0.update(part);
        self
    }

    fn text(self, part: &str) -> Self {
        self.bytes(part.as_bytes())
    }

    fn number(self, part: i64) -> Self {
        self.bytes(&part.to_be_bytes())
    }

    /// What is absent differs from what is empty.
    fn maybe<T>(self, part: Option<T>, add: impl FnOnce(Self, T) -> Self) -> Self {
        match part {
            None => self.number(0),
            Some(part) => add(self.number(1), part),
        }
    }
}

/// The hash of a row; none when what it is about is not there.
async fn link(
    db: &mut SqliteConnection,
    previous: &[u8; 32],
    about: About,
    order: &str,
    attempt: i64,
) -> Result<Option<[u8; 32]>, LedgerError> {
    let parts = Parts(Sha256::new()).bytes(previous).text(about.word()).text(order).number(attempt);
    let whole = match about {
        About::Order => of_order(db, parts, order).await,
        About::Closed => of_close(db, parts, order).await,
        About::Begun => of_beginning(db, parts, order, attempt).await,
        About::Ended => of_end(db, parts, order, attempt).await,
    };
    Ok(whole.map_err(failed)?.map(|parts| parts.0.finalize().into()))
}

async fn of_order(
    db: &mut SqliteConnection,
    parts: Parts,
    order: &str,
) -> Result<Option<Parts>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT stream, kind, request_id, path, body, body_hash, sealed, amount_minor, currency, recorded_at
        FROM open_order WHERE id = $1",
        order
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| {
        parts
            .text(&row.stream)
            .text(&row.kind)
            .text(&row.request_id)
            .text(&row.path)
            .bytes(&row.body)
            .bytes(&row.body_hash)
            .number(row.sealed)
            .number(row.amount_minor)
            .text(&row.currency)
            .number(row.recorded_at)
    }))
}

async fn of_close(
    db: &mut SqliteConnection,
    parts: Parts,
    order: &str,
) -> Result<Option<Parts>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT closed_by, closed_at FROM open_order WHERE id = $1 AND closed_by IS NOT NULL",
        order
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| parts.maybe(row.closed_by, Parts::number).maybe(row.closed_at, Parts::number)))
}

async fn of_beginning(
    db: &mut SqliteConnection,
    parts: Parts,
    order: &str,
    attempt: i64,
) -> Result<Option<Parts>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT question, began_at, path, headers, body FROM attempt WHERE order_id = $1 AND n = $2",
        order,
        attempt
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| {
        parts.number(row.question).number(row.began_at).text(&row.path).text(&row.headers).bytes(&row.body)
    }))
}

async fn of_end(
    db: &mut SqliteConnection,
    parts: Parts,
    order: &str,
    attempt: i64,
) -> Result<Option<Parts>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT ended_at, verdict, code, message, status, answer_headers, answer, verified
        FROM attempt WHERE order_id = $1 AND n = $2 AND ended_at IS NOT NULL",
        order,
        attempt
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| {
        parts
            .maybe(row.ended_at, Parts::number)
            .maybe(row.verdict.as_deref(), Parts::text)
            .maybe(row.code.as_deref(), Parts::text)
            .maybe(row.message.as_deref(), Parts::text)
            .maybe(row.status, Parts::number)
            .maybe(row.answer_headers.as_deref(), Parts::text)
            .maybe(row.answer.as_deref(), Parts::bytes)
            .maybe(row.verified, Parts::number)
    }))
}

/// Ties together what a file from before this chain holds. Does nothing to any other.
pub(crate) async fn tie_what_was_there(db: &mut SqliteConnection) -> Result<(), LedgerError> {
    if head(db).await?.0 != 0 {
        return Ok(());
    }
    let orders = sqlx::query!("SELECT id, closed_by FROM open_order ORDER BY n")
        .fetch_all(&mut *db)
        .await
        .map_err(failed)?;
    for order in orders {
        tie(db, About::Order, &order.id, 0).await?;
        let attempts =
            sqlx::query!("SELECT n, ended_at FROM attempt WHERE order_id = $1 ORDER BY n", order.id)
                .fetch_all(&mut *db)
                .await
                .map_err(failed)?;
        for attempt in attempts {
            tie(db, About::Begun, &order.id, attempt.n).await?;
            if attempt.ended_at.is_some() {
                tie(db, About::Ended, &order.id, attempt.n).await?;
            }
        }
        if order.closed_by.is_some() {
            tie(db, About::Closed, &order.id, 0).await?;
        }
    }
    Ok(())
}

/// Checks the whole chain: the first row that does not fit and why, if any.
pub(crate) async fn check(db: &mut SqliteConnection) -> Result<Option<(i64, String)>, LedgerError> {
    let (mut last, mut previous) = (0_i64, GENESIS);
    loop {
        let rows = sqlx::query!(
            r#"SELECT n AS "n!", about, order_id, attempt, hash FROM evidence WHERE n > $1 ORDER BY n LIMIT $2"#,
            last,
            BATCH
        )
        .fetch_all(&mut *db)
        .await
        .map_err(failed)?;
        if rows.is_empty() {
            return Ok(untied(db).await?.map(|why| (last.saturating_add(1), why)));
        }
        for row in rows {
            if row.n != last.saturating_add(1) {
                return Ok(Some((row.n, format!("rows between {last} and {} are gone", row.n))));
            }
            let what = || format!("{} of order {}, attempt {}", row.about, row.order_id, row.attempt);
            let Ok(about) = About::read(&row.about) else { return Ok(Some((row.n, what()))) };
            let hash = link(db, &previous, about, &row.order_id, row.attempt).await?;
            if hash.is_none_or(|hash| row.hash != hash) {
                return Ok(Some((row.n, format!("not what was written down: {}", what()))));
            }
            last = row.n;
            previous = words::hash(&row.hash)?;
        }
    }
}

/// Orders and attempts that nothing ties to the chain, and orders whose counts are not those of their attempts.
async fn untied(db: &mut SqliteConnection) -> Result<Option<String>, LedgerError> {
    let loose = sqlx::query_scalar!(
        "SELECT id FROM open_order o WHERE
            NOT EXISTS (SELECT 1 FROM evidence e WHERE e.order_id = o.id AND e.attempt = 0 AND e.about = 'order')
            OR (o.closed_by IS NOT NULL AND NOT EXISTS
                (SELECT 1 FROM evidence e WHERE e.order_id = o.id AND e.attempt = 0 AND e.about = 'closed'))
        UNION ALL
        SELECT order_id FROM attempt a WHERE
            NOT EXISTS (SELECT 1 FROM evidence e
                WHERE e.order_id = a.order_id AND e.attempt = a.n AND e.about = 'begun')
            OR (a.ended_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM evidence e
                WHERE e.order_id = a.order_id AND e.attempt = a.n AND e.about = 'ended'))
        LIMIT 1"
    )
    .fetch_optional(&mut *db)
    .await
    .map_err(failed)?;
    if let Some(order) = loose {
        return Ok(Some(format!("nothing ties order {order} or an attempt of it to the chain")));
    }
    let miscounted = sqlx::query_scalar!(
        "SELECT id FROM open_order o WHERE
            attempts <> (SELECT COUNT(*) FROM attempt a WHERE a.order_id = o.id)
            OR deliveries <> (SELECT COUNT(*) FROM attempt a WHERE a.order_id = o.id AND a.question = 0)
            OR (last_verdict, last_code) IS NOT
                (SELECT a.verdict, a.code FROM evidence e JOIN attempt a ON a.order_id = e.order_id AND a.n = e.attempt
                WHERE e.order_id = o.id AND e.about = 'ended' ORDER BY e.n DESC LIMIT 1)
        LIMIT 1"
    )
    .fetch_optional(db)
    .await
    .map_err(failed)?;
    Ok(miscounted.map(|order| format!("what order {order} says of its attempts is not so")))
}
