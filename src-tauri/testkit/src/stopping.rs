use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use domain::{
    AccountId, AuthState, DossierKind, DossierRow, Environment, Moment, OrderId, OrderNumber, PaymentRow,
    StreamId,
};
use engine::port::{
    Append, Attempt, AttemptEnd, ChainReport, Coverage, DossierQuery, Head, Ledger, LedgerError, NewAttempt,
    OpenOrder, OrderFilter, PaymentPage, PaymentQuery, StateCount, Stored, Written,
};

/// On which side of a write the process stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopAt {
    /// Nothing of it is written.
    Before,
    /// It is written; the caller never learns.
    After,
}

#[derive(Debug, Default)]
struct Plan {
    writes: u32,
    stop: Option<(u32, StopAt)>,
    stopped: bool,
}

/// Any ledger, seen by a process that stops at a chosen write: that call fails, and every call after it,
/// reads too, until `revive`. Clones share the plan and the ledger.
#[derive(Debug)]
pub struct StoppingLedger<L: ?Sized> {
    plan: Arc<Mutex<Plan>>,
    ledger: Arc<L>,
}

impl<L: ?Sized> Clone for StoppingLedger<L> {
    fn clone(&self) -> Self {
        Self { plan: Arc::clone(&self.plan), ledger: Arc::clone(&self.ledger) }
    }
}

impl<L: Ledger + ?Sized> StoppingLedger<L> {
    /// A ledger that does not stop yet.
    #[must_use]
    pub fn new(ledger: Arc<L>) -> Self {
        Self { plan: Arc::default(), ledger }
    }

    /// Stops at the `k`th write from the beginning, counting from 1.
    pub fn stop_at(&self, k: u32, side: StopAt) {
        self.plan.lock().unwrap().stop = Some((k, side));
    }

    /// The process starts again: no more planned stop. The count goes on.
    pub fn revive(&self) {
        let mut plan = self.plan.lock().unwrap();
        plan.stop = None;
        plan.stopped = false;
    }

    /// How many writes were tried.
    #[must_use]
    pub fn writes(&self) -> u32 {
        self.plan.lock().unwrap().writes
    }

    /// Whether it has stopped.
    #[must_use]
    pub fn stopped(&self) -> bool {
        self.plan.lock().unwrap().stopped
    }

    fn alive(&self) -> Result<&L, LedgerError> {
        if self.stopped() { Err(gone()) } else { Ok(&self.ledger) }
    }

    /// Counts a write; tells on which side of it the process stops.
    fn count_write(&self) -> Result<Option<StopAt>, LedgerError> {
        let mut plan = self.plan.lock().unwrap();
        if plan.stopped {
            return Err(gone());
        }
        plan.writes += 1;
        let side = plan.stop.filter(|(k, _)| *k == plan.writes).map(|(_, side)| side);
        plan.stopped = side.is_some();
        if side == Some(StopAt::Before) { Err(gone()) } else { Ok(side) }
    }

    async fn write<T>(&self, write: impl Future<Output = Result<T, LedgerError>>) -> Result<T, LedgerError> {
        let side = self.count_write()?;
        let done = write.await;
        if side == Some(StopAt::After) { Err(gone()) } else { done }
    }
}

fn gone() -> LedgerError {
    LedgerError::Failed("the process stopped here".into())
}

#[async_trait]
impl<L: Ledger + ?Sized> Ledger for StoppingLedger<L> {
    fn environment(&self) -> Environment {
        self.ledger.environment()
    }

    async fn stream(&self, stream: &StreamId) -> Result<Vec<Stored>, LedgerError> {
        self.alive()?.stream(stream).await
    }

    async fn streams(&self, prefix: &str) -> Result<Vec<StreamId>, LedgerError> {
        self.alive()?.streams(prefix).await
    }

    async fn append(&self, append: Append) -> Result<Written, LedgerError> {
        self.write(self.ledger.append(append)).await
    }

