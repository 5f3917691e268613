//! Bad input and bad days, through the same commands as the window: a sentence in both languages that says what
//! happened, whether money moved and what to do; and afterwards nothing is lost and nothing is doubled.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod shop;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{Actor, Environment, Moment};
use engine::history::HistoryPage;
use engine::outbox::Recorded;
use engine::port::{
    Call, ChainReport, Delivered, Gateway, Keys, Ledger, LedgerError, Ledgers, Practice, PracticeFact,
    Registered,
};
use ipc::form::{
    AccountForm, AccountPick, AskForm, CancelForm, CaptureForm, CounterForm, CounterSetupForm,
    DeclarationForm, DraftForm, IdForm, ImportKeyForm, ListForm, Nothing, OrderForm, ReadBackForm,
    RefundForm, SubscriptionForm, TakeForm, VaultForm,
};
use ipc::problem::{Moved, Next, Problem};
use ipc::view::{AccountView, ActionView, DraftView};
use ipc::{Desk, Language, run};
use ledger_sqlite::SqliteLedger;
use shop::{Street, folder};
use tempfile::TempDir;
use testkit::FixedClock;

/// What happens to calls on their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weather {
    Fine,
    /// Nothing leaves this computer.
    Down,
    /// It arrives, and no answer comes back.
    Silent,
    /// It arrives; the answer is not JSON.
    Garbage,
    /// It arrives; the answer's bytes were changed on the way.
    Bent,
    /// It arrives; something between answers in the gateway's place.
    Status(u16),
    /// It arrives; the answer has lost its signature.
    Unsigned,
}

/// The way to the gateway, with a weather.
struct Road {
    street: Arc<dyn Gateway>,
    weather: Arc<Mutex<Weather>>,
}

impl Road {
    async fn pass(&self, send: impl Future<Output = Delivered> + Send) -> Delivered {
        let weather = *self.weather.lock().unwrap();
        if weather == Weather::Down {
            return Delivered::NotSent("the name does not resolve".into());
        }
        let mut answer = match send.await {
            Delivered::Answer(answer) => answer,
            // An amount that asks for it loses its first answer.
            lost => return lost,
        };
        match weather {
            Weather::Fine | Weather::Down => {}
            Weather::Silent => return Delivered::NoAnswer("timed out".into()),
            Weather::Garbage => {
                answer.body = b"<html>welcome to this hotel's wireless network</html>".to_vec();
                answer.headers.retain(|(name, _)| name != "signature" && name != "response-time");
            }
            Weather::Bent => answer.body.push(b' '),
            Weather::Status(status) => answer.status = status,
            Weather::Unsigned => answer.headers.retain(|(name, _)| name != "signature"),
        }
        Delivered::Answer(answer)
    }
}

#[async_trait]
impl Gateway for Road {
    async fn deliver(&self, order: &Recorded, call: Call) -> Delivered {
        self.pass(self.street.deliver(order, call)).await
    }

    async fn ask(&self, call: Call) -> Delivered {
        self.pass(self.street.ask(call)).await
    }
}

/// Ledger files, or what the disk says instead.
struct Disk {
    folder: PathBuf,
    /// No file may have more pages.
    room: Option<u32>,
    refuses: Option<LedgerError>,
}

#[async_trait]
impl Ledgers for Disk {
    fn exists(&self, environment: Environment) -> bool {
        self.folder.join(format!("{}.ledger", environment.word())).exists()
    }

    async fn open(&self, environment: Environment) -> Result<Arc<dyn Ledger>, LedgerError> {
        if let Some(error) = &self.refuses {
            return Err(error.clone());
        }
        let file = self.folder.join(format!("{}.ledger", environment.word()));
        Ok(Arc::new(match self.room {
            Some(pages) => SqliteLedger::open_with_room(&file, environment, pages).await?,
            None => SqliteLedger::open(&file, environment).await?,
        }))
    }

    async fn back_up(&self, environment: Environment, to: &Path) -> Result<ChainReport, LedgerError> {
        let file = self.folder.join(format!("{}.ledger", environment.word()));
        let ledger = SqliteLedger::open(&file, environment).await?;
        ledger.backup(to).await?;
        ledger.verify().await
    }
}

/// No practice gateway of this program's own.
struct NoPractice;

#[async_trait]
impl Practice for NoPractice {
    async fn start(&self) -> Result<Option<String>, String> {
        Ok(None)
    }
    async fn history(&self, _: &str, _: u64) -> Result<HistoryPage, String> {
        Err("none".into())
    }
    async fn register(&self, _: &str, _: &str, _: &str) -> Result<Registered, String> {
        Err("none".into())
    }
    async fn facts(&self, _: &str, _: Option<&str>, _: Option<&str>) -> Result<Vec<PracticeFact>, String> {
        Err("none".into())
    }
    async fn play(&self, _: &str, _: &str, _: Option<&str>) -> Result<(), String> {
        Err("none".into())
    }
}

/// A desk at a practice gateway.
struct Day {
    street: Street,
    /// The clerk's own computer's.
    clock: FixedClock,
    weather: Arc<Mutex<Weather>>,
    folder: TempDir,
    desk: Desk,
}

impl Day {
    /// A desk without an account.
    async fn dawn() -> Self {
        let street = Street::open().await;
        let clock = street.clock.clone();
        Self::with(street, clock).await
    }

    async fn with(street: Street, clock: FixedClock) -> Self {
        let (weather, folder) = (Arc::new(Mutex::new(Weather::Fine)), folder());
        let keys: Arc<dyn Keys> = Arc::new(street.keys.clone());
        let parts = parts(&street, &clock, &weather, keys, disk(folder.path()));
        let desk = Desk::open(parts).await;
        Self { street, clock, weather, folder, desk }
    }

