//! One desk: the accounts of this computer, the one at work, and their outboxes.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use domain::{Account, AccountId, Actor, Environment, Moment};
use engine::port::{
    Clock, Gateway, Ids, KeyStore, Keys, KeysError, KeysHealth, Ledger, Ledgers, Practice, Relay, Vault,
};
use engine::{Merchant, accounts};
use tokio::sync::{RwLock, broadcast};

use crate::locked::LockedKeys;
use crate::problem::{Next, Problem};
use crate::settings::{Current, Settings};

/// What a desk is made of.
pub struct Parts {
    /// Where the ledgers and the settings are.
    pub data_dir: PathBuf,
    /// Who works here; written into every entry.
    pub actor: Actor,
    /// The system's key store.
    pub keys: Arc<dyn Keys>,
    /// The vault for computers without one.
    pub vault: Arc<dyn Vault>,
    /// The ledger files.
    pub ledgers: Arc<dyn Ledgers>,
    /// The way to the gateway.
    pub gateway: Arc<dyn Gateway>,
    /// The practice gateway.
    pub practice: Arc<dyn Practice>,
    /// The way to a relay.
    pub relay: Arc<dyn Relay>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn Ids>,
    /// Refuse everything but practice (the bridge).
    pub practice_only: bool,
    /// Never ask the system's key store: only the passphrase vault.
    pub vault_only: bool,
}

/// The account id of the built-in practice account.
pub(crate) const PRACTICE_ACCOUNT: &str = "practice";

struct Inner {
    parts: Parts,
    keys: RwLock<Option<Arc<dyn Keys>>>,
    health: RwLock<Option<KeysHealth>>,
    merchants: RwLock<HashMap<Current, Arc<Merchant>>>,
    ledgers: RwLock<HashMap<Environment, Arc<dyn Ledger>>>,
    settings: RwLock<Settings>,
    /// Accounts whose outbox was gone through since the start.
    woken: RwLock<HashSet<Current>>,
    trouble: RwLock<Option<Problem>>,
    /// When the roads of news are read next, account by account.
    roads: RwLock<HashMap<Current, Roads>>,
    stale: broadcast::Sender<Vec<String>>,
}

/// When the roads of news of one account are read next.
struct Roads {
    questions: Moment,
    feed: Moment,
    relay: Moment,
}

/// Which of them are due.
struct Due {
    questions: bool,
    feed: bool,
    relay: bool,
}

impl Roads {
    /// A little after the start, so that the window is there first.
    fn new(now: Moment) -> Self {
        Self {
            questions: now.plus(10 * Moment::SECOND),
            feed: now.plus(5 * Moment::SECOND),
            relay: now.plus(2 * Moment::SECOND),
        }
    }

    /// The feed every minute, a relay every five seconds; what no news tells is looked after every ten.
    fn take(&mut self, now: Moment) -> Due {
        let questions = now.since(self.questions) >= 0;
        if questions {
            self.questions = now.plus(10 * Moment::SECOND);
        }
        let due = Due { questions, feed: now.since(self.feed) >= 0, relay: now.since(self.relay) >= 0 };
        if due.feed {
            self.feed = now.plus(Moment::MINUTE);
        }
        if due.relay {
            self.relay = now.plus(5 * Moment::SECOND);
        }
        due
    }
}

async fn ask_what_no_news_tells(merchant: &Merchant) {
    let account = &merchant.account().id;
    if let Err(error) = Box::pin(merchant.ask_customs()).await {
        tracing::info!(%account, %error, "customs was not asked");
    }
    if let Err(error) = Box::pin(merchant.close_ended_links()).await {
        tracing::info!(%account, %error, "subscriptions were not asked about");
    }
}

/// One desk. Cheap to clone.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

impl Desk {
    /// Opens a desk. Never fails: what is wrong is shown in the frame.
    pub async fn open(parts: Parts) -> Self {
        let settings = Settings::read(&parts.data_dir);
        let locked = settings.passphrase_vault || parts.vault_only;
        let keys = if locked { None } else { Some(parts.keys.clone()) };
        let (stale, _) = broadcast::channel(256);
        let desk = Self(Arc::new(Inner {
            keys: RwLock::new(keys),
            health: RwLock::new(None),
            merchants: RwLock::new(HashMap::new()),
            ledgers: RwLock::new(HashMap::new()),
            settings: RwLock::new(settings),
            woken: RwLock::new(HashSet::new()),
            trouble: RwLock::new(None),
            roads: RwLock::new(HashMap::new()),
            stale,
            parts,
        }));
        if let Err(problem) = desk.wake().await {
            *desk.0.trouble.write().await = Some(problem);
        }
        desk
    }