    async fn import(&self, batch: Vec<Append>) -> Result<u64, LedgerError> {
        self.write(self.ledger.import(batch)).await
    }

    async fn order(&self, id: &OrderId) -> Result<Option<OpenOrder>, LedgerError> {
        self.alive()?.order(id).await
    }

    async fn orders(&self, filter: OrderFilter) -> Result<Vec<OpenOrder>, LedgerError> {
        self.alive()?.orders(filter).await
    }

    async fn orders_of(&self, stream: &StreamId) -> Result<Vec<OpenOrder>, LedgerError> {
        self.alive()?.orders_of(stream).await
    }

    async fn attempt_begins(&self, attempt: NewAttempt) -> Result<u32, LedgerError> {
        self.write(self.ledger.attempt_begins(attempt)).await
    }

    async fn attempt_ends(&self, order: &OrderId, n: u32, end: AttemptEnd) -> Result<(), LedgerError> {
        self.write(self.ledger.attempt_ends(order, n, end)).await
    }

    async fn attempts(&self, order: &OrderId) -> Result<Vec<Attempt>, LedgerError> {
        self.alive()?.attempts(order).await
    }

    async fn last_signed(&self, account: &AccountId, version: &str) -> Result<Option<Moment>, LedgerError> {
        self.alive()?.last_signed(account, version).await
    }

    async fn reschedule(&self, order: &OrderId, due_at: Moment, rounds: u32) -> Result<(), LedgerError> {
        self.write(self.ledger.reschedule(order, due_at, rounds)).await
    }

    async fn find(&self, account: &AccountId, id: &str) -> Result<Option<StreamId>, LedgerError> {
        self.alive()?.find(account, id).await
    }

    async fn payments(&self, query: &PaymentQuery) -> Result<PaymentPage, LedgerError> {
        self.alive()?.payments(query).await
    }

    async fn of_order(
        &self,
        account: &AccountId,
        number: &OrderNumber,
    ) -> Result<Vec<PaymentRow>, LedgerError> {
        self.alive()?.of_order(account, number).await
    }

    async fn debits_of(
        &self,
        account: &AccountId,
        agreement: &AuthState,
        limit: u32,
    ) -> Result<Vec<PaymentRow>, LedgerError> {
        self.alive()?.debits_of(account, agreement, limit).await
    }

    async fn count(&self, query: &PaymentQuery) -> Result<Vec<StateCount>, LedgerError> {
        self.alive()?.count(query).await
    }

    async fn dossiers(&self, query: &DossierQuery) -> Result<Vec<DossierRow>, LedgerError> {
        self.alive()?.dossiers(query).await
    }

    async fn dossier_counts(
        &self,
        kind: DossierKind,
        account: &AccountId,
    ) -> Result<Vec<(String, u64)>, LedgerError> {
        self.alive()?.dossier_counts(kind, account).await
    }

    async fn find_dossier(
        &self,
        kind: DossierKind,
        account: &AccountId,
        id: &str,
    ) -> Result<Option<StreamId>, LedgerError> {
        self.alive()?.find_dossier(kind, account, id).await
    }

    async fn learned_by_asking(
        &self,
        account: &AccountId,
        since: Moment,
        limit: u32,
    ) -> Result<Vec<StreamId>, LedgerError> {
        self.alive()?.learned_by_asking(account, since, limit).await
    }

    async fn coverage(&self) -> Result<Coverage, LedgerError> {
        self.alive()?.coverage().await
    }

    async fn head(&self) -> Result<Head, LedgerError> {
        self.alive()?.head().await
    }

    async fn grew_from(&self, head: &Head) -> Result<bool, LedgerError> {
        self.alive()?.grew_from(head).await
    }

    async fn verify(&self) -> Result<ChainReport, LedgerError> {
        self.alive()?.verify().await
    }

    async fn rebuild_views(&self) -> Result<(), LedgerError> {
        self.alive()?.rebuild_views().await
    }
}
