//! A window's ports, each with a turn to wait for and something that may go wrong.

use std::sync::Arc;

use async_trait::async_trait;
use domain::{
    AccountId, DossierKind, DossierRow, Environment, Moment, OrderId, OrderNumber, PaymentRow, StreamId,
};
use engine::outbox::Recorded;
use engine::port::{
    Append, Attempt, AttemptEnd, Call, ChainReport, Coverage, Delivered, DossierQuery, Gateway, Head,
    HttpAnswer, KeyBits, Keys, KeysError, KeysHealth, Ledger, LedgerError, NewAttempt, OpenOrder,
    OrderFilter, PaymentPage, PaymentQuery, StateCount, Stored, Written,
};
use ledger_sqlite::SqliteLedger;
use shim_vfs::{Fault, Process};
use simulator::Direct;

use crate::signing::Signing;
use crate::sites::{Site, Weather};
use crate::turns::Turns;

/// What all ports of one window share.
#[derive(Clone)]
pub struct Seat {
    pub window: u32,
    pub turns: Turns,
    pub weather: Arc<Weather>,
    pub process: Process,
}

impl Seat {
    /// Waits for the turn. True when the program is still there.
    async fn turn(&self) -> bool {
        self.turns.mine(self.window).await;
        if self.weather.strikes(Site::ProgramStops) {
            self.process.stop();
        }
        !self.process.stopped()
    }

    /// Something may go wrong at one of the next operations of the disk.
    fn cloud(&self) {
        for (site, fault) in [
            (Site::DiskStopBefore, Fault::StopBefore),
            (Site::DiskStopTorn, Fault::StopTorn),
            (Site::DiskStopAfter, Fault::StopAfter),
            (Site::DiskBroken, Fault::Broken),
            (Site::DiskFull, Fault::Full),
        ] {
            if self.weather.strikes(site) {
                self.process.arm(self.process.operations() + 1 + self.weather.below(12), fault);
            }
        }
    }
}

/// The real ledger, on a disk that fails.
pub struct Paper {
    pub seat: Seat,
    pub ledger: Arc<SqliteLedger>,
}

impl Paper {
    async fn read(&self) -> Result<&SqliteLedger, LedgerError> {
        if self.seat.turn().await { Ok(&self.ledger) } else { Err(gone()) }
    }

    async fn write(&self) -> Result<&SqliteLedger, LedgerError> {
        let ledger = self.read().await?;
        self.seat.cloud();
        Ok(ledger)
    }
}

fn gone() -> LedgerError {
    LedgerError::Failed("the program stopped here".into())
}

#[async_trait]
impl Ledger for Paper {
    fn environment(&self) -> Environment {
        self.ledger.environment()
    }

    async fn stream(&self, stream: &StreamId) -> Result<Vec<Stored>, LedgerError> {
        self.read().await?.stream(stream).await
    }

    async fn streams(&self, prefix: &str) -> Result<Vec<StreamId>, LedgerError> {
        self.read().await?.streams(prefix).await
    }

    async fn append(&self, append: Append) -> Result<Written, LedgerError> {
        self.write().await?.append(append).await
    }

    async fn import(&self, batch: Vec<Append>) -> Result<u64, LedgerError> {
        self.write().await?.import(batch).await
    }

    async fn order(&self, id: &OrderId) -> Result<Option<OpenOrder>, LedgerError> {
        self.read().await?.order(id).await
    }

    async fn orders(&self, filter: OrderFilter) -> Result<Vec<OpenOrder>, LedgerError> {
        self.read().await?.orders(filter).await
    }

    async fn orders_of(&self, stream: &StreamId) -> Result<Vec<OpenOrder>, LedgerError> {
        self.read().await?.orders_of(stream).await
    }

    async fn attempt_begins(&self, attempt: NewAttempt) -> Result<u32, LedgerError> {
        self.write().await?.attempt_begins(attempt).await
    }

    async fn attempt_ends(&self, order: &OrderId, n: u32, end: AttemptEnd) -> Result<(), LedgerError> {
        self.write().await?.attempt_ends(order, n, end).await
    }

    async fn attempts(&self, order: &OrderId) -> Result<Vec<Attempt>, LedgerError> {
        self.read().await?.attempts(order).await
    }

    async fn last_signed(&self, account: &AccountId, version: &str) -> Result<Option<Moment>, LedgerError> {
        self.read().await?.last_signed(account, version).await
    }

    async fn reschedule(&self, order: &OrderId, due_at: Moment, rounds: u32) -> Result<(), LedgerError> {
        self.write().await?.reschedule(order, due_at, rounds).await
    }

    async fn find(&self, account: &AccountId, id: &str) -> Result<Option<StreamId>, LedgerError> {
        self.read().await?.find(account, id).await
    }

    async fn payments(&self, query: &PaymentQuery) -> Result<PaymentPage, LedgerError> {
        self.read().await?.payments(query).await
    }

    async fn debits_of(
        &self,
        account: &AccountId,
        agreement: &domain::AuthState,
        limit: u32,
    ) -> Result<Vec<PaymentRow>, LedgerError> {
        self.read().await?.debits_of(account, agreement, limit).await
    }

    async fn of_order(
        &self,
        account: &AccountId,
        number: &OrderNumber,
    ) -> Result<Vec<PaymentRow>, LedgerError> {
        self.read().await?.of_order(account, number).await
    }

    async fn count(&self, query: &PaymentQuery) -> Result<Vec<StateCount>, LedgerError> {
        self.read().await?.count(query).await
    }

    async fn dossiers(&self, query: &DossierQuery) -> Result<Vec<DossierRow>, LedgerError> {
        self.read().await?.dossiers(query).await
    }

