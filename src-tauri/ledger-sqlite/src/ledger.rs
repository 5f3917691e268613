//! The port, call by call.

use async_trait::async_trait;
use domain::{
    AccountId, AuthState, DossierKind, DossierRow, Environment, Moment, OrderId, OrderNumber, PaymentRow,
    StreamId,
};
use engine::port::{
    Append, Attempt, AttemptEnd, ChainReport, Coverage, DossierQuery, Head, Ledger, LedgerError, NewAttempt,
    OpenOrder, OrderFilter, PaymentPage, PaymentQuery, StateCount, Stored, Written,
};

use crate::errors::{damaged, failed};
use crate::keys::behind;
use crate::words::{column, number};
use crate::{SqliteLedger, attempts, dossiers, entries, evidence, list, orders, search};

#[async_trait]
impl Ledger for SqliteLedger {
    fn environment(&self) -> Environment {
        self.environment
    }

    async fn stream(&self, stream: &StreamId) -> Result<Vec<Stored>, LedgerError> {
        entries::of_stream(&mut *self.reader().await?, stream).await
    }

    async fn streams(&self, prefix: &str) -> Result<Vec<StreamId>, LedgerError> {
        let found = entries::streams(&mut *self.reader().await?, prefix, &behind(prefix)).await?;
        found.iter().map(|stream| StreamId::parse(stream).map_err(damaged)).collect()
    }

    async fn append(&self, append: Append) -> Result<Written, LedgerError> {
        self.write_append(append).await
    }

    async fn import(&self, batch: Vec<Append>) -> Result<u64, LedgerError> {
        self.write_import(&batch).await
    }

    async fn order(&self, id: &OrderId) -> Result<Option<OpenOrder>, LedgerError> {
        orders::one(&mut *self.reader().await?, id).await
    }

    async fn orders(&self, filter: OrderFilter) -> Result<Vec<OpenOrder>, LedgerError> {
        orders::all(&mut *self.reader().await?, filter).await
    }

    async fn orders_of(&self, stream: &StreamId) -> Result<Vec<OpenOrder>, LedgerError> {
        orders::of_stream(&mut *self.reader().await?, stream).await
    }

    async fn attempt_begins(&self, attempt: NewAttempt) -> Result<u32, LedgerError> {
        self.begin_attempt(attempt).await
    }

    async fn attempt_ends(&self, order: &OrderId, n: u32, end: AttemptEnd) -> Result<(), LedgerError> {
        self.end_attempt(order, n, end).await
    }

    async fn attempts(&self, order: &OrderId) -> Result<Vec<Attempt>, LedgerError> {
        attempts::of_order(&mut *self.reader().await?, order).await
    }

    async fn last_signed(&self, account: &AccountId, version: &str) -> Result<Option<Moment>, LedgerError> {
        attempts::last_signed(&mut *self.reader().await?, account, version).await
    }

    async fn reschedule(&self, order: &OrderId, due_at: Moment, rounds: u32) -> Result<(), LedgerError> {
        self.move_order(order, due_at, rounds).await
    }

    async fn find(&self, account: &AccountId, id: &str) -> Result<Option<StreamId>, LedgerError> {
        search::find(&mut *self.reader().await?, account, id).await
    }

    async fn payments(&self, query: &PaymentQuery) -> Result<PaymentPage, LedgerError> {
        list::page(&mut *self.reader().await?, query).await
    }

    async fn of_order(
        &self,
        account: &AccountId,
        number: &OrderNumber,
    ) -> Result<Vec<PaymentRow>, LedgerError> {
        search::of_order(&mut *self.reader().await?, account, number).await
    }

    async fn debits_of(
        &self,
        account: &AccountId,
        agreement: &AuthState,
        limit: u32,
    ) -> Result<Vec<PaymentRow>, LedgerError> {
        search::debits_of(&mut *self.reader().await?, account, agreement, limit).await
    }

    async fn count(&self, query: &PaymentQuery) -> Result<Vec<StateCount>, LedgerError> {
        list::count(&mut *self.reader().await?, query).await
    }

    async fn dossiers(&self, query: &DossierQuery) -> Result<Vec<DossierRow>, LedgerError> {
        dossiers::page(&mut *self.reader().await?, query).await
    }

    async fn dossier_counts(
        &self,
        kind: DossierKind,
        account: &AccountId,
    ) -> Result<Vec<(String, u64)>, LedgerError> {
        dossiers::counts(&mut *self.reader().await?, kind, account).await
    }

    async fn find_dossier(
        &self,
        kind: DossierKind,
        account: &AccountId,
        id: &str,
    ) -> Result<Option<StreamId>, LedgerError> {
        dossiers::find(&mut *self.reader().await?, kind, account, id).await
    }

    async fn learned_by_asking(
        &self,
        account: &AccountId,
        since: Moment,
        limit: u32,
    ) -> Result<Vec<StreamId>, LedgerError> {
        dossiers::learned_by_asking(&mut *self.reader().await?, account, since, limit).await
    }

    async fn coverage(&self) -> Result<Coverage, LedgerError> {
        self.how_much().await
    }

    async fn head(&self) -> Result<Head, LedgerError> {
        let mut tx = self.readers.begin().await.map_err(failed)?;
        let (entries, hash) = entries::head(&mut tx).await?;
        let (evidence, evidence_hash) = evidence::head(&mut tx).await?;
        tx.commit().await.map_err(failed)?;
        Ok(Head { entries: number(entries)?, hash, evidence: number(evidence)?, evidence_hash })
    }

    async fn grew_from(&self, head: &Head) -> Result<bool, LedgerError> {
        let mut tx = self.readers.begin().await.map_err(failed)?;
        let hash = entries::at(&mut tx, column(head.entries)?).await?;
        let evidence = evidence::at(&mut tx, column(head.evidence)?).await?;
        tx.commit().await.map_err(failed)?;
        Ok(hash == Some(head.hash) && evidence == Some(head.evidence_hash))
    }

    async fn verify(&self) -> Result<ChainReport, LedgerError> {
        self.check().await
    }

    async fn rebuild_views(&self) -> Result<(), LedgerError> {
        self.fold_all().await
    }
}