    /// A desk with the account of the practice gateway.
    async fn fine() -> Self {
        let day = Self::dawn().await;
        day.account(|_| ()).await.unwrap();
        day
    }

    /// The same files, another start of the program on another disk.
    async fn again(&self, disk: Disk) -> Desk {
        let keys: Arc<dyn Keys> = Arc::new(self.street.keys.clone());
        Desk::open(parts(&self.street, &self.clock, &self.weather, keys, disk)).await
    }

    /// Sets the account up (or changes it), its form changed by `change`.
    async fn account(&self, change: impl FnOnce(&mut AccountForm)) -> Result<AccountView, Problem> {
        let told = &self.street.listening;
        let mut form = AccountForm {
            account: shop::account_id().to_string(),
            name: "Shop".into(),
            environment: "practice".into(),
            base_url: told.base_url.clone(),
            client_id: told.client_id.clone(),
            key_version: told.key_version.clone(),
            gateway_public_key: told.gateway_public_key.clone(),
            path_mode: None,
            customs_code: None,
            customs_name: None,
            select: false,
        };
        change(&mut form);
        run::account_save(&self.desk, form).await
    }

    fn weather(&self, weather: Weather) {
        *self.weather.lock().unwrap() = weather;
    }

    async fn sheet(&self, payment: Option<&str>, kind: &str) -> DraftView {
        let form = DraftForm { payment: payment.map(str::to_owned), kind: kind.into() };
        run::draft_open(&self.desk, form).await.unwrap()
    }

    /// Takes a payment; gives our id.
    async fn take(&self, method: &str, currency: &str, amount: &str) -> Result<ActionView, Problem> {
        let draft = self.sheet(None, "pay").await.draft;
        let form = TakeForm {
            order_number: format!("ORDER-{draft}"),
            draft,
            description: String::new(),
            amount: amount.into(),
            currency: currency.into(),
            method: method.into(),
            card: None,
            capture: if method == "CARD" { "manual" } else { "automatic" }.into(),
            needs_declaration: false,
            again: false,
        };
        run::payment_take(&self.desk, form).await
    }

    async fn paid(&self, method: &str, currency: &str, amount: &str) -> String {
        let taken = self.take(method, currency, amount).await.unwrap();
        assert_eq!(taken.state, "done", "{taken:?}");
        taken.payment
    }

    async fn refund(&self, payment: &str, amount: &str) -> Result<ActionView, Problem> {
        run::refund_create(&self.desk, self.refund_form(payment, amount).await).await
    }

    async fn refund_form(&self, payment: &str, amount: &str) -> RefundForm {
        let DraftView { draft, version } = self.sheet(Some(payment), "refund").await;
        RefundForm {
            draft,
            payment: payment.into(),
            version: Some(version),
            amount: amount.into(),
            reason: "damaged".into(),
            note: String::new(),
            again: false,
        }
    }

    async fn capture(&self, payment: &str, amount: &str) -> Result<ActionView, Problem> {
        let DraftView { draft, version } = self.sheet(Some(payment), "capture").await;
        let (payment, amount) = (payment.into(), amount.into());
        let form = CaptureForm { draft, payment, version: Some(version), amount, last: false };
        run::capture_create(&self.desk, form).await
    }

    async fn cancel(&self, payment: &str) -> Result<ActionView, Problem> {
        let DraftView { draft, version } = self.sheet(Some(payment), "cancel").await;
        run::cancel_create(&self.desk, CancelForm { draft, payment: payment.into(), version: Some(version) })
            .await
    }

    async fn declaration(&self, payment: &str, amount: &str) -> DeclarationForm {
        let DraftView { draft, version } = self.sheet(Some(payment), "declare").await;
        DeclarationForm {
            draft,
            payment: payment.into(),
            version: Some(version),
            correcting: None,
            amount: amount.into(),
            customs: "ZONGSHU".into(),
            merchant_code: "3301960ABC".into(),
            merchant_name: "样例跨境电商有限公司".into(),
            suborder: None,
            buyer_name: None,
            buyer_number: None,
            keep_buyer: false,
        }
    }

    async fn open(&self) -> Vec<(String, String)> {
        let outbox = run::outbox_list(&self.desk, Nothing {}).await.unwrap();
        outbox.open.into_iter().map(|order| (order.id, order.state)).collect()
    }

    /// What every bad day ends with: the outbox holds exactly these orders, and the ledger is sound.
    async fn nothing_lost(&self, open: &[(&str, &str)]) {
        let open: Vec<_> = open.iter().map(|(id, state)| ((*id).to_owned(), (*state).to_owned())).collect();
        assert_eq!(self.open().await, open);
        let report = run::ledger_verify(&self.desk, Nothing {}).await.unwrap();
        assert!(report.sound, "{report:?}");
        let frame = run::frame(&self.desk, Nothing {}).await.unwrap();
        assert_eq!(usize::try_from(frame.open_orders), Ok(open.len()));
    }

    /// The sun comes out: what is open comes to its end, and took effect once.
    async fn makes_up(&self, refund: &str) {
        self.weather(Weather::Fine);
        for _ in 0..6 {
            self.street.clock.advance(10 * Moment::MINUTE);
            if run::outbox_ask(&self.desk, AskForm::default()).await.unwrap().open.is_empty() {
                break;
            }
        }
        self.nothing_lost(&[]).await;
        let form = OrderForm { order: refund.to_owned() };
        assert_eq!(run::outbox_show(&self.desk, form).await.unwrap().state, "done");
        assert_eq!(self.street.effects("refund", refund).await, 1);
    }
}

fn disk(folder: &Path) -> Disk {
    Disk { folder: folder.to_owned(), room: None, refuses: None }
}

