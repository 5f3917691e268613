//! Every try to deliver an order or to ask about it.

use domain::{AccountId, Moment, OrderId};
use engine::port::{Attempt, AttemptEnd, LedgerError, NewAttempt};
use sqlx::SqliteConnection;

use crate::errors::{damaged, failed};
use crate::evidence::{self, About};
use crate::words::{json, number, read, unjson, word};
use crate::{SqliteLedger, orders};

/// One row of `attempt`.
struct AttemptRow {
    order_id: String,
    n: i64,
    question: i64,
    began_at: i64,
    path: String,
    headers: String,
    body: Vec<u8>,
    ended_at: Option<i64>,
    verdict: Option<String>,
    code: Option<String>,
    message: Option<String>,
    status: Option<i64>,
    answer_headers: Option<String>,
    answer: Option<Vec<u8>>,
    verified: Option<i64>,
}

impl AttemptRow {
    fn attempt(self) -> Result<Attempt, LedgerError> {
        let order = OrderId::parse(&self.order_id).map_err(damaged)?;
        let begun = NewAttempt {
            order: order.clone(),
            question: self.question != 0,
            at: Moment(self.began_at),
            path: self.path,
            headers: unjson(&self.headers)?,
            body: self.body,
        };
        let end = match (self.ended_at, self.verdict) {
            (Some(at), Some(verdict)) => Some(AttemptEnd {
                at: Moment(at),
                verdict: read(&verdict)?,
                code: self.code.unwrap_or_default(),
                message: self.message.unwrap_or_default(),
                status: self.status.map(number).transpose()?,
                headers: unjson(self.answer_headers.as_deref().unwrap_or("[]"))?,
                body: self.answer.unwrap_or_default(),
                verified: self.verified.unwrap_or_default() != 0,
            }),
            (None, _) | (_, None) => None,
        };
        Ok(Attempt { order, n: number(self.n)?, begun, end })
    }
}

/// All attempts of an order, oldest first.
pub(crate) async fn of_order(
    db: &mut SqliteConnection,
    order: &OrderId,
) -> Result<Vec<Attempt>, LedgerError> {
    let order = order.as_str();
    let rows = sqlx::query_as!(
        AttemptRow,
        "SELECT order_id, n, question, began_at, path, headers, body, ended_at, verdict, code, message, status,
        answer_headers, answer, verified FROM attempt WHERE order_id = $1 ORDER BY n",
        order
    )
    .fetch_all(db)
    .await
    .map_err(failed)?;
    rows.into_iter().map(AttemptRow::attempt).collect()
}

impl SqliteLedger {
    /// Writes down that an attempt begins; returns its number.
    pub(crate) async fn begin_attempt(&self, new: NewAttempt) -> Result<u32, LedgerError> {
        let mut tx = self.begin().await?;
        let order = orders::one(&mut tx, &new.order).await?;
        let order = order.ok_or_else(|| LedgerError::Failed(format!("no order {}", new.order)))?;
        if order.closed_by.is_some() && !new.question {
            return Err(LedgerError::SomeoneElseWrote);
        }
        let n = order.attempts.saturating_add(1);
        let (id, number, question) = (new.order.as_str(), i64::from(n), i64::from(new.question));
        let headers = json(&new.headers)?;
        sqlx::query!(
            "INSERT INTO attempt (order_id, n, question, began_at, path, headers, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id,
            number,
            question,
            new.at.0,
            new.path,
            headers,
            new.body,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        sqlx::query!(
            "UPDATE open_order SET attempts = $2, deliveries = deliveries + 1 - $3 WHERE id = $1",
            id,
            number,
            question
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        evidence::tie(&mut tx, About::Begun, id, number).await?;
        tx.commit().await.map_err(failed)?;
        Ok(n)
    }

    /// Writes down how an attempt ended.
    pub(crate) async fn end_attempt(
        &self,
        order: &OrderId,
        n: u32,
        end: AttemptEnd,
    ) -> Result<(), LedgerError> {
        let (id, n, verdict) = (order.as_str(), i64::from(n), word(&end.verdict)?);
        let (status, verified) = (end.status.map(i64::from), i64::from(end.verified));
        let headers = json(&end.headers)?;
        let mut tx = self.begin().await?;
        let ended = sqlx::query!(
            "UPDATE attempt SET ended_at = $3, verdict = $4, code = $5, message = $6, status = $7,
            answer_headers = $8, answer = $9, verified = $10
            WHERE order_id = $1 AND n = $2 AND ended_at IS NULL",
            id,
            n,
            end.at.0,
            verdict,
            end.code,
            end.message,
            status,
            headers,
            end.body,
            verified,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        if ended.rows_affected() != 1 {
            return Err(LedgerError::Failed(format!("no attempt {n} of {order} is open")));
        }
        sqlx::query!(
            "UPDATE open_order SET last_verdict = $2, last_code = $3 WHERE id = $1",
            id,
            verdict,
            end.code
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        evidence::tie(&mut tx, About::Ended, id, n).await?;
        tx.commit().await.map_err(failed)
    }
}

/// When the last attempt of an account that was signed with this key version began. The newest attempts are looked
/// at first: the version in use is found at once.
pub(crate) async fn last_signed(
    db: &mut SqliteConnection,
    account: &AccountId,
    version: &str,
) -> Result<Option<Moment>, LedgerError> {
    let (mark, own) = (format!("keyVersion={version},"), format!("/{account}/"));
    let at = sqlx::query_scalar!(
        "SELECT attempt.began_at FROM attempt JOIN open_order ON open_order.id = attempt.order_id
        WHERE instr(attempt.headers, $1) > 0 AND instr(open_order.stream, $2) > 0
        ORDER BY attempt.rowid DESC LIMIT 1",
        mark,
        own
    )
    .fetch_optional(db)
    .await
    .map_err(failed)?;
    Ok(at.map(Moment))
}
