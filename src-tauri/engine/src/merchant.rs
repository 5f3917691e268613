//! One merchant account at work: its ledger, keys and way to the gateway.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use antom::signing::PublicKey;
use domain::{Account, Actor, Moment, OrderId, Payment, PaymentRow, Source, StreamId};
use tokio::sync::broadcast;

use crate::Failed;
use crate::contradiction::Asking;
use crate::customs::CustomsQuestions;
use crate::port::{Clock, Gateway, Ids, Keys, Ledger, PaymentQuery, Relay, Stored};

/// No measurement yet.
const UNMEASURED: i64 = i64::MIN;

/// What a merchant account is made of.
pub struct Parts {
    /// Where everything is written down.
    pub ledger: Arc<dyn Ledger>,
    /// The way to the gateway.
    pub gateway: Arc<dyn Gateway>,
    /// The private keys.
    pub keys: Arc<dyn Keys>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn Ids>,
    /// The way to a relay.
    pub relay: Arc<dyn Relay>,
}

/// One merchant account at work. Cheap to share; every use case is a method.
pub struct Merchant {
    pub(crate) account: Account,
    pub(crate) actor: Actor,
    /// The gateway's keys that may have signed: the one in use first.
    pub(crate) gateway_keys: Vec<PublicKey>,
    pub(crate) parts: Parts,
    /// Orders this process drives right now, and notices it takes in again.
    pub(crate) busy: Mutex<HashSet<String>>,
    /// When each of our keys last signed, by version: in this process.
    signed: Mutex<HashMap<String, Moment>>,
    /// Payments that something contradicts, by stream: when each is asked about next.
    pub(crate) asked_about: Mutex<HashMap<String, Asking>>,
    /// When customs is asked about declarations.
    pub(crate) customs_questions: Mutex<CustomsQuestions>,
    /// When the gateway may be asked next about links that ended.
    pub(crate) links_due: Mutex<Option<Moment>>,
    /// Payments asked about since the ledger was gone on with, by stream.
    pub(crate) asked_again: Mutex<HashSet<String>>,
    /// Bodies that may not be kept, by order: for the one delivery they get.
    once: Mutex<HashMap<OrderId, Vec<u8>>>,
    clock_ahead: AtomicI64,
    last_contact: AtomicI64,
    swept: AtomicBool,
    verified_again: AtomicBool,
    asked_the_time: AtomicBool,
    stale: broadcast::Sender<Vec<String>>,
}

/// A payment as it stands, with the version it was read at.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Which stream.
    pub stream: StreamId,
    /// Its version.
    pub version: u64,
    /// The payment.
    pub payment: Payment,
    /// Its entries, oldest first.
    pub entries: Vec<Stored>,
}