fn parts(
    street: &Street,
    clock: &FixedClock,
    weather: &Arc<Mutex<Weather>>,
    keys: Arc<dyn Keys>,
    disk: Disk,
) -> ipc::Parts {
    ipc::Parts {
        data_dir: disk.folder.clone(),
        actor: Actor::parse("clerk").unwrap(),
        keys,
        vault: Arc::new(site::PassphraseVault::in_folder(&disk.folder)),
        ledgers: Arc::new(disk),
        gateway: Arc::new(Road { street: street.http.clone(), weather: weather.clone() }),
        relay: Arc::new(testkit::NoRelay),
        practice: Arc::new(NoPractice),
        clock: Arc::new(clock.clone()),
        ids: Arc::new(street.ids.clone()),
        practice_only: false,
        vault_only: false,
    }
}

/// Fails unless a problem is this one, and has its whole sentence in both languages.
fn is(problem: &Problem, code: &str, moved: Moved, next: Next) {
    assert_eq!((problem.code.as_str(), problem.moved, problem.next), (code, moved, next), "{problem:?}");
    let english = ipc::say(problem, Language::English);
    let chinese = ipc::say(problem, Language::Chinese);
    for said in [&english, &chinese] {
        assert!(!said.contains(code) && !said.contains('{'), "{said}");
    }
    assert!(english.split_whitespace().count() >= 6, "{english}");
    assert!(chinese.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count() >= 6, "{chinese}");
    let money = match moved {
        Moved::No => "No money was moved.",
        Moved::Yes => "Money was moved.",
        Moved::NotYet => "no money was moved yet",
        Moved::Unknown => "not known yet",
        Moved::NotByThis => "This itself moved no money.",
        Moved::OnlyAsked => "Asking moves no money",
        Moved::GoesBack => "No money came to you",
    };
    assert!(english.contains(money), "{english}");
}

/// A refusal before anything was sent.
fn barred<T: std::fmt::Debug>(ended: Result<T, Problem>, code: &str, next: Next) {
    let problem = ended.expect_err(code);
    // Beside something that is open or in doubt, only this deed is spoken of.
    assert!(matches!(problem.moved, Moved::No | Moved::NotByThis), "{problem:?}");
    is(&problem, code, problem.moved, next);
}

fn problem(action: &ActionView) -> &Problem {
    action.problem.as_ref().expect("a problem")
}

/// What is open at the counter is found again, newest first, until it has its end; what is sold elsewhere is not
/// the counter's.
#[tokio::test]
async fn the_counters_open_sales_are_listed_until_their_end() {
    let day = Day::fine().await;
    let text = |text: &str| text.to_owned();
    let setup = CounterSetupForm {
        merchant: text("M-1"),
        merchant_name: text("Tea"),
        merchant_mcc: text("5411"),
        store: text("ST-1"),
        store_name: text("Tea"),
        store_mcc: text("5411"),
        terminal: text("T1"),
    };
    run::counter_setup(&day.desk, setup).await.unwrap();
    day.paid("CARD", "SGD", "40.00").await;
    assert_eq!(run::counter_open(&day.desk, Nothing {}).await.unwrap(), []);
    let mut sold = Vec::new();
    for amount in ["12.50", "8.00"] {
        let form = CounterForm {
            draft: day.sheet(None, "pay").await.draft,
            mode: text("order_code"),
            amount: text(amount),
            currency: text("SGD"),
            order_number: String::new(),
            description: text("tea"),
            code: None,
            again: false,
        };
        sold.push(run::counter_pay(&day.desk, form).await.unwrap().payment);
        day.clock.set(engine::port::Clock::now(&day.clock).plus(1000));
    }
    let open = async || {
        let sales = run::counter_open(&day.desk, Nothing {}).await.unwrap();
        assert!(sales.iter().all(|sale| sale.mode == "order_code" && sale.action.kind == "pay"), "{sales:?}");
        sales.into_iter().map(|sale| sale.action.payment).collect::<Vec<_>>()
    };
    assert_eq!(open().await, [sold[1].clone(), sold[0].clone()]);
    // Cancelled by a person: it has its end, and is called what it is.
    let cancelled = day.cancel(&sold[1]).await.unwrap();
    assert_eq!(cancelled.state, "done");
    run::outbox_ask(&day.desk, AskForm::default()).await.unwrap();
    assert_eq!(open().await, [sold[0].clone()]);
    let page = run::payment_list(&day.desk, ListForm::default()).await.unwrap();
    let row = page.payments.iter().find(|row| row.id == sold[1]).unwrap();
    assert_eq!(row.state, "cancelled");
    let today = run::desk_today(&day.desk, Nothing {}).await.unwrap();
    assert_eq!(today.refused, [], "nobody refused anything");
    let outbox = run::outbox_list(&day.desk, Nothing {}).await.unwrap();
    let order = outbox.closed.iter().find(|order| order.kind == "pay" && order.payment == sold[1]).unwrap();
    assert_eq!(order.state, "cancelled");
}

/// The gateway made the link of a subscription, and its buyer is waited for: the outbox lists it and the frame
/// counts it.
#[tokio::test]
async fn the_frame_counts_what_the_outbox_lists() {
    let day = Day::fine().await;
    for _ in 0..2 {
        let form = SubscriptionForm {
            draft: day.sheet(None, "subscribe").await.draft,
            description: "a box of tea".into(),
            method: "GCASH".into(),
            amount: "50".into(),
            currency: "PHP".into(),
            unit: "MONTH".into(),
            count: 1,
            starts: None,
            ends: None,
            trial_periods: None,
            trial_amount: None,
            link_minutes: None,
        };
        run::subscription_create(&day.desk, form).await.unwrap();
    }
    let outbox = run::outbox_list(&day.desk, Nothing {}).await.unwrap();
    assert_eq!((outbox.open.len(), outbox.waiting.len(), outbox.closed.len()), (0, 2, 0));
    let frame = run::frame(&day.desk, Nothing {}).await.unwrap();
    assert_eq!((frame.open_orders, frame.unknown_orders, frame.waiting_orders), (2, 0, 2));
    let today = run::desk_today(&day.desk, Nothing {}).await.unwrap();
    assert_eq!(today.waiting, outbox.waiting);
}