    /// Puts the remembered account to work. A practice account of the built-in gateway needs it started.
    pub(crate) async fn wake(&self) -> Result<(), Problem> {
        let current = self.0.settings.read().await.current.clone();
        let Some(current) = current else { return Ok(()) };
        if self.0.keys.read().await.is_none() {
            return Ok(()); // the vault waits for its passphrase
        }
        if current.account.as_str() == PRACTICE_ACCOUNT {
            return Box::pin(crate::run::practice_open(self, crate::form::Nothing {})).await.map(|_| ());
        }
        self.merchant_of(&current).await.map(|_| ())
    }

    /// Hears which screens are old.
    #[must_use]
    pub fn stale(&self) -> broadcast::Receiver<Vec<String>> {
        self.0.stale.subscribe()
    }

    /// Where things are kept.
    #[must_use]
    pub fn parts(&self) -> &Parts {
        &self.0.parts
    }

    pub(crate) async fn settings(&self) -> Settings {
        self.0.settings.read().await.clone()
    }

    pub(crate) async fn trouble(&self) -> Option<Problem> {
        self.0.trouble.read().await.clone()
    }

    pub(crate) async fn set_trouble(&self, problem: Option<Problem>) {
        *self.0.trouble.write().await = problem;
    }

    /// The keys in use; an error while the vault is locked.
    pub(crate) async fn keys(&self) -> Result<Arc<dyn Keys>, Problem> {
        let keys = self.0.keys.read().await.clone();
        keys.ok_or_else(|| KeysError::Locked("the vault waits for its passphrase".into()).into())
    }

    /// The keys, or ones that are all locked: reading needs none.
    async fn keys_or_locked(&self) -> Arc<dyn Keys> {
        let keys = self.0.keys.read().await.clone();
        keys.unwrap_or_else(|| Arc::new(LockedKeys))
    }

    /// Uses the passphrase vault from now on.
    pub(crate) async fn unlock(&self, passphrase: String) -> Result<(), Problem> {
        let remembered = self.0.settings.read().await.passphrase_vault;
        let accounts = self.accounts().await.unwrap_or_default();
        if remembered && !accounts.is_empty() && !self.0.parts.vault.exists() {
            return Err(Problem::new("keys.vault_missing", Next::AskSupport));
        }
        let keys = self.0.parts.vault.open(passphrase).await?;
        // Accounts whose keys are in a keychain that works keep it: a vault opened once does not take over.
        let takes_over = remembered || accounts.is_empty() || !self.0.parts.keys.health().await.works;
        *self.0.keys.write().await = Some(keys);
        *self.0.health.write().await = None;
        self.0.merchants.write().await.clear();
        if takes_over { self.remember(|settings| settings.passphrase_vault = true).await } else { Ok(()) }
    }

    async fn remember(&self, change: impl FnOnce(&mut Settings)) -> Result<(), Problem> {
        let mut settings = self.0.settings.write().await;
        let before = settings.clone();
        change(&mut settings);
        if *settings == before {
            return Ok(());
        }
        settings.write(&self.0.parts.data_dir).map_err(|error| {
            let full = error.kind() == std::io::ErrorKind::StorageFull;
            let code = if full { "ledger.disk_full" } else { "ledger.read_only" };
            Problem::new(code, Next::TryAgain).because(error)
        })
    }

    /// The ledger of an environment, opened once.
    pub(crate) async fn ledger(&self, environment: Environment) -> Result<Arc<dyn Ledger>, Problem> {
        if self.0.parts.practice_only && environment != Environment::Practice {
            return Err(Problem::new("failed.choice", Next::Correct)
                .text("typed", environment.word())
                .text("field", "environment"));
        }
        if let Some(ledger) = self.0.ledgers.read().await.get(&environment) {
            return Ok(ledger.clone());
        }
        let mut ledgers = self.0.ledgers.write().await;
        if let Some(ledger) = ledgers.get(&environment) {
            return Ok(ledger.clone());
        }
        let ledger = self.0.parts.ledgers.open(environment).await?;
        ledgers.insert(environment, ledger.clone());
        Ok(ledger)
    }

    /// All accounts of all ledgers that are there.
    pub(crate) async fn accounts(&self) -> Result<Vec<Account>, Problem> {
        let mut all = Vec::new();
        for environment in [Environment::Practice, Environment::Sandbox, Environment::Live] {
            let closed = self.0.parts.practice_only && environment != Environment::Practice;
            if closed || !self.0.parts.ledgers.exists(environment) {
                continue;
            }
            let ledger = self.ledger(environment).await?;
            all.extend(accounts::accounts(ledger.as_ref()).await?);
        }
        Ok(all)
    }

