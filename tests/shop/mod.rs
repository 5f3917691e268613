//! A shop on a quiet street: a real practice gateway on a clock that moves only when told, real keys, real
//! HTTP, ledgers in real files.

#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, clippy::expect_used)]

pub mod goods;
pub mod road;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use domain::{Account, Actor, CaptureMode, Environment, Moment};
use engine::port::{Gateway, Keys, Ledger, OrderFilter};
use engine::{Failed, Merchant, Parts, TakeWish};
use gateway_http::{HttpGateway, Limits};
use ledger_sqlite::SqliteLedger;
use serde_json::Value;
use simulator::{FaultPlan, Listening, Options, Server};
use tempfile::TempDir;
use testkit::{CountedIds, FixedClock, MemoryKeys};
use tokio::sync::broadcast;

#[allow(unused_imports, reason = "not every test program counts money")]
pub use goods::money;
pub use goods::{Way, account_id};

/// The first line of a practice gateway's books: its keys, made once for all gateways of this test program.
fn opening() -> &'static [u8] {
    static LINE: OnceLock<Vec<u8>> = OnceLock::new();
    LINE.get_or_init(|| {
        let make = || {
            let folder = folder();
            let books = folder.path().join("books.jsonl");
            let options = Options { books: Some(books.clone()), ..Options::default() };
            let runtime = tokio::runtime::Runtime::new().unwrap();
            let server = runtime.block_on(simulator::serve(options)).unwrap();
            runtime.block_on(server.shutdown());
            std::fs::read(books).unwrap()
        };
        // A runtime cannot be started inside another one's thread.
        std::thread::spawn(make).join().unwrap()
    })
}

/// A folder for real files. Where there is a disk in memory it is there: thousands of syncs are waited for.
pub fn folder() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap()
}

/// A practice gateway and what is needed to talk to it.
pub struct Street {
    pub clock: FixedClock,
    pub ids: CountedIds,
    pub keys: MemoryKeys,
    pub listening: Listening,
    pub http: Arc<HttpGateway>,
    server: Server,
    looking: reqwest::Client,
    folder: TempDir,
}

/// Who the shop is at the counter.
pub fn counter() -> domain::Counter {
    domain::Counter {
        merchant: domain::MerchantReference::parse("SHOP-1").unwrap(),
        merchant_name: "Shop".into(),
        merchant_mcc: "5411".into(),
        store: domain::StoreReference::parse("STORE-1").unwrap(),
        store_name: "Store".into(),
        store_mcc: "5411".into(),
        terminal: "TILL-1".into(),
    }
}

impl Street {
    /// A gateway without a history.
    pub async fn open() -> Self {
        Self::with(Options::default()).await
    }

    /// A gateway that draws faults.
    pub async fn faulty(plan: FaultPlan) -> Self {
        Self::with(Options { fault_plan: Some(plan), ..Options::default() }).await
    }

    pub async fn with(options: Options) -> Self {
        let folder = folder();
        let clock = FixedClock::default();
        let hand = clock.clone();
        let books = folder.path().join("books.jsonl");
        std::fs::write(&books, opening()).unwrap();
        let now: simulator::Clock = Arc::new(move || engine::port::Clock::now(&hand).0);
        let slow = Duration::from_millis(1);
        let options = Options { books: Some(books), now: Some(now), slow, ..options };
        let server = simulator::serve(options).await.unwrap();
        let listening = server.listening.clone();
        let keys = MemoryKeys::new();
        let private = listening.merchant_private_key.clone().into_bytes();
        keys.import(&account_id(), &listening.key_version, private).await.unwrap();
        let http = HttpGateway::new(Arc::new(|host: &str| host == "127.0.0.1"), Limits::default()).unwrap();
        let looking = reqwest::Client::builder().no_proxy().build().unwrap();
        let (ids, http) = (CountedIds::with_prefix("shop"), Arc::new(http));
        Self { clock, ids, keys, listening, http, server, looking, folder }
    }

