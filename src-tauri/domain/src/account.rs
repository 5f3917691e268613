use serde::{Deserialize, Serialize};

use crate::{AccountId, Actor, Moment};

/// The name of an account as the merchant calls it.
pub type AccountName = String;

/// Which gateway money moves at. Each has its own ledger file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// The practice gateway on this computer. No money.
    Practice,
    /// The gateway's sandbox. No money.
    Sandbox,
    /// Real money.
    Live,
}

impl Environment {
    /// The word used in file names and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Sandbox => "sandbox",
            Self::Live => "live",
        }
    }
}

/// Whether calls go to `/ams/api` or `/ams/sandbox/api`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum PathMode {
    /// The sandbox path for client ids that begin with `SANDBOX_`, as the official SDKs do.
    #[default]
    Auto,
    /// Always the sandbox path.
    Sandbox,
    /// Always the production path.
    Production,
}

/// One merchant at one gateway, with the keys that prove who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Ours; also names the key in the keychain.
    pub id: AccountId,
    /// What the merchant calls it.
    pub name: AccountName,
    /// Sandbox, live or practice.
    pub environment: Environment,
    /// `https://host` (plain `http` for loopback only), without a path.
    pub base_url: String,
    /// The gateway's name for the merchant.
    pub client_id: String,
    /// Which of the merchant's keys signs.
    pub key_version: String,
    /// Public half of the signing key: base64 of SubjectPublicKeyInfo DER.
    pub merchant_public_key: String,
    /// The gateway's public key, same form. Answers must verify with it.
    pub gateway_public_key: String,
    /// Which path form is called.
    #[serde(default)]
    pub path_mode: PathMode,
    /// Which customs registration to fill in: code and name of the company at customs.
    #[serde(default)]
    pub customs_registration: Option<(String, String)>,
    /// Which path form in-store calls take; the gateway documents the production form for its sandbox too.
    #[serde(default = "production")]
    pub in_store_path: PathMode,
    /// The key that takes over, side by side with the one in use.
    #[serde(default)]
    pub next_key: Option<NextKey>,
    /// Keys used before, for switching back.
    #[serde(default)]
    pub earlier_keys: Vec<EarlierKey>,
    /// The gateway's key before this one: what it signed may still arrive.
    #[serde(default)]
    pub earlier_gateway_key: Option<String>,
    /// Where notifications are handed on from.
    #[serde(default)]
    pub relay: Option<RelayDesk>,
    /// Where the gateway is told to send notifications; none leaves it to the dashboard.
    #[serde(default)]
    pub notify_url: Option<String>,
    /// The currency settled in, when the contract has several.
    #[serde(default)]
    pub settlement_currency: Option<crate::Currency>,
    /// Who the shop is at the counter.
    #[serde(default)]
    pub counter: Option<Counter>,
}

fn production() -> PathMode {
    PathMode::Production
}

/// A key that is ready and not in use yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextKey {
    /// Its version at the gateway.
    pub version: String,
    /// Its public half: base64 of SubjectPublicKeyInfo DER.
    pub public_key: String,
    /// From when it signs; none until a person switches.
    #[serde(default)]
    pub from: Option<Moment>,
}

/// A key that signed before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierKey {
    /// Its version at the gateway.
    pub version: String,
    /// Its public half: base64 of SubjectPublicKeyInfo DER.
    pub public_key: String,
    /// When it was replaced.
    pub until: Moment,
}

/// A relay that keeps notifications for this desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelayDesk {
    /// `https://host[:port]`; plain `http` for this computer only.
    pub address: String,
    /// The path of the notification address as it is registered at the gateway.
    pub notify_path: String,
    /// The desk's token, sealed with the key store's key, base64.
    pub token: String,
}

/// Who the shop is at the counter (section 2 of the in-store reference).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// Our name of the merchant.
    pub merchant: crate::MerchantReference,
    /// The merchant's name.
    pub merchant_name: String,
    /// Four digits, ISO 18245.
    pub merchant_mcc: String,
    /// Our name of the store.
    pub store: crate::StoreReference,
    /// The store's name.
    pub store_name: String,
    /// Four digits, ISO 18245.
    pub store_mcc: String,
    /// The till.
    pub terminal: String,
}

