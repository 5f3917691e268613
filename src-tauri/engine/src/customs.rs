//! What customs said of a declaration is known by asking alone (section 9 of the customs reference: no notification
//! exists): the gateway is asked after 1, 5, 15 and 60 minutes, then every hour of the first day, then daily.

use std::collections::HashMap;
use std::sync::{MutexGuard, PoisonError};

use domain::{CustomsVerdict, Moment, Payment, PaymentRow};

use crate::Failed;
use crate::merchant::Merchant;
use crate::port::PaymentQuery;

/// How many declared payments are read at a time, newest first.
const PAGE: u32 = 200;
/// Declarations of payments older than this are not looked for: a payment is declared within weeks.
const OLDEST_PAYMENT: i64 = 90 * Moment::DAY;
/// After this long nobody asks by itself any more: customs has forgotten it, and a person may still ask.
const LONGEST: i64 = 30 * Moment::DAY;
/// The first questions, by the time since the declaration was sent.
const FIRST: [i64; 4] = [Moment::MINUTE, 5 * Moment::MINUTE, 15 * Moment::MINUTE, Moment::HOUR];

/// When customs' word on a declaration sent at this time is asked for next, after `now`; none when it is too old.
#[must_use]
pub fn next_customs_question(sent: Moment, now: Moment) -> Option<Moment> {
    let past = now.since(sent);
    let first = FIRST.into_iter().find(|after| *after > past);
    let every = if past < Moment::DAY { Moment::HOUR } else { Moment::DAY };
    let after = first.unwrap_or_else(|| (past.div_euclid(every)).saturating_add(1).saturating_mul(every));
    (after <= LONGEST).then(|| sent.plus(after))
}

/// When the newest declaration that customs has not answered was sent.
fn waits_since(payment: &Payment) -> Option<Moment> {
    let waiting = payment.declarations.values();
    waiting
        .filter(|own| own.progress.is_done() && own.verdict() == CustomsVerdict::Waiting)
        .map(|own| own.last_asked_at)
        .max()
}

/// When customs is asked about a payment next, kept while the program runs. By stream: the version it was looked
/// at, and when its question is due; none when there is none left.
pub(crate) type CustomsQuestions = HashMap<String, (u64, Option<Moment>)>;

impl Merchant {
    /// Asks what became of the declarations whose time has come. Returns how many payments were asked about.
    pub async fn ask_customs(&self) -> Result<usize, Failed> {
        let now = self.now();
        let mut query = PaymentQuery {
            account: Some(self.account.id.clone()),
            declared_only: true,
            now,
            limit: PAGE,
            ..PaymentQuery::default()
        };
        let mut asked = 0_usize;
        loop {
            let page = self.parts.ledger.payments(&query).await?;
            let old = page.rows.last().is_none_or(|row| now.since(row.created_at) > OLDEST_PAYMENT);
            for row in page.rows {
                match self.ask_customs_of(&row, now).await {
                    Ok(true) => asked = asked.saturating_add(1),
                    Ok(false) => {}
                    Err(error) => tracing::info!(stream = %row.stream, %error, "customs could not be asked"),
                }
            }
            if old || page.next.is_none() {
                return Ok(asked);
            }
            query.after = page.next;
        }
    }

    async fn ask_customs_of(&self, row: &PaymentRow, now: Moment) -> Result<bool, Failed> {
        // Whatever is written about a payment changes its version, and it is looked at anew.
        let known = self.customs_questions().get(row.stream.as_str()).copied();
        let known = known.filter(|(version, _)| *version == row.version).map(|(_, due)| due);
        if known.is_some_and(|due| due.is_none_or(|due| due > now)) {
            return Ok(false);
        }
        let standing = self.read(&row.stream).await?;
        let sent = waits_since(&standing.payment);
        let first = sent.and_then(|sent| next_customs_question(sent, sent));
        let Some(sent) = sent.filter(|sent| now.since(*sent) <= LONGEST) else {
            self.customs_later(row, standing.version, None);
            return Ok(false);
        };
        if known.is_none() && first.is_some_and(|first| first > now) {
            self.customs_later(row, standing.version, first);
            return Ok(false);
        }
        // Noted before the question too: one that fails is not asked again and again.
        let next = next_customs_question(sent, now);
        self.customs_later(row, standing.version, next);
        self.inquire_declarations(&standing).await?;
        self.customs_later(row, self.read(&row.stream).await?.version, next);
        Ok(true)
    }

    fn customs_later(&self, row: &PaymentRow, version: u64, due: Option<Moment>) {
        self.customs_questions().insert(row.stream.to_string(), (version, due));
    }

    fn customs_questions(&self) -> MutexGuard<'_, CustomsQuestions> {
        self.customs_questions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_questions_of_a_declaration() {
        let sent = Moment(1_772_442_000_000);
        let after = |past: i64| {
            let next = next_customs_question(sent, sent.plus(past * Moment::MINUTE));
            next.map(|next| next.since(sent) / Moment::MINUTE)
        };
        let day = 24 * 60;
        for (past, next) in [(0, 1), (1, 5), (4, 5), (5, 15), (15, 60), (60, 120), (90, 120), (day - 1, day)]
        {
            assert_eq!(after(past), Some(next), "after {past} minutes");
        }
        assert_eq!(after(day), Some(2 * day));
        assert_eq!(after(29 * day), Some(30 * day));
        assert_eq!(after(30 * day), None);
    }
}