#[tokio::test]
async fn keys_that_are_none() {
    let day = Day::dawn().await;
    let told = &day.street.listening;
    let import = |key: &str, public: &str| {
        let (key, public) = (key.to_owned(), public.to_owned());
        let form = ImportKeyForm { account: "new".into(), version: "1".into(), key, public };
        run::account_import_key(&day.desk, form)
    };
    let whole = told.merchant_private_key.as_str();
    for key in [
        "",
        "no key",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        &whole[..400],
        &told.merchant_public_key,
    ] {
        barred(import(key, "").await, "keys.not_a_key", Next::Correct);
        barred(import(key, &told.merchant_public_key).await, "keys.not_a_key", Next::Correct);
    }
    barred(import(whole, &told.gateway_public_key).await, "keys.mismatch", Next::Correct);
    barred(import(whole, "no key").await, "keys.not_a_public_key", Next::Correct);
    let stored = run::account_save(
        &day.desk,
        AccountForm {
            account: "new".into(),
            name: "New".into(),
            environment: "practice".into(),
            base_url: told.base_url.clone(),
            client_id: told.client_id.clone(),
            key_version: "1".into(),
            gateway_public_key: told.gateway_public_key.clone(),
            path_mode: None,
            customs_code: None,
            customs_name: None,
            select: false,
        },
    );
    barred(stored.await, "keys.no_key", Next::Correct);
    import(whole, &told.merchant_public_key).await.unwrap();
    let short = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 1024).unwrap();
    let short = STANDARD.encode(rsa::pkcs8::EncodePrivateKey::to_pkcs8_der(&short).unwrap().as_bytes());
    barred(import(&short, "").await, "keys.too_short", Next::Correct);
}

#[tokio::test]
async fn settings_that_cannot_be() {
    let day = Day::dawn().await;
    type Change = fn(&mut AccountForm);
    let changes: [(&str, Change); 10] = [
        ("account.host_unknown", |form| form.base_url = "https://127.0.0.1.example.com".into()),
        ("account.host_plain", |form| form.base_url = "http://open-sea-global.alipay.com".into()),
        ("account.host_not_practice", |form| form.base_url = "https://open-sea-global.alipay.com".into()),
        ("account.host_bad", |form| form.base_url = "https://localhost/ams".into()),
        ("account.host_not_live", |form| form.environment = "live".into()),
        ("account.gateway_key_bad", |form| form.gateway_public_key = "no key".into()),
        ("account.sandbox_id_in_live", |form| {
            form.environment = "live".into();
            form.base_url = "open-sea-global.alipay.com".into();
        }),
        ("account.live_id_in_sandbox", |form| {
            form.environment = "sandbox".into();
            form.client_id = "5Y0000".into();
        }),
        ("failed.choice", |form| form.environment = "moon".into()),
        ("failed.field", |form| form.client_id = " ".into()),
    ];
    for (code, change) in changes {
        barred(day.account(change).await, code, Next::Correct);
    }
    assert!(run::frame(&day.desk, Nothing {}).await.unwrap().accounts.is_empty(), "nothing was kept");
    barred(run::payment_list(&day.desk, ListForm::default()).await, "failed.no_account", Next::CheckSettings);
}

/// The four ticks of the check, as words.
async fn ticks(day: &Day) -> (Vec<String>, Vec<Problem>) {
    let check = run::account_check(&day.desk, AccountPick { account: "shop".into() }).await.unwrap();
    assert_eq!(check.all_green, check.ticks.iter().all(|tick| tick.light == "green"));
    let lights = check.ticks.iter().map(|tick| tick.light.clone()).collect();
    (lights, check.ticks.into_iter().filter_map(|tick| tick.problem).collect())
}

#[tokio::test]
async fn settings_that_are_wrong_lose_no_refund() {
    let other = STANDARD.encode(
        rsa::pkcs8::EncodePublicKey::to_public_key_der(&testkit::private_key().to_public_key()).unwrap(),
    );
    // A key the gateway does not have, under the version it knows and under another one.
    let strange = STANDARD
        .encode(rsa::pkcs8::EncodePrivateKey::to_pkcs8_der(testkit::private_key()).unwrap().as_bytes());
    for (lights, red, code, next) in [
        ("green green red unproved", "check.client_id_wrong", "order.not_recognised", Next::CheckSettings),
        ("green green green red", "check.gateway_key_wrong", "order.signature_wrong", Next::Wait),
        ("green green green red", "check.key_not_found", "order.not_recognised", Next::CheckSettings),
        ("green green green red", "check.signature_refused", "order.not_recognised", Next::CheckSettings),
    ] {
        let day = Day::fine().await;
        let payment = day.paid("ALIPAY_HK", "HKD", "100").await;
        let (keys, id) = (&day.street.keys, shop::account_id());
        let version = day.street.listening.key_version.clone();
        match red {
            "check.client_id_wrong" => {
                day.account(|form| form.client_id = "SANDBOX_NOBODY".into()).await.unwrap()
            }
            "check.gateway_key_wrong" => {
                day.account(|form| form.gateway_public_key = other.clone()).await.unwrap()
            }
            "check.key_not_found" => {
                keys.import(&id, "9", strange.clone().into_bytes()).await.unwrap();
                day.account(|form| form.key_version = "9".into()).await.unwrap()
            }
            _ => {
                keys.import(&id, &version, strange.clone().into_bytes()).await.unwrap();
                day.account(|_| ()).await.unwrap()
            }
        };
        let (seen, problems) = ticks(&day).await;
        let expected: Vec<_> = lights.split(' ').collect();
        // An unsigned answer has no time of its own to prove a clock with.
        assert_eq!(
            (&seen[0], &seen[2..]),
            (&expected[0].to_owned(), &expected[2..].iter().map(|l| (*l).to_owned()).collect::<Vec<_>>()[..]),
            "{red}"
        );
        is(&problems[0], red, Moved::No, Next::CheckSettings);

        let refund = day.refund(&payment, "25").await.unwrap();
        assert_eq!(refund.state, "unknown");
        is(problem(&refund), code, Moved::Unknown, next);
        day.nothing_lost(&[(&refund.id, "unknown")]).await;
        // Asking again under the wrong settings closes nothing.
        run::outbox_ask(&day.desk, AskForm::default()).await.unwrap();
        day.nothing_lost(&[(&refund.id, "unknown")]).await;

        let private = day.street.listening.merchant_private_key.clone().into_bytes();
        keys.import(&id, &version, private).await.unwrap();
        day.account(|_| ()).await.unwrap();
        assert_eq!(ticks(&day).await, (vec!["green".to_owned(); 4], Vec::new()));
        day.makes_up(&refund.id).await;
    }
}