    /// Whether anything of this account is not closed that its gateway may have carried out. What was only ever
    /// turned away as from an unknown client must not keep a wrong client id from being corrected.
    pub(crate) async fn has_open_orders(&self, account: &Account) -> Result<bool, Problem> {
        let ledger = self.ledger(account.environment).await?;
        let own = domain::StreamId::payment_prefix(&account.id);
        let open = ledger.orders(engine::port::OrderFilter::Open).await?;
        for order in open.iter().filter(|order| order.stream.as_str().starts_with(&own)) {
            if !ledger.attempts(&order.id).await?.iter().all(turned_away) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Works with an account for this run only; the choice of the window stays.
    pub async fn work_with(&self, id: &str) -> Result<(), Problem> {
        let account = self.account(id).await?;
        let current = Current { environment: account.environment, account: account.id };
        self.merchant_of(&current).await?;
        self.0.settings.write().await.current = Some(current);
        Ok(())
    }

    /// Finds an account by id or by name.
    pub(crate) async fn account(&self, id: &str) -> Result<Account, Problem> {
        let accounts = self.accounts().await?;
        let by_id = accounts.iter().find(|account| account.id.as_str() == id);
        let found = by_id.or_else(|| accounts.iter().find(|account| account.name == id));
        found.cloned().ok_or_else(|| Problem::new("failed.not_found", Next::Correct).text("id", id))
    }

    /// Puts an account to work, or gives the one that works already.
    pub(crate) async fn merchant_of(&self, current: &Current) -> Result<Arc<Merchant>, Problem> {
        if let Some(merchant) = self.0.merchants.read().await.get(current) {
            return Ok(merchant.clone());
        }
        let ledger = self.ledger(current.environment).await?;
        let found = accounts::account(ledger.as_ref(), &current.account).await?;
        let (account, _) = found.ok_or_else(|| {
            Problem::new("failed.not_found", Next::CheckSettings).text("id", &current.account)
        })?;
        self.put_to_work(account, ledger).await
    }

    /// The account as it works in this run: the practice gateway may listen at another port than written down.
    pub(crate) async fn at_work(&self, account: Account) -> Account {
        let key = Current { environment: account.environment, account: account.id.clone() };
        let working = self.0.merchants.read().await.get(&key).map(|merchant| merchant.account().clone());
        working.unwrap_or(account)
    }

    /// Puts an account to work as it is given, for this run.
    pub(crate) async fn adopt(&self, account: Account) -> Result<(), Problem> {
        let key = Current { environment: account.environment, account: account.id.clone() };
        let ledger = self.ledger(account.environment).await?;
        self.0.merchants.write().await.remove(&key);
        self.put_to_work(account, ledger).await.map(|_| ())
    }

    async fn put_to_work(&self, account: Account, ledger: Arc<dyn Ledger>) -> Result<Arc<Merchant>, Problem> {
        let current = Current { environment: account.environment, account: account.id.clone() };
        let parts = engine::Parts {
            ledger,
            gateway: self.0.parts.gateway.clone(),
            keys: self.keys_or_locked().await,
            clock: self.0.parts.clock.clone(),
            ids: self.0.parts.ids.clone(),
            relay: self.0.parts.relay.clone(),
        };
        let merchant = Merchant::new(account, self.0.parts.actor.clone(), parts, self.0.stale.clone())?;
        let merchant = Arc::new(merchant);
        // Two askers at once share one merchant: its busy list keeps an order from being driven twice.
        Ok(self.0.merchants.write().await.entry(current).or_insert(merchant).clone())
    }

    /// The account at work.
    pub(crate) async fn merchant(&self) -> Result<Arc<Merchant>, Problem> {
        let current = self.0.settings.read().await.current.clone();
        let current = current.ok_or_else(|| Problem::new("failed.no_account", Next::CheckSettings))?;
        self.merchant_of(&current).await
    }

    /// Works with this account from now on.
    pub(crate) async fn select(&self, account: &Account) -> Result<(), Problem> {
        let current = Current { environment: account.environment, account: account.id.clone() };
        self.merchant_of(&current).await?;
        self.set_trouble(None).await;
        self.remember(|settings| settings.current = Some(current)).await?;
        self.announce();
        Ok(())
    }

    /// Writes an account down and drops the one at work under its name, so that new settings count.
    pub(crate) async fn save_account(&self, account: Account) -> Result<(), Problem> {
        let ledger = self.ledger(account.environment).await?;
        let key = Current { environment: account.environment, account: account.id.clone() };
        accounts::save(ledger.as_ref(), account, self.0.parts.actor.clone(), self.0.parts.clock.now())
            .await?;
        self.0.merchants.write().await.remove(&key);
        self.announce();
        Ok(())
    }

    fn announce(&self) {
        let all = ["frame", "accounts", "payments", "outbox", "desk", "customs"].map(str::to_owned);
        let _ = self.0.stale.send(all.to_vec());
    }

    /// The time, by the port everything here tells it by.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.0.parts.clock.now()
    }

    /// One round of the outboxes of all accounts: what is due is sent or asked about; an account's first
    /// round after a start takes up everything that is open. Returns how many orders were taken up.
    /// Trouble with one account does not keep the others waiting.
    pub async fn outbox_round(&self) -> usize {
        let mut taken = 0_usize;
        for merchant in self.every_merchant().await {
            let account = merchant.account();
            let key = Current { environment: account.environment, account: account.id.clone() };
            let first = self.0.woken.write().await.insert(key);
            match if first { merchant.drive_open().await } else { merchant.drive_due().await } {
                Ok(count) => taken = taken.saturating_add(count),
                Err(error) => tracing::warn!(account = %merchant.account().id, %error, "an outbox stopped"),
            }
        }
        taken
    }

    /// Asks what no news tells, of all accounts: what customs said of the declarations whose time has come, and
    /// whether anybody agreed to a subscription whose link ended.
    pub async fn questions_round(&self) {
        for merchant in self.every_merchant().await {
            ask_what_no_news_tells(&merchant).await;
        }
    }

    /// What goes on by itself, once: the outboxes; and the roads of news of the accounts whose time came.
    pub async fn round(&self) {
        self.outbox_round().await;
        let now = self.0.parts.clock.now();
        for merchant in self.every_merchant().await {
            let account = merchant.account();
            let key = Current { environment: account.environment, account: account.id.clone() };
            let due = {
                let mut roads = self.0.roads.write().await;
                roads.entry(key).or_insert_with(|| Roads::new(now)).take(now)
            };
            if due.questions {
                ask_what_no_news_tells(&merchant).await;
            }
            if due.relay
                && let Err(error) = merchant.read_relay().await
            {
                tracing::info!(account = %merchant.account().id, %error, "the relay was not read");
            }
            if due.feed {
                if let Err(error) = merchant.take_in_waiting().await {
                    tracing::warn!(account = %merchant.account().id, %error, "news waits");
                }
                if let Err(error) = merchant.read_feed().await {
                    tracing::info!(account = %merchant.account().id, %error, "the feed was not read");
                }
                if let Err(error) = merchant.note_key_used().await {
                    tracing::info!(account = %merchant.account().id, %error, "a key's use was not noted");
                }
            }
        }
    }

    /// All accounts that can work now. The built-in practice account works only while its gateway runs.
    async fn every_merchant(&self) -> Vec<Arc<Merchant>> {
        if self.0.keys.read().await.is_none() {
            return Vec::new();
        }
        let current = self.0.settings.read().await.current.clone();
        let accounts = match self.accounts().await {
            Ok(accounts) => accounts,
            Err(problem) => {
                tracing::warn!(code = problem.code, "the accounts cannot be read");
                return Vec::new();
            }
        };
        let mut merchants = Vec::new();
        for account in accounts {
            let key = Current { environment: account.environment, account: account.id };
            let asleep = key.account.as_str() == PRACTICE_ACCOUNT && current.as_ref() != Some(&key);
            if asleep {
                continue;
            }
            match self.merchant_of(&key).await {
                Ok(merchant) => merchants.push(merchant),
                Err(problem) => {
                    tracing::warn!(account = %key.account, code = problem.code, "an account cannot work")
                }
            }
        }
        merchants
    }

    /// Whether the key store in use works. Probed once: a probe writes a secret and may ask a person.
    pub(crate) async fn key_health(&self) -> KeysHealth {
        if let Some(health) = self.0.health.read().await.as_ref() {
            return health.clone();
        }
        let health = self.keys_or_locked().await.health().await;
        // A locked vault is not remembered: it may be opened at any time.
        if health.works || health.store != KeyStore::Passphrase {
            *self.0.health.write().await = Some(health.clone());
        }
        health
    }

    /// An id for an account about to be set up.
    pub(crate) fn fresh_account_id(&self) -> Result<AccountId, Problem> {
        AccountId::parse(&self.0.parts.ids.next())
            .map_err(|error| Problem::new("failed.internal", Next::TryAgain).because(error))
    }
}

/// A question, or a delivery that never left or that found nobody who knew the client.
fn turned_away(attempt: &engine::port::Attempt) -> bool {
    let unknown = ["CLIENT_INVALID", "INVALID_CLIENT", "UNKNOWN_CLIENT", "INVALID_CLIENT_STATUS"];
    attempt.begun.question
        || attempt.end.as_ref().is_some_and(|end| {
            end.verdict == engine::port::Verdict::NotSent || unknown.contains(&end.code.as_str())
        })
}
