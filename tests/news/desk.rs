//! A desk at the bank in memory, and what stands in its ledger.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{
    Account, AccountId, Actor, DossierKind, Effect, Environment, Moment, Notice, RelayDesk, Report, StreamId,
    SubscriptionReport,
};
use engine::port::{DossierQuery, KeyBits, Keys, KeysError, KeysHealth, Ledger, Stored};
use engine::{Merchant, Parts};
use testkit::{CountedIds, FixedClock, ListRelay, MemoryKeys, MemoryLedger};
use tokio::sync::broadcast;

use crate::bank::{Bank, CLIENT, PATH};

/// Keys whose signatures nobody here looks at: the bank believes its callers, so thousands of calls are quick.
/// Sealing is real.
#[derive(Debug, Clone)]
pub struct Unlooked(pub MemoryKeys);

#[async_trait]
impl Keys for Unlooked {
    async fn health(&self) -> KeysHealth {
        self.0.health().await
    }

    async fn generate(&self, account: &AccountId, version: &str, bits: KeyBits) -> Result<String, KeysError> {
        self.0.generate(account, version, bits).await
    }

    async fn import(&self, account: &AccountId, version: &str, key: Vec<u8>) -> Result<String, KeysError> {
        self.0.import(account, version, key).await
    }

    async fn public(&self, _: &AccountId, _: &str) -> Result<String, KeysError> {
        Ok(String::new())
    }

    async fn sign(&self, _: &AccountId, _: &str, _: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        Ok(vec![0; 256])
    }

    async fn forget(&self, account: &AccountId, version: &str) -> Result<(), KeysError> {
        self.0.forget(account, version).await
    }

    async fn seal(&self, plain: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        self.0.seal(plain).await
    }

    async fn open(&self, sealed: Vec<u8>) -> Result<Vec<u8>, KeysError> {
        self.0.open(sealed).await
    }

    async fn keep_note(&self, name: &str, words: String) -> Result<(), KeysError> {
        self.0.keep_note(name, words).await
    }

    async fn note(&self, name: &str) -> Result<Option<String>, KeysError> {
        self.0.note(name).await
    }
}

/// A desk: its ledger, its relay, its clock, and the bank.
pub struct Desk {
    pub clock: FixedClock,
    pub ids: CountedIds,
    pub bank: Bank,
    pub relay: Arc<ListRelay>,
    pub keys: Unlooked,
    pub ledger: Arc<dyn Ledger>,
}

pub fn account_id() -> AccountId {
    AccountId::parse("shop").unwrap()
}

impl Desk {
    pub fn open() -> Self {
        Self::on(Arc::new(MemoryLedger::default()))
    }

    pub fn on(ledger: Arc<dyn Ledger>) -> Self {
        Self {
            clock: FixedClock::default(),
            ids: CountedIds::with_prefix("desk"),
            bank: Bank::default(),
            relay: Arc::new(ListRelay::default()),
            keys: Unlooked(MemoryKeys::new()),
            ledger,
        }
    }

    pub fn now(&self) -> Moment {
        engine::port::Clock::now(&self.clock)
    }

    pub async fn account(&self) -> Account {
        let token = self.keys.seal(b"a made-up desk token".to_vec()).await.unwrap();
        Account {
            name: "Shop".into(),
            base_url: "http://127.0.0.1:9".into(),
            client_id: CLIENT.into(),
            key_version: "1".into(),
            merchant_public_key: testkit::public_key(),
            gateway_public_key: testkit::public_key(),
            relay: Some(RelayDesk {
                address: "https://relay.example".into(),
                notify_path: PATH.into(),
                token: STANDARD.encode(token),
            }),
            ..Account::blank(account_id(), Environment::Practice)
        }
    }

    /// A new process of the desk.
    pub async fn merchant(&self) -> Merchant {
        self.merchant_as(self.account().await, Arc::clone(&self.ledger))
    }

    /// A new process whose ledger is seen through something else.
    pub async fn merchant_on(&self, ledger: Arc<dyn Ledger>) -> Merchant {
        self.merchant_as(self.account().await, ledger)
    }

    pub fn merchant_as(&self, account: Account, ledger: Arc<dyn Ledger>) -> Merchant {
        let parts = Parts {
            ledger,
            gateway: Arc::new(self.bank.clone()),
            keys: Arc::new(self.keys.clone()),
            clock: Arc::new(self.clock.clone()),
            ids: Arc::new(self.ids.clone()),
            relay: self.relay.clone(),
        };
        let (stale, _) = broadcast::channel(64);
        Merchant::new(account, Actor::parse("clerk").unwrap(), parts, stale).unwrap()
    }
}