    pub fn now(&self) -> Moment {
        engine::port::Clock::now(&self.clock)
    }

    /// Nine o'clock UTC of another day: every scene begins at the same hour.
    pub fn next_morning(&self) {
        self.clock.set(Moment((self.now().0 / Moment::DAY + 1) * Moment::DAY + 9 * Moment::HOUR));
    }

    pub fn id(&self) -> String {
        engine::port::Ids::next(&self.ids)
    }

    pub fn account(&self) -> Account {
        let account = goods::account_at(&self.listening, &self.listening.base_url);
        Account { counter: Some(counter()), ..account }
    }

    /// A new process of the shop: nothing in memory but what is handed over.
    pub fn merchant(&self, ledger: Arc<dyn Ledger>, gateway: Arc<dyn Gateway>) -> Merchant {
        self.process(&self.clock, ledger, gateway)
    }

    /// A new process on a computer with a clock of its own.
    pub fn at_the_time_of(&self, clock: &FixedClock, ledger: Arc<dyn Ledger>) -> Merchant {
        self.process(clock, ledger, self.http.clone())
    }

    /// A new process that finds the gateway at another address.
    pub fn elsewhere(&self, base_url: &str, ledger: Arc<dyn Ledger>, gateway: Arc<dyn Gateway>) -> Merchant {
        let account = Account { base_url: base_url.to_owned(), ..self.account() };
        self.process_of(account, &self.clock, ledger, gateway)
    }

    fn process(&self, clock: &FixedClock, ledger: Arc<dyn Ledger>, gateway: Arc<dyn Gateway>) -> Merchant {
        self.process_of(self.account(), clock, ledger, gateway)
    }

    fn process_of(
        &self,
        account: Account,
        clock: &FixedClock,
        ledger: Arc<dyn Ledger>,
        gateway: Arc<dyn Gateway>,
    ) -> Merchant {
        let parts = Parts {
            ledger,
            gateway,
            keys: Arc::new(self.keys.clone()),
            clock: Arc::new(clock.clone()),
            ids: Arc::new(self.ids.clone()),
            relay: Arc::new(testkit::NoRelay),
        };
        let (stale, _) = broadcast::channel(256);
        Merchant::new(account, Actor::parse("clerk").unwrap(), parts, stale).unwrap()
    }

    /// A process with an honest way to the gateway.
    pub async fn honest(&self, file: &Path) -> Merchant {
        self.merchant(open(file).await, self.http.clone())
    }

    pub async fn look(&self, url: &str) -> Value {
        let answer = self.looking.get(url).send().await.unwrap();
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
    }

    /// Every call that could move money, as the gateway wrote it down.
    pub async fn journal(&self) -> Vec<Value> {
        self.look(&self.listening.journal_url).await["effects"].as_array().unwrap().clone()
    }

    /// How many calls arrived.
    pub async fn calls(&self) -> u64 {
        self.look(&self.listening.journal_url).await["calls"].as_u64().unwrap()
    }

    /// How often a request took effect.
    pub async fn effects(&self, api: &str, request_id: &str) -> usize {
        let own =
            |line: &&Value| line["api"] == api && line["request_id"] == request_id && line["effect"] == true;
        self.journal().await.iter().filter(own).count()
    }

    /// Every payment as the gateway has it.
    pub async fn books(&self) -> Vec<Value> {
        self.look(&self.listening.books_url).await["payments"].as_array().unwrap().clone()
    }

    /// One payment as the gateway has it, by our id.
    pub async fn booked(&self, request: &str) -> Option<Value> {
        self.books().await.into_iter().find(|payment| payment["request_id"] == request)
    }

    /// A fresh file for a ledger.
    pub fn file(&self) -> PathBuf {
        let folder = self.folder.path().join(self.id());
        std::fs::create_dir(&folder).unwrap();
        folder.join("practice.ledger")
    }