impl Merchant {
    /// Puts an account to work. `stale` hears which screens are old.
    pub fn new(
        account: Account,
        actor: Actor,
        parts: Parts,
        stale: broadcast::Sender<Vec<String>>,
    ) -> Result<Self, Failed> {
        let gateway_keys = account
            .gateway_keys()
            .map(|key| PublicKey::parse(key).map_err(|error| Failed::GatewayKey(error.to_string())))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            account,
            actor,
            gateway_keys,
            parts,
            busy: Mutex::new(HashSet::new()),
            signed: Mutex::new(HashMap::new()),
            asked_about: Mutex::new(HashMap::new()),
            customs_questions: Mutex::default(),
            links_due: Mutex::default(),
            asked_again: Mutex::default(),
            once: Mutex::new(HashMap::new()),
            clock_ahead: AtomicI64::new(UNMEASURED),
            last_contact: AtomicI64::new(UNMEASURED),
            swept: AtomicBool::new(false),
            verified_again: AtomicBool::new(false),
            asked_the_time: AtomicBool::new(false),
            stale,
        })
    }

    /// The account.
    #[must_use]
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// Its ledger.
    #[must_use]
    pub fn ledger(&self) -> &Arc<dyn Ledger> {
        &self.parts.ledger
    }

    /// Now, by this computer.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.parts.clock.now()
    }

    /// A fresh id.
    #[must_use]
    pub fn fresh_id(&self) -> String {
        self.parts.ids.next()
    }

    /// How far this computer's clock is ahead of the gateway's, in milliseconds, by the last answer that
    /// said a time.
    #[must_use]
    pub fn clock_ahead(&self) -> Option<i64> {
        Some(self.clock_ahead.load(Ordering::Relaxed)).filter(|ahead| *ahead != UNMEASURED)
    }

    /// When an answer last verified.
    #[must_use]
    pub fn last_contact(&self) -> Option<Moment> {
        Some(self.last_contact.load(Ordering::Relaxed)).filter(|at| *at != UNMEASURED).map(Moment)
    }

    pub(crate) fn measured(&self, ahead: i64) {
        self.clock_ahead.store(ahead, Ordering::Relaxed);
    }

    pub(crate) fn in_contact(&self, at: Moment) {
        self.last_contact.store(at.0, Ordering::Relaxed);
    }

    pub(crate) fn signed_with(&self, version: &str) {
        let mut signed = self.signed.lock().unwrap_or_else(PoisonError::into_inner);
        signed.insert(version.to_owned(), self.now());
    }

    /// When this process last signed with a key of ours.
    #[must_use]
    pub fn last_signed(&self, version: &str) -> Option<Moment> {
        self.signed.lock().unwrap_or_else(PoisonError::into_inner).get(version).copied()
    }

    /// True the first time it is asked.
    pub(crate) fn first_sweep(&self) -> bool {
        !self.swept.swap(true, Ordering::Relaxed)
    }

    /// True the first time it is asked.
    pub(crate) fn first_time_asked(&self) -> bool {
        !self.asked_the_time.swap(true, Ordering::Relaxed)
    }

    /// Whether what did not verify was looked at again with these settings.
    pub(crate) fn verified_again(&self) -> bool {
        self.verified_again.load(Ordering::Relaxed)
    }

    pub(crate) fn set_verified_again(&self) {
        self.verified_again.store(true, Ordering::Relaxed);
    }

    /// Keeps a body for its one delivery.
    pub(crate) fn remember_once(&self, order: &OrderId, body: Vec<u8>) {
        self.once.lock().unwrap_or_else(PoisonError::into_inner).insert(order.clone(), body);
    }

    /// The body of an order whose bytes are not kept, while this process still has it.
    pub(crate) fn spoken_once(&self, order: &OrderId) -> Option<Vec<u8>> {
        self.once.lock().unwrap_or_else(PoisonError::into_inner).get(order).cloned()
    }

    /// Lets go of such a body.
    pub(crate) fn forget_once(&self, order: &OrderId) {
        self.once.lock().unwrap_or_else(PoisonError::into_inner).remove(order);
    }

    /// Says which screens are old now.
    pub(crate) fn announce(&self, stream: &StreamId) {
        let mut tags = vec!["outbox".to_owned(), "desk".to_owned(), "frame".to_owned()];
        let own = stream.as_str().rsplit('/').next().unwrap_or_default();
        match stream.dossier_kind() {
            Some(kind) => tags.extend([kind.word().to_owned(), format!("{}:{own}", kind.word())]),
            None => {
                tags.extend(["payments".to_owned(), "customs".to_owned(), format!("payment:{own}")]);
            }
        }
        // Nobody listening is no trouble.
        let _ = self.stale.send(tags);
    }

    /// Finds a payment by any of its ids and reads it.
    pub async fn payment(&self, id: &str) -> Result<Standing, Failed> {
        let id = id.trim();
        let stream = self.parts.ledger.find(&self.account.id, id).await?;
        let stream = stream.ok_or_else(|| Failed::NotFound(id.to_owned()))?;
        let standing = self.read(&stream).await?;
        if standing.payment.asked.order_number.as_str() == id && standing.payment.asked.request.as_str() != id
        {
            return self.only_one(id, standing).await;
        }
        Ok(standing)
    }

    /// An order number is the shop's: a buyer who tried again has two payments under one, and money must
    /// not move on a guess. A real id wins over an order number that looks like it.
    async fn only_one(&self, id: &str, found: Standing) -> Result<Standing, Failed> {
        let query = PaymentQuery {
            account: Some(self.account.id.clone()),
            text: Some(id.to_owned()),
            now: self.now(),
            limit: 50,
            ..PaymentQuery::default()
        };
        let rows = self.parts.ledger.payments(&query).await?.rows;
        let by_id = |row: &&PaymentRow| {
            row.request.as_str() == id || row.payment.as_ref().is_some_and(|own| own.as_str() == id)
        };
        if let Some(row) = rows.iter().find(by_id) {
            return self.read(&row.stream).await;
        }
        match rows.iter().filter(|row| row.order_number.as_str() == id).count() {
            0 | 1 => Ok(found),
            _ => Err(Failed::Ambiguous(id.to_owned())),
        }
    }

    /// Reads a payment.
    pub async fn read(&self, stream: &StreamId) -> Result<Standing, Failed> {
        let entries = self.parts.ledger.stream(stream).await?;
        let version = entries.last().map_or(0, |entry| entry.version);
        let events = entries.iter().filter_map(|entry| match &entry.body {
            domain::Body::Payment(event) => Some((event, entry.occurred_at)),
            domain::Body::Account(_)
            | domain::Body::Dossier(_)
            | domain::Body::News(_)
            | domain::Body::Mark(_) => None,
        });
        let payment = Payment::fold(events).ok_or_else(|| Failed::NotFound(stream.to_string()))?;
        Ok(Standing { stream: stream.clone(), version, payment, entries })
    }

    /// Who is written down as the actor of news that came by this road.
    pub(crate) fn actor_of(&self, source: Source) -> Actor {
        let gateway = match source {
            Source::Us => return self.actor.clone(),
            Source::Answer | Source::Inquiry | Source::Notification => "gateway",
            Source::History => "history",
        };
        Actor::parse(gateway).unwrap_or_else(|_| self.actor.clone())
    }
}