#[tokio::test]
async fn a_clock_off_by_minutes() {
    for (off, way) in [(10 * Moment::MINUTE, "ahead"), (-10 * Moment::MINUTE, "behind")] {
        let street = Street::open().await;
        let clock = FixedClock::at(street.now().plus(off));
        let day = Day::with(street, clock).await;
        day.account(|_| ()).await.unwrap();
        let (lights, problems) = ticks(&day).await;
        assert_eq!(lights, ["green", "red", "green", "green"]);
        is(&problems[0], "check.clock_off", Moved::No, Next::CheckSettings);
        let said = ipc::say(&problems[0], Language::English);
        assert!(said.contains("10") && said.contains(way), "{said}");
        // From then on calls carry the gateway's time.
        let payment = day.paid("ALIPAY_HK", "HKD", "100").await;

        // The next start has not measured yet: it asks for the time before its first order leaves.
        let start = day.again(disk(day.folder.path())).await;
        let day = Day { desk: start, ..day };
        let refund = day.refund(&payment, "25").await.unwrap();
        assert_eq!(refund.state, "done", "{:?}", refund.problem);
        assert_eq!(day.street.effects("refund", &refund.id).await, 1);
        day.nothing_lost(&[]).await;
    }
}

#[tokio::test]
async fn a_clock_that_jumps_while_an_answer_is_missing() {
    let street = Street::open().await;
    let clock = FixedClock::at(street.now());
    let day = Day::with(street, clock).await;
    day.account(|_| ()).await.unwrap();
    let payment = day.paid("ALIPAY_HK", "HKD", "100").await;
    day.weather(Weather::Silent);
    let refund = day.refund(&payment, "25").await.unwrap();
    assert_eq!(refund.state, "unknown");
    day.weather(Weather::Fine);
    day.clock.advance(10 * Moment::MINUTE);
    let start = day.again(disk(day.folder.path())).await;
    let day = Day { desk: start, ..day };
    // The question is refused for its time: that says nothing of the refund.
    run::outbox_ask(&day.desk, AskForm::default()).await.unwrap();
    day.nothing_lost(&[(&refund.id, "unknown")]).await;
    run::outbox_ask(&day.desk, AskForm::default()).await.unwrap();
    day.nothing_lost(&[]).await;
    assert_eq!(day.street.effects("refund", &refund.id).await, 1);
}

#[tokio::test]
async fn a_gateway_in_bad_weather() {
    for (weather, state, code, moved, next) in [
        (Weather::Down, "queued", "order.not_sent", Moved::No, Next::TryAgain),
        (Weather::Silent, "unknown", "order.no_answer", Moved::Unknown, Next::Wait),
        (Weather::Garbage, "unknown", "order.unreadable", Moved::Unknown, Next::Wait),
        (Weather::Bent, "unknown", "order.signature_wrong", Moved::Unknown, Next::Wait),
        (Weather::Unsigned, "unknown", "order.signature_wrong", Moved::Unknown, Next::Wait),
        (Weather::Status(500), "unknown", "order.http_status", Moved::Unknown, Next::Wait),
        (Weather::Status(302), "unknown", "order.http_status", Moved::Unknown, Next::Wait),
    ] {
        let day = Day::fine().await;
        let payment = day.paid("ALIPAY_HK", "HKD", "100").await;
        day.weather(weather);
        let refund = day.refund(&payment, "25").await.unwrap();
        assert_eq!(refund.state, state, "{weather:?}");
        is(problem(&refund), code, moved, next);
        day.nothing_lost(&[(&refund.id, state)]).await;
        let shown = run::payment_show(&day.desk, IdForm { id: payment.clone() }).await.unwrap();
        assert_eq!(shown.money.refunding.value, "25.00", "the amount stays reserved");
        assert_eq!(shown.money.refunded.value, "0.00");
        if state == "unknown" {
            let today = run::desk_today(&day.desk, Nothing {}).await.unwrap();
            assert_eq!(today.unknown.len(), 1);
        }
        let asked =
            run::payment_inquire(&day.desk, IdForm { id: payment.clone() }).await.expect_err("bad weather");
        assert_eq!(asked.moved, Moved::NotByThis, "a question moves nothing");
        let red = run::account_check(&day.desk, AccountPick { account: "shop".into() }).await.unwrap();
        assert!(!red.all_green, "{weather:?}");
        day.makes_up(&refund.id).await;
    }
}