impl Account {
    /// An account of this environment with nothing set up yet: no key, no host, nothing that is asked for later.
    /// Whoever makes one fills in the rest.
    #[must_use]
    pub fn blank(id: AccountId, environment: Environment) -> Self {
        Self {
            id,
            name: String::new(),
            environment,
            base_url: String::new(),
            client_id: String::new(),
            key_version: String::new(),
            merchant_public_key: String::new(),
            gateway_public_key: String::new(),
            path_mode: PathMode::Auto,
            customs_registration: None,
            in_store_path: production(),
            next_key: None,
            earlier_keys: Vec::new(),
            earlier_gateway_key: None,
            relay: None,
            notify_url: None,
            settlement_currency: None,
            counter: None,
        }
    }

    /// The version and public half of the key that signs at this moment: the next one once its time came.
    #[must_use]
    pub fn signing_key(&self, now: Moment) -> (&str, &str) {
        match &self.next_key {
            Some(next) if next.from.is_some_and(|from| now.since(from) >= 0) => {
                (&next.version, &next.public_key)
            }
            Some(_) | None => (&self.key_version, &self.merchant_public_key),
        }
    }

    /// Makes the key that signs at this moment the account's own: a planned switch that took place is over, and the
    /// key before it is an earlier one, ready to be switched back to.
    pub fn take_over(&mut self, now: Moment) {
        let due = |next: &NextKey| next.from.filter(|from| now.since(*from) >= 0);
        let Some(from) = self.next_key.as_ref().and_then(due) else { return };
        let Some(next) = self.next_key.take() else { return };
        let version = std::mem::replace(&mut self.key_version, next.version);
        let public_key = std::mem::replace(&mut self.merchant_public_key, next.public_key);
        let own = &self.key_version;
        self.earlier_keys.retain(|known| known.version != version && known.version != *own);
        self.earlier_keys.insert(0, EarlierKey { version, public_key, until: from });
    }

    /// The gateway's public keys that may have signed: the one in use, then the one before.
    pub fn gateway_keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.gateway_public_key.as_str()).chain(self.earlier_gateway_key.as_deref())
    }
}

/// What may happen to an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountEvent {
    /// It was set up.
    Added(Box<Account>),
    /// Its settings or keys were changed; the whole new account.
    Changed(Box<Account>),
    /// The connection check ran; which of its ticks were green.
    Checked {
        /// Who asked for it.
        by: Actor,
        /// Signature, clock, host and client id all green.
        all_green: bool,
    },
    /// A key signed something the gateway took; written at most once a day for each.
    KeyUsed {
        /// Which of the merchant's keys.
        version: String,
    },
    /// The ledger was not the one this computer wrote last: older, or cut off. A person looked and went on.
    WentOn {
        /// How many entries this computer had written.
        known: u64,
        /// How many there are.
        here: u64,
        /// Why, in the person's words.
        reason: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> Account {
        Account {
            name: "Shop".into(),
            base_url: "http://127.0.0.1:9".into(),
            client_id: "SANDBOX_MADE_UP".into(),
            key_version: "1".into(),
            merchant_public_key: "one".into(),
            gateway_public_key: "gateway".into(),
            ..Account::blank(AccountId::parse("shop").unwrap(), Environment::Practice)
        }
    }

    #[test]
    fn a_planned_switch_that_took_place_leaves_the_key_before_it_ready() {
        let next = |from| Some(NextKey { version: "2".into(), public_key: "two".into(), from });
        let mut account = Account { next_key: next(Some(Moment(100))), ..account() };
        account.take_over(Moment(99));
        assert_eq!((account.key_version.as_str(), &account.next_key), ("1", &next(Some(Moment(100)))));
        account.take_over(Moment(250));
        assert_eq!((account.key_version.as_str(), account.merchant_public_key.as_str()), ("2", "two"));
        let first = EarlierKey { version: "1".into(), public_key: "one".into(), until: Moment(100) };
        assert_eq!((account.next_key.clone(), account.earlier_keys.clone()), (None, vec![first]));
        let over = account.clone();
        account.take_over(Moment(300));
        assert_eq!(account, over);
        account.next_key = next(None);
        account.take_over(Moment(300));
        assert_eq!(account.next_key, next(None), "without a date a person switches");
    }
}
