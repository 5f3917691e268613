//! A ledger in memory: the same contract without a disk.

mod books;
mod dossiers;
mod matching;

use std::sync::Mutex;

use async_trait::async_trait;
use domain::{
    AccountId, AuthState, DossierKind, DossierRow, Environment, Moment, OrderId, OrderNumber, PaymentRow,
    StreamId,
};
use engine::port::{
    Append, Attempt, AttemptEnd, ChainReport, Coverage, DossierQuery, Head, Ledger, LedgerError, NewAttempt,
    OpenOrder, OrderFilter, PageCursor, PaymentPage, PaymentQuery, StateCount, Stored, Written,
};

use books::Books;
pub use dossiers::{matches_dossier, place_of_dossier};
pub use matching::{keys_of, matches, shown_state};

/// A ledger that is gone with the process.
#[derive(Debug)]
pub struct MemoryLedger {
    environment: Environment,
    books: Mutex<Books>,
}

impl MemoryLedger {
    /// An empty ledger of this environment.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self { environment, books: Mutex::default() }
    }
}

impl Default for MemoryLedger {
    fn default() -> Self {
        Self::new(Environment::Practice)
    }
}

fn no_such(order: &OrderId) -> LedgerError {
    LedgerError::Failed(format!("no order {order}"))
}

#[async_trait]
impl Ledger for MemoryLedger {
    fn environment(&self) -> Environment {
        self.environment
    }

    async fn stream(&self, stream: &StreamId) -> Result<Vec<Stored>, LedgerError> {
        Ok(self.books.lock().unwrap().stream(stream))
    }

    async fn streams(&self, prefix: &str) -> Result<Vec<StreamId>, LedgerError> {
        let books = self.books.lock().unwrap();
        Ok(books.streams.keys().filter(|stream| stream.as_str().starts_with(prefix)).cloned().collect())
    }

    async fn append(&self, append: Append) -> Result<Written, LedgerError> {
        self.books.lock().unwrap().append(append)
    }

    async fn import(&self, batch: Vec<Append>) -> Result<u64, LedgerError> {
        let mut books = self.books.lock().unwrap();
        let mut fresh = 0;
        for append in batch {
            if !books.streams.contains_key(&append.stream) {
                books.append(append)?;
                fresh += 1;
            }
        }
        Ok(fresh)
    }

    async fn order(&self, id: &OrderId) -> Result<Option<OpenOrder>, LedgerError> {
        Ok(self.books.lock().unwrap().orders.iter().find(|order| order.id == *id).cloned())
    }

    async fn orders(&self, filter: OrderFilter) -> Result<Vec<OpenOrder>, LedgerError> {
        let books = self.books.lock().unwrap();
        let open = |order: &&OpenOrder| order.closed_by.is_none();
        let mut found: Vec<OpenOrder> = match filter {
            OrderFilter::Open => books.orders.iter().filter(open).cloned().collect(),
            OrderFilter::DueBy(now) => {
                books.orders.iter().filter(open).filter(|order| order.due_at <= now).cloned().collect()
            }
            OrderFilter::DueAfter(late) => {
                books.orders.iter().filter(open).filter(|order| order.due_at > late).cloned().collect()
            }
            OrderFilter::ClosedSince(since) => {
                let late = |order: &&OpenOrder| order.closed_at.is_some_and(|at| at >= since);
                let mut found: Vec<_> = books.orders.iter().filter(late).cloned().collect();
                found.reverse();
                found.sort_by_key(|order| std::cmp::Reverse(order.closed_at));
                return Ok(found);
            }
        };
        found.sort_by_key(|order| order.recorded_at);
        Ok(found)
    }

    async fn orders_of(&self, stream: &StreamId) -> Result<Vec<OpenOrder>, LedgerError> {
        let books = self.books.lock().unwrap();
        Ok(books.orders.iter().filter(|order| order.stream == *stream).cloned().collect())
    }

    async fn attempt_begins(&self, attempt: NewAttempt) -> Result<u32, LedgerError> {
        let mut books = self.books.lock().unwrap();
        let order = books.order_mut(&attempt.order)?;
        if order.closed_by.is_some() && !attempt.question {
            return Err(LedgerError::SomeoneElseWrote);
        }
        order.attempts += 1;
        order.deliveries += u32::from(!attempt.question);
        let n = order.attempts;
        let own = books.attempts.entry(attempt.order.clone()).or_default();
        own.push(Attempt { order: attempt.order.clone(), n, begun: attempt, end: None });
        Ok(n)
    }

    async fn attempt_ends(&self, order: &OrderId, n: u32, end: AttemptEnd) -> Result<(), LedgerError> {
        let mut books = self.books.lock().unwrap();
        books.order_mut(order)?;
        let attempts = books.attempts.entry(order.clone()).or_default();
        let own = attempts.iter_mut().find(|attempt| attempt.n == n && attempt.end.is_none());
        let own = own.ok_or_else(|| LedgerError::Failed(format!("no attempt {n} of {order} is open")))?;
        own.end = Some(end.clone());
        let order = books.order_mut(order)?;
        order.last_verdict = Some(end.verdict);
        order.last_code = Some(end.code);
        Ok(())
    }

    async fn attempts(&self, order: &OrderId) -> Result<Vec<Attempt>, LedgerError> {
        Ok(self.books.lock().unwrap().attempts.get(order).cloned().unwrap_or_default())
    }