#[tokio::test]
async fn amounts_that_cannot_be() {
    let day = Day::fine().await;
    let paid = day.paid("ALIPAY_HK", "HKD", "100").await;
    let held = day.paid("CARD", "SGD", "100").await;
    let yen = day.paid("PAYPAY", "JPY", "5000").await;
    let before = day.street.journal().await;
    for (typed, code) in [
        ("10.001", "amount.too_many_decimals"),
        ("0", "bar.zero"),
        ("0.00", "bar.zero"),
        ("-5", "amount.not_an_amount"),
        ("", "amount.not_an_amount"),
        ("ten", "amount.not_an_amount"),
        ("1e3", "amount.not_an_amount"),
        ("100.01", "bar.over_the_rest"),
        ("99999999999999999999", "amount.too_large"),
        ("USD 10", "bar.other_currency"),
    ] {
        barred(day.refund(&paid, typed).await, code, Next::Correct);
        barred(day.capture(&held, typed).await, code, Next::Correct);
        let form = ReadBackForm {
            payment: Some(paid.clone()),
            currency: None,
            kind: "refund".into(),
            amount: typed.into(),
        };
        let read = run::amount_read_back(&day.desk, form).await.unwrap();
        assert_eq!(read.problem.expect("read back").code, code, "{typed}");
    }
    barred(day.refund(&yen, "10.5").await, "amount.too_many_decimals", Next::Correct);
    barred(day.take("ALIPAY_HK", "HKD", "0").await, "bar.zero", Next::Correct);
    barred(day.take("ALIPAY_HK", "QQQ", "1").await, "amount.currency", Next::Correct);
    assert_eq!(day.street.journal().await, before, "nothing was sent");
    day.nothing_lost(&[]).await;
}

#[tokio::test]
async fn too_late() {
    let day = Day::fine().await;
    let (held, wallet) = (day.paid("CARD", "SGD", "100").await, day.paid("ALIPAY_HK", "HKD", "100").await);
    let indonesian = day.paid("DANA", "IDR", "10000").await;
    barred(day.cancel(&indonesian).await, "bar.cancel_never", Next::RefundInstead);
    day.clock.advance(Moment::DAY);
    barred(day.cancel(&wallet).await, "bar.cancel_window_over", Next::RefundInstead);
    day.clock.advance(6 * Moment::DAY);
    let before = day.street.journal().await;
    barred(day.capture(&held, "100").await, "bar.authorisation_expired", Next::NewPayment);
    let shown = run::payment_show(&day.desk, IdForm { id: held }).await.unwrap();
    assert_eq!((shown.row.state.as_str(), shown.capture.allowed), ("expired", false));
    day.clock.advance(365 * Moment::DAY);
    barred(day.refund(&wallet, "10").await, "bar.refund_window_over", Next::Nothing);
    assert_eq!(day.street.journal().await, before, "nothing was sent");
    day.nothing_lost(&[]).await;
}

#[tokio::test]
async fn a_second_refund_while_one_is_not_known() {
    let day = Day::fine().await;
    let payment = day.paid("ALIPAY_HK", "HKD", "100").await;
    day.weather(Weather::Silent);
    let first = day.refund(&payment, "60").await.unwrap();
    assert_eq!(first.state, "unknown");
    day.weather(Weather::Fine);
    // It is counted as if it had happened.
    barred(day.refund(&payment, "40.01").await, "bar.over_the_rest_in_flight", Next::Correct);
    barred(day.cancel(&payment).await, "bar.refund_under_way", Next::Wait);
    let second = day.refund(&payment, "30").await.unwrap();
    assert_eq!(second.state, "done");
    barred(day.refund(&payment, "30").await, "bar.over_the_rest_in_flight", Next::Correct);
    day.nothing_lost(&[(&first.id, "unknown")]).await;
    day.makes_up(&first.id).await;
    barred(day.refund(&payment, "10.01").await, "bar.over_the_rest", Next::Correct);
}

#[tokio::test]
async fn a_refund_that_looks_like_another() {
    let day = Day::fine().await;
    let payment = day.paid("ALIPAY_HK", "HKD", "100").await;
    day.weather(Weather::Silent);
    let first = day.refund(&payment, "20").await.unwrap();
    day.weather(Weather::Fine);
    barred(day.refund(&payment, "20").await, "bar.looks_the_same_open", Next::Confirm);
    day.makes_up(&first.id).await;
    barred(day.refund(&payment, "20").await, "bar.looks_the_same", Next::Confirm);
    let mut meant = day.refund_form(&payment, "20").await;
    meant.again = true;
    assert_eq!(run::refund_create(&day.desk, meant.clone()).await.unwrap().state, "done");
    // The same sheet pressed again is not another one.
    assert_eq!(run::refund_create(&day.desk, meant.clone()).await.unwrap().id, meant.draft);
    assert_eq!(day.street.effects("refund", &meant.draft).await, 1);
    // An old sheet is told so.
    let old = RefundForm { draft: day.street.id(), amount: "1".into(), ..meant };
    barred(run::refund_create(&day.desk, old).await, "failed.stale", Next::Reload);
    assert_eq!(day.street.booked(&payment).await.unwrap()["refunded"], "4000");
}