    /// Takes a payment that is settled when this returns. Gives our id.
    pub async fn paid(&self, merchant: &Merchant, way: Way, minor: u64) -> String {
        let draft = self.id();
        merchant.take_payment(self.take(&draft, way, minor)).await.unwrap();
        self.settle(merchant).await.unwrap();
        draft
    }

    pub fn take(&self, draft: &str, way: Way, minor: u64) -> TakeWish {
        goods::take(draft, way, minor)
    }

    /// Follows the ladder until nothing is open: to the next time something is due, then what is due is
    /// driven. Errors when the process stopped, panics when it never ends.
    pub async fn settle(&self, merchant: &Merchant) -> Result<(), Failed> {
        for _ in 0..60 {
            let open = merchant.ledger().orders(OrderFilter::Open).await?;
            let Some(due) = open.iter().map(|order| order.due_at).min() else { return Ok(()) };
            self.clock.set(due.max(self.now()));
            merchant.drive_due().await?;
        }
        panic!("the outbox never came to rest: {:?}", merchant.ledger().orders(OrderFilter::Open).await);
    }
}

pub async fn open(file: &Path) -> Arc<SqliteLedger> {
    Arc::new(SqliteLedger::open(file, Environment::Practice).await.unwrap())
}

/// Fails unless the chain and every view are sound.
pub async fn sound(ledger: &dyn Ledger) {
    let report = ledger.verify().await.unwrap();
    assert_eq!((report.broken_at, report.views_differ), (None, Vec::new()));
}

/// How many entries the whole ledger has.
pub async fn entries(ledger: &dyn Ledger) -> u64 {
    ledger.coverage().await.unwrap().entries
}

/// A sum of the gateway's books, in minor units.
pub fn sum(booked: &Value, name: &str) -> u64 {
    booked[name].as_str().unwrap_or_else(|| panic!("{name} in {booked}")).parse().unwrap()
}

/// Our word for a state of the gateway's books.
pub fn state_of(booked: &Value) -> domain::PaymentState {
    use domain::PaymentState as State;
    match booked["state"].as_str().unwrap() {
        "PROCESSING" | "PENDING" => State::Pending,
        // The gateway's status is FAIL for both; the code says that nobody refused anything.
        "DECLINED" if booked["code"] == "ORDER_IS_CLOSED" => State::Closed,
        "DECLINED" => State::Declined,
        "CLOSED" => State::Closed,
        "CANCELLED" => State::Cancelled,
        "REFUNDED" => State::Refunded,
        "PARTLY_REFUNDED" => State::PartlyRefunded,
        "PAID" | "CAPTURED" => State::Paid,
        "PARTLY_CAPTURED" => State::PartlyCaptured,
        // Expiry is read off the clock and never stored.
        "AUTHORISED" | "EXPIRED" => State::Authorised,
        other => panic!("no such state: {other}"),
    }
}

/// Fails unless our payment and the gateway's are the same: state and every sum.
pub fn agree(payment: &domain::Payment, booked: &Value) {
    let ours = payment.money_box();
    let name = payment.asked.request.as_str();
    assert_eq!(payment.state(), state_of(booked), "{name}: the state; {booked}");
    if payment.asked.capture_mode == CaptureMode::Manual {
        assert_eq!(ours.captured.minor(), sum(booked, "captured"), "{name}: captured");
        assert_eq!(
            ours.captured.minor() + ours.capturing.minor(),
            sum(booked, "capturing"),
            "{name}: capturing"
        );
    }
    assert_eq!(ours.refunded.minor(), sum(booked, "refunded"), "{name}: refunded");
    assert_eq!(ours.refunded.minor() + ours.refunding.minor(), sum(booked, "refunding"), "{name}: refunding");
    assert_eq!(payment.declared().unwrap().minor(), sum(booked, "declared"), "{name}: declared");
    assert_eq!(payment.contradictions, Vec::new(), "{name}");
}