    async fn dossier_counts(
        &self,
        kind: DossierKind,
        account: &AccountId,
    ) -> Result<Vec<(String, u64)>, LedgerError> {
        self.read().await?.dossier_counts(kind, account).await
    }

    async fn find_dossier(
        &self,
        kind: DossierKind,
        account: &AccountId,
        id: &str,
    ) -> Result<Option<StreamId>, LedgerError> {
        self.read().await?.find_dossier(kind, account, id).await
    }

    async fn learned_by_asking(
        &self,
        account: &AccountId,
        since: Moment,
        limit: u32,
    ) -> Result<Vec<StreamId>, LedgerError> {
        self.read().await?.learned_by_asking(account, since, limit).await
    }

    async fn coverage(&self) -> Result<Coverage, LedgerError> {
        self.read().await?.coverage().await
    }

    async fn head(&self) -> Result<Head, LedgerError> {
        self.read().await?.head().await
    }

    async fn grew_from(&self, head: &Head) -> Result<bool, LedgerError> {
        self.read().await?.grew_from(head).await
    }

    async fn verify(&self) -> Result<ChainReport, LedgerError> {
        self.read().await?.verify().await
    }

    async fn rebuild_views(&self) -> Result<(), LedgerError> {
        self.write().await?.rebuild_views().await
    }
}

/// The way to the gateway.
pub struct Wire {
    pub seat: Seat,
    pub gateway: Arc<Direct>,
}

impl Wire {
    async fn send(&self, call: Call) -> Delivered {
        if !self.seat.turn().await {
            return Delivered::NotSent("the program stopped here".into());
        }
        let strikes = |site| self.seat.weather.strikes(site);
        if strikes(Site::NotSent) {
            return Delivered::NotSent("the name does not resolve".into());
        }
        if strikes(Site::RequestLost) {
            return Delivered::NoAnswer("no answer in time".into());
        }
        if strikes(Site::Http429) {
            return plain(429);
        }
        if strikes(Site::Http500Before) {
            return plain(500);
        }
        let exchange = || self.gateway.exchange("POST", &call.path, &call.headers, call.body.clone());
        let mut answered = exchange();
        if strikes(Site::RequestTwice) {
            answered = exchange();
        }
        // Another window may do something before the answer is here.
        self.seat.turns.mine(self.seat.window).await;
        if strikes(Site::StopsUnheard) {
            self.seat.process.stop();
        }
        if self.seat.process.stopped() || strikes(Site::AnswerLost) {
            return Delivered::NoAnswer("the connection was closed".into());
        }
        if strikes(Site::Http500After) {
            return plain(500);
        }
        let Some(mut answer) = answered else {
            return Delivered::NoAnswer("the connection was closed".into());
        };
        if answer.truncated || strikes(Site::BrokenOff) {
            return Delivered::NoAnswer("the answer broke off".into());
        }
        if strikes(Site::Garbage) {
            answer.body = b"<html><body>It works!</body></html>".to_vec();
        }
        if strikes(Site::BitFlipped) {
            let at = self.seat.weather.below(u64::try_from(answer.body.len()).unwrap());
            if let Some(byte) = answer.body.get_mut(usize::try_from(at).unwrap()) {
                *byte ^= 1 << self.seat.weather.below(8);
            }
        }
        Delivered::Answer(HttpAnswer { status: answer.status, headers: answer.headers, body: answer.body })
    }
}

fn plain(status: u16) -> Delivered {
    Delivered::Answer(HttpAnswer { status, headers: Vec::new(), body: b"try again later".to_vec() })
}

#[async_trait]
impl Gateway for Wire {
    async fn deliver(&self, _order: &Recorded, call: Call) -> Delivered {
        self.send(call).await
    }

    async fn ask(&self, call: Call) -> Delivered {
        self.send(call).await
    }
}

/// The key store, locked now and then.
pub struct Strongbox {
    pub seat: Seat,
    pub keys: Arc<Signing>,
}

impl Strongbox {
    fn unlocked(&self) -> Result<&Signing, KeysError> {
        if self.seat.process.stopped() || self.seat.weather.strikes(Site::KeysLocked) {
            return Err(KeysError::Locked("the key store is locked".into()));
        }
        Ok(&self.keys)
    }
}

#[async_trait]
impl Keys for Strongbox {
    async fn health(&self) -> KeysHealth {
        self.keys.health().await
    }

    async fn generate(&self, account: &AccountId, version: &str, bits: KeyBits) -> Result<String, KeysError> {
        self.unlocked()?.generate(account, version, bits).await
    }

    async fn import(&self, account: &AccountId, version: &str, key: Vec<u8>) -> Result<String, KeysError> {
        self.unlocked()?.import(account, version, key).await
    }

    async fn public(&self, account: &AccountId, version: &str) -> Result<String, KeysError> {
        self.unlocked()?.public(account, version).await
    }

    async fn sign(&self, account: &AccountId, version: &str, message: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        self.unlocked()?.sign(account, version, message).await
    }

    async fn forget(&self, account: &AccountId, version: &str) -> Result<(), KeysError> {
        self.unlocked()?.forget(account, version).await
    }

    async fn seal(&self, plain: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        self.unlocked()?.seal(plain).await
    }

    async fn open(&self, sealed: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        self.unlocked()?.open(sealed).await
    }

    async fn keep_note(&self, name: &str, words: String) -> Result<(), KeysError> {
        self.unlocked()?.keep_note(name, words).await
    }

    async fn note(&self, name: &str) -> Result<Option<String>, KeysError> {
        self.unlocked()?.note(name).await
    }
}