#[tokio::test]
async fn declarations_that_cannot_be() {
    let day = Day::fine().await;
    let payment = day.paid("ALIPAY_CN", "CNY", "1299").await;
    let hong_kong = day.paid("ALIPAY_HK", "HKD", "100").await;
    let declare = |form| run::declaration_file(&day.desk, form);
    barred(
        declare(day.declaration(&payment, "1299.01").await).await,
        "bar.over_the_declarable",
        Next::Correct,
    );
    barred(declare(day.declaration(&payment, "0").await).await, "bar.zero", Next::Correct);
    barred(declare(day.declaration(&payment, "HKD 10").await).await, "bar.other_currency", Next::Correct);
    barred(
        declare(day.declaration(&hong_kong, "10").await).await,
        "bar.not_an_alipay_payment",
        Next::Nothing,
    );
    let with_buyer = |number: &str| {
        let number = number.to_owned();
        async {
            let form = day.declaration(&payment, "1299").await;
            DeclarationForm { buyer_name: Some("王小样".into()), buyer_number: Some(number), ..form }
        }
    };
    barred(declare(with_buyer("110105194912310021").await).await, "failed.id_card_check", Next::Correct);
    barred(declare(with_buyer("11010519491331002X").await).await, "failed.id_card_birth", Next::Correct);
    barred(declare(with_buyer("12345").await).await, "failed.id_card_shape", Next::Correct);
    barred(declare(with_buyer("").await).await, "failed.buyer_half", Next::Correct);
    let nowhere = DeclarationForm { customs: " ".into(), ..day.declaration(&payment, "1299").await };
    barred(declare(nowhere).await, "field.missing", Next::Correct);

    let first = DeclarationForm { suborder: Some("PART-1".into()), ..day.declaration(&payment, "600").await };
    assert_eq!(declare(first.clone()).await.unwrap().state, "done");
    barred(declare(day.declaration(&payment, "100").await).await, "bar.must_be_split", Next::Correct);
    let part = |name: &str, amount: &'static str| {
        let name = name.to_owned();
        async { DeclarationForm { suborder: Some(name), ..day.declaration(&payment, amount).await } }
    };
    barred(declare(part("PART-1", "100").await).await, "bar.suborder_taken", Next::Correct);
    barred(declare(part("PART-2", "699.01").await).await, "bar.over_the_declarable", Next::Correct);
    let corrected = DeclarationForm {
        correcting: Some(first.draft.clone()),
        keep_buyer: true,
        ..part("PART-1", "650").await
    };
    barred(declare(corrected).await, "bar.resend_too_early", Next::Wait);
    assert_eq!(day.street.journal().await.iter().filter(|line| line["api"] == "declare").count(), 1);
    day.nothing_lost(&[]).await;
}

#[tokio::test]
async fn ledgers_that_cannot_be_used() {
    let day = Day::fine().await;
    let payment = day.paid("ALIPAY_HK", "HKD", "100").await;
    let home = day.folder.path();
    for (refuses, code, next) in [
        (LedgerError::Newer(20_991_231_000_000), "ledger.newer", Next::Nothing),
        (LedgerError::ReadOnly("no".into()), "ledger.read_only", Next::TryAgain),
        (LedgerError::Busy("no".into()), "ledger.busy", Next::TryAgain),
        (LedgerError::DiskFull, "ledger.disk_full", Next::TryAgain),
    ] {
        let desk = day.again(Disk { refuses: Some(refuses), ..disk(home) }).await;
        barred(run::payment_show(&desk, IdForm { id: payment.clone() }).await, code, next);
        let frame = run::frame(&desk, Nothing {}).await.unwrap();
        is(&frame.ledger_problem.expect("shown in the frame"), code, Moved::No, next);
    }
    // Real files: another environment's, and one that was cut in half.
    for (code, next) in
        [("ledger.wrong_environment", Next::CheckSettings), ("ledger.damaged", Next::AskSupport)]
    {
        let elsewhere = folder();
        let file = elsewhere.path().join("practice.ledger");
        std::fs::copy(home.join("desk.json"), elsewhere.path().join("desk.json")).unwrap();
        if code == "ledger.damaged" {
            SqliteLedger::open(&file, Environment::Practice).await.unwrap().close().await;
            let whole = std::fs::read(&file).unwrap();
            std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        } else {
            SqliteLedger::open(&file, Environment::Sandbox).await.unwrap().close().await;
        }
        let before = std::fs::read(&file).unwrap();
        let desk = day.again(disk(elsewhere.path())).await;
        barred(run::payment_list(&desk, ListForm::default()).await, code, next);
        assert_eq!(std::fs::read(&file).unwrap(), before, "the file was left alone");
    }
    day.nothing_lost(&[]).await;
}

/// Whatever room is left on the disk: what is sent was written down, and what was written down is made up for.
#[tokio::test]
async fn a_disk_that_fills_up() {
    let day = Day::fine().await;
    let payment = day.paid("ALIPAY_HK", "HKD", "100").await;
    // A file of its own for every try, without anything left beside it.
    let whole =
        SqliteLedger::open(&day.folder.path().join("practice.ledger"), Environment::Practice).await.unwrap();
    let copy = folder();
    whole.backup(&copy.path().join("practice.ledger")).await.unwrap();
    std::fs::copy(day.folder.path().join("desk.json"), copy.path().join("desk.json")).unwrap();
    let bytes = std::fs::metadata(copy.path().join("practice.ledger")).unwrap().len();
    let pages = u32::try_from(bytes / 4096).unwrap();
    let (mut refused, mut queued, mut sent) = (0, 0, 0);
    for room in 0..24 {
        let elsewhere = folder();
        // Each try is a computer of its own: to this one the file of the last would be an older copy.
        day.street.keys.forget_notes();
        for name in ["practice.ledger", "desk.json"] {
            std::fs::copy(copy.path().join(name), elsewhere.path().join(name)).unwrap();
        }
        let desk = day.again(Disk { room: Some(pages + room), ..disk(elsewhere.path()) }).await;
        let mut form = day.refund_form(&payment, "1").await;
        form.version = None;
        form.again = true;
        form.note = "a long note ".repeat(200);
        let id = form.draft.clone();
        let calls = day.street.calls().await;
        match run::refund_create(&desk, form).await {
            Err(problem) => {
                is(&problem, "ledger.disk_full", Moved::No, Next::TryAgain);
                assert_eq!(day.street.calls().await, calls, "nothing was sent");
                refused += 1;
            }
            Ok(action) if day.street.calls().await == calls => {
                assert_eq!((action.state.as_str(), action.id.as_str()), ("queued", id.as_str()));
                queued += 1;
            }
            Ok(_) => sent += 1,
        }
        // Room again: the same file, everything that was written down comes to its end.
        let roomy = day.again(disk(elsewhere.path())).await;
        run::outbox_ask(&roomy, AskForm::default()).await.unwrap();
        let outbox = run::outbox_list(&roomy, Nothing {}).await.unwrap();
        assert!(outbox.open.is_empty(), "{room}: {outbox:?}");
        let recorded = run::outbox_show(&roomy, OrderForm { order: id.clone() }).await.is_ok();
        assert_eq!(day.street.effects("refund", &id).await, usize::from(recorded), "{room}");
        assert!(run::ledger_verify(&roomy, Nothing {}).await.unwrap().sound);
    }
    println!("{refused} refused, {queued} queued, {sent} sent");
    assert!(refused > 0 && sent > 0);
}