/// Every notice with how it was taken in.
pub async fn notices(ledger: &dyn Ledger) -> Vec<Notice> {
    let query = DossierQuery {
        kind: DossierKind::News,
        account: account_id(),
        states: Vec::new(),
        text: None,
        subject: None,
        by_deadline: false,
        limit: 10_000,
        after: None,
    };
    let mut found = Vec::new();
    for row in ledger.dossiers(&query).await.unwrap() {
        let entries = ledger.stream(&row.stream).await.unwrap();
        let events = entries.iter().filter_map(|entry| match &entry.body {
            domain::Body::News(event) => Some((event, entry.heard_at)),
            _ => None,
        });
        found.push(Notice::fold(events).unwrap());
    }
    found
}

/// How many notices have this effect.
pub fn with(notices: &[Notice], effect: Effect) -> usize {
    notices.iter().filter(|notice| notice.took.as_ref().is_some_and(|took| took.effect == effect)).count()
}

/// What a person is told about one payment or dossier, but for what was said that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The state and every sum and part of it.
    pub stands: String,
    /// What can still be taken and given back, minor units.
    pub left: (u64, u64),
    pub contradictions: Vec<String>,
}

fn because(payment: &domain::Payment) -> Vec<String> {
    payment.contradictions.iter().map(|own| own.because.clone()).collect()
}

/// Everything the ledger knows, by stream.
pub async fn told(merchant: &Merchant) -> BTreeMap<String, Told> {
    let mut all = BTreeMap::new();
    let ledger = merchant.ledger();
    for stream in ledger.streams("payment/").await.unwrap() {
        let payment = merchant.read(&stream).await.unwrap().payment;
        let sums = payment.money_box();
        let captures: Vec<String> = payment
            .captures
            .iter()
            .map(|(id, own)| {
                format!("{id} {} {} {:?}", own.amount.minor(), own.progress.is_done(), own.capture)
            })
            .collect();
        let refunds: Vec<String> = payment
            .refunds
            .iter()
            .map(|(id, own)| {
                format!("{id} {} {} {:?}", own.amount.minor(), own.progress.is_done(), own.refund)
            })
            .collect();
        let stands = format!(
            "{:?} {:?} of {:?} paid {:?} held {:?} taken {} back {} kept {} {captures:?} {refunds:?}",
            payment.state(),
            payment.payment,
            sums.authorised,
            payment.paid_at(),
            payment.hold_until(),
            sums.captured.minor(),
            sums.refunded.minor(),
            sums.net.minor(),
        );
        let left = (sums.capturable.minor(), sums.refundable.minor());
        let told = Told { stands, left, contradictions: because(&payment) };
        all.insert(stream.to_string(), told);
    }
    for kind in [DossierKind::Dispute, DossierKind::Agreement, DossierKind::Subscription] {
        for stream in ledger.streams(&StreamId::dossier_prefix(kind, &account_id())).await.unwrap() {
            let dossier = merchant.read_dossier(&stream).await.unwrap().dossier;
            let periods = dossier.reports.iter().filter_map(|(_, report)| match report {
                Report::Subscription(SubscriptionReport::Period { payment, phase, amount, paid }) => {
                    Some(format!("{payment} {phase:?} {amount:?} {paid}"))
                }
                _ => None,
            });
            let mut periods: Vec<String> = periods.collect();
            periods.sort();
            let stands = format!(
                "{} {:?} due {:?} judged {:?} {periods:?}",
                dossier.state_word(),
                dossier.subscription_id(),
                dossier.dispute_due(),
                dossier.dispute_latest(|report| report.judged.clone()),
            );
            let told = Told { stands, left: (0, 0), contradictions: dossier.contradictions.clone() };
            all.insert(stream.to_string(), told);
        }
    }
    all
}

/// Every entry that is about payments or dossiers: no news, no marks.
pub async fn story(ledger: &dyn Ledger) -> Vec<Stored> {
    let mut entries = Vec::new();
    for stream in ledger.streams("").await.unwrap() {
        let own = ledger.stream(&stream).await.unwrap();
        entries.extend(
            own.into_iter()
                .filter(|entry| matches!(entry.body, domain::Body::Payment(_) | domain::Body::Dossier(_))),
        );
    }
    entries
}