    async fn last_signed(&self, account: &AccountId, version: &str) -> Result<Option<Moment>, LedgerError> {
        let books = self.books.lock().unwrap();
        let mark = format!("keyVersion={version},");
        let own =
            |id: &OrderId| books.orders.iter().any(|order| order.id == *id && order.stream.is_of(account));
        let signed = |begun: &&NewAttempt| begun.headers.iter().any(|(_, value)| value.contains(&mark));
        let begun = books.attempts.values().flatten().map(|attempt| &attempt.begun).filter(signed);
        Ok(begun.filter(|begun| own(&begun.order)).map(|begun| begun.at).max())
    }

    async fn reschedule(&self, order: &OrderId, due_at: Moment, rounds: u32) -> Result<(), LedgerError> {
        let mut books = self.books.lock().unwrap();
        let order = books.order_mut(order)?;
        if order.closed_by.is_some() {
            return Err(LedgerError::SomeoneElseWrote);
        }
        order.due_at = due_at;
        order.rounds = rounds;
        Ok(())
    }

    async fn find(&self, account: &AccountId, id: &str) -> Result<Option<StreamId>, LedgerError> {
        let books = self.books.lock().unwrap();
        let own = |stream: &&StreamId| stream.as_str().starts_with(&format!("payment/{account}/"));
        let mut found: Vec<_> = books
            .views
            .iter()
            .filter(|(stream, _)| own(stream))
            .filter(|(_, view)| view.ids.iter().any(|own| own == id))
            .map(|(stream, view)| (view.row.created_at, stream.clone()))
            .collect();
        found.sort();
        Ok(found.pop().map(|(_, stream)| stream))
    }

    async fn payments(&self, query: &PaymentQuery) -> Result<PaymentPage, LedgerError> {
        let books = self.books.lock().unwrap();
        let mut found: Vec<_> = books
            .views
            .values()
            .filter(|view| matches(query, &view.row, &view.ids))
            .map(|view| (matching::place(query, &view.row), view.row.clone()))
            .collect();
        found.sort_by(|(a, _), (b, _)| matching::order(query, a, b));
        if let Some(after) = &query.after {
            let last = (after.created_at, after.stream.clone());
            found.retain(|(place, _)| matching::order(query, place, &last).is_gt());
        }
        let limit = usize::try_from(query.limit).unwrap();
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found
            .last()
            .filter(|_| more)
            .map(|((at, stream), _)| PageCursor { created_at: *at, stream: stream.clone() });
        Ok(PaymentPage { rows: found.into_iter().map(|(_, row)| row).collect(), next })
    }

    async fn of_order(
        &self,
        account: &AccountId,
        number: &OrderNumber,
    ) -> Result<Vec<PaymentRow>, LedgerError> {
        Ok(self.books.lock().unwrap().of_order(account, number))
    }

    async fn debits_of(
        &self,
        account: &AccountId,
        agreement: &AuthState,
        limit: u32,
    ) -> Result<Vec<PaymentRow>, LedgerError> {
        Ok(self.books.lock().unwrap().debits_of(account, agreement, limit))
    }

    async fn count(&self, query: &PaymentQuery) -> Result<Vec<StateCount>, LedgerError> {
        let books = self.books.lock().unwrap();
        let found = books.views.values().filter(|view| matches(query, &view.row, &view.ids));
        Ok(matching::count(query, found.map(|view| &view.row)))
    }

    async fn dossiers(&self, query: &DossierQuery) -> Result<Vec<DossierRow>, LedgerError> {
        Ok(dossiers::page(&self.books.lock().unwrap(), query))
    }

    async fn dossier_counts(
        &self,
        kind: DossierKind,
        account: &AccountId,
    ) -> Result<Vec<(String, u64)>, LedgerError> {
        Ok(dossiers::counts(&self.books.lock().unwrap(), kind, account))
    }

    async fn find_dossier(
        &self,
        kind: DossierKind,
        account: &AccountId,
        id: &str,
    ) -> Result<Option<StreamId>, LedgerError> {
        Ok(dossiers::find(&self.books.lock().unwrap(), kind, account, id))
    }

    async fn learned_by_asking(
        &self,
        account: &AccountId,
        since: Moment,
        limit: u32,
    ) -> Result<Vec<StreamId>, LedgerError> {
        Ok(dossiers::learned_by_asking(&self.books.lock().unwrap(), account, since, limit))
    }

    async fn coverage(&self) -> Result<Coverage, LedgerError> {
        let books = self.books.lock().unwrap();
        Ok(Coverage {
            payments: u64::try_from(books.views.len()).unwrap(),
            entries: u64::try_from(books.events.len()).unwrap(),
            oldest: books.views.values().map(|view| view.row.created_at).min(),
        })
    }

    async fn head(&self) -> Result<Head, LedgerError> {
        Ok(self.books.lock().unwrap().head())
    }

    async fn grew_from(&self, head: &Head) -> Result<bool, LedgerError> {
        Ok(self.books.lock().unwrap().grew_from(head))
    }

    async fn verify(&self) -> Result<ChainReport, LedgerError> {
        Ok(self.books.lock().unwrap().verify())
    }

    async fn rebuild_views(&self) -> Result<(), LedgerError> {
        self.books.lock().unwrap().rebuild();
        Ok(())
    }
}