const NUMBER: &str = "11010519491231002X";
const NAME: &str = "王小样";

#[tokio::test]
async fn a_buyer_is_in_no_file_and_on_no_screen() {
    // A vault on disk instead of keys in memory.
    let street = Street::open().await;
    let (weather, home) = (Arc::new(Mutex::new(Weather::Fine)), folder());
    let memory: Arc<dyn Keys> = Arc::new(street.keys.clone());
    let clock = street.clock.clone();
    let desk = Desk::open(parts(&street, &clock, &weather, memory, disk(home.path()))).await;
    run::vault_unlock(&desk, VaultForm { passphrase: "a long enough passphrase".into() }).await.unwrap();
    let told = street.listening.clone();
    let import = ImportKeyForm {
        account: "shop".into(),
        version: told.key_version.clone(),
        key: told.merchant_private_key.clone(),
        public: told.merchant_public_key.clone(),
    };
    run::account_import_key(&desk, import).await.unwrap();
    let day = Day { street, clock, weather, folder: home, desk };
    day.account(|_| ()).await.unwrap();

    let payment = day.paid("ALIPAY_CN", "CNY", "1299").await;
    let form = day.declaration(&payment, "1200.13").await;
    let form = DeclarationForm { buyer_name: Some(NAME.into()), buyer_number: Some(NUMBER.into()), ..form };
    // The first answer is lost, so the sealed body is opened and sent once more.
    let declared = run::declaration_file(&day.desk, form.clone()).await.unwrap();
    assert_eq!(declared.state, "unknown");
    run::outbox_ask(&day.desk, AskForm::default()).await.unwrap();
    day.clock.advance(6 * Moment::MINUTE);
    // A correction keeps the buyer without showing it.
    let sheet = day.sheet(Some(&payment), "declare").await;
    let correction = DeclarationForm {
        draft: sheet.draft,
        version: Some(sheet.version),
        correcting: Some(declared.id.clone()),
        amount: "1100".into(),
        buyer_name: None,
        buyer_number: None,
        keep_buyer: true,
        ..form
    };
    assert_eq!(run::declaration_file(&day.desk, correction.clone()).await.unwrap().state, "done");
    let booked = &day.street.booked(&payment).await.unwrap()["declarations"][0];
    assert_eq!(booked["identity_check"], "CHECK_PASSED", "the gateway did get the buyer");

    let mut views = vec![
        serde_json::to_string(&run::payment_show(&day.desk, IdForm { id: payment.clone() }).await.unwrap())
            .unwrap(),
        serde_json::to_string(&run::declaration_list(&day.desk, ListForm::default()).await.unwrap()).unwrap(),
        serde_json::to_string(&run::outbox_list(&day.desk, Nothing {}).await.unwrap()).unwrap(),
        serde_json::to_string(&run::desk_today(&day.desk, Nothing {}).await.unwrap()).unwrap(),
        serde_json::to_string(&run::frame(&day.desk, Nothing {}).await.unwrap()).unwrap(),
        serde_json::to_string(&run::payment_list(&day.desk, ListForm::default()).await.unwrap()).unwrap(),
    ];
    for order in [&declared.order, &correction.draft] {
        let attempts = run::attempt_list(&day.desk, OrderForm { order: order.clone() }).await.unwrap();
        assert!(!attempts.is_empty());
        views.push(serde_json::to_string(&attempts).unwrap());
    }
    let whole = views.join("\n");
    assert!(whole.contains("1****************X"), "recognisable all the same");
    for secret in [NUMBER, NAME, &NUMBER[6..]] {
        assert!(!whole.contains(secret), "a screen shows {secret}");
    }
    let key = STANDARD.decode(&told.merchant_private_key).unwrap();
    let mut files = Vec::new();
    for entry in std::fs::read_dir(day.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let has = |what: &[u8]| bytes.windows(what.len()).any(|part| part == what);
        for secret in [NUMBER.as_bytes(), NAME.as_bytes(), &NUMBER.as_bytes()[6..]] {
            assert!(!has(secret), "{} holds the buyer", path.display());
        }
        for at in (26..key.len() - 32).step_by(16) {
            assert!(!has(&key[at..at + 32]), "{} holds key bytes", path.display());
        }
        files.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    for name in ["practice.ledger", "practice.ledger-wal", "keys.vault"] {
        assert!(files.iter().any(|file| file == name), "{name} was looked at: {files:?}");
    }
}
