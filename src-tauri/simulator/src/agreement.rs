//! Agreements: a buyer lets the merchant debit the wallet. The books hold digests of codes and
//! tokens; the tokens themselves are made anew whenever they are needed.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::clock::{DAY, MINUTE};
use crate::notices::{Notice, success};
use crate::secrets::{self, Kind};
use crate::state::{Entry, Turn};

/// How long a code can be turned into a token. Our own choice; the sources only call it short.
pub const CODE_LIFE: i64 = 10 * MINUTE;

/// How long tokens live. Our own choice: the sources show a refresh token half a year longer than
/// its access token, and none where the access token lives very long.
const ACCESS_LIFE: i64 = 365 * DAY;
const REFRESH_LIFE: i64 = ACCESS_LIFE + 182 * DAY;
const LONG_LIFE: i64 = 3650 * DAY;

/// How long the buyer may take to agree.
const CONSENT_LIFE: i64 = 60 * MINUTE;

/// Wallets whose tokens cannot be refreshed, in practice.
const WITHOUT_REFRESH: &[&str] = &["ALIPAY_CN", "ALIPAY_HK", "PAYPAY"];

/// Wallets that make the token themselves when the buyer agrees, in practice.
const MAKE_THEIR_OWN: &[&str] = &["BOOST"];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Stage {
    /// The buyer has not decided.
    Asked,
    Refused,
    /// The buyer agreed; the code waits.
    Agreed,
    Active,
    /// Both tokens are dead.
    Cancelled,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The merchant's name of the consent; unique.
    pub auth_state: String,
    pub wallet: String,
    pub scopes: Vec<String>,
    pub redirect_url: String,
    pub client_id: Option<String>,
    pub asked_at: i64,
    pub stage: Stage,
    pub code_mark: String,
    pub code_at: Option<i64>,
    /// Which tokens are the current ones; 0 before there are any.
    pub turn: u32,
    pub access_mark: String,
    pub access_until: i64,
    pub refresh_mark: String,
    pub refresh_until: Option<i64>,
    /// The refresh token the current tokens were made with: its repeat hears the same again.
    pub spent_refresh: String,
    pub created_token: bool,
    pub cancelled_at: Option<i64>,
    pub cancel_reason: Option<String>,
    pub seeded: bool,
}

impl Agreement {
    pub fn ask(auth_state: &str, wallet: &str, scopes: Vec<String>, redirect_url: &str, now: i64) -> Self {
        Self {
            auth_state: auth_state.to_owned(),
            wallet: wallet.to_owned(),
            scopes,
            redirect_url: redirect_url.to_owned(),
            client_id: None,
            asked_at: now,
            stage: Stage::Asked,
            code_mark: String::new(),
            code_at: None,
            turn: 0,
            access_mark: String::new(),
            access_until: 0,
            refresh_mark: String::new(),
            refresh_until: None,
            spent_refresh: String::new(),
            created_token: false,
            cancelled_at: None,
            cancel_reason: None,
            seeded: false,
        }
    }

    /// What the secrets of this agreement are made of: no blank, so that a mark can be read back.
    fn owner(&self) -> String {
        self.auth_state.bytes().map(|b| format!("{b:02x}")).collect()
    }

    pub fn mark(&self, kind: Kind) -> String {
        secrets::mark(kind, &self.owner(), if kind == Kind::Code { 0 } else { self.turn })
    }

    pub fn secret(&self, salt: &str, kind: Kind) -> String {
        secrets::make(salt, kind, &self.owner(), if kind == Kind::Code { 0 } else { self.turn })
    }

    pub fn consent_is_over(&self, now: i64) -> bool {
        now > self.asked_at.saturating_add(CONSENT_LIFE)
    }

    pub fn can_pay(&self, now: i64) -> bool {
        self.stage == Stage::Active && now <= self.access_until
    }

    pub fn cancel(&mut self, reason: &str, now: i64) {
        self.stage = Stage::Cancelled;
        self.cancelled_at = Some(now);
        self.cancel_reason = Some(reason.to_owned());
    }

    /// The buyer's login, masked; with permission to debit.
    pub fn login(&self) -> Option<String> {
        let last = self.auth_state.bytes().fold(0_u32, |sum, b| sum.wrapping_mul(31).wrapping_add(b.into()));
        self.scopes
            .iter()
            .any(|scope| scope == "AGREEMENT_PAY")
            .then(|| format!("188******{:02}", last % 100))
    }

    /// What is told of the way from `before` to here.
    pub fn notices(&self, before: Option<&Self>) -> Vec<Notice> {
        let mut notices: Vec<Notice> = Vec::new();
        let mut tell = |at: i64, name: &'static str, further: Value| {
            let mut body = Map::new();
            body.insert("authorizationNotifyType".to_owned(), json!(name));
            body.insert("result".to_owned(), success());
            if let Some(client) = &self.client_id {
                body.insert("authClientId".to_owned(), json!(client));
            }
            body.extend(further.as_object().cloned().unwrap_or_default());
            if let Some(login) = self.login() {
                body.insert("userLoginId".to_owned(), json!(login));
            }
            notices.push((at, name, Value::Object(body)));
        };
        if let Some(at) = self.code_at.filter(|_| before.is_none_or(|b| b.code_at.is_none())) {
            if self.created_token {
                let body = json!({ "accessToken": self.mark(Kind::Access), "authState": self.auth_state });
                tell(at, "TOKEN_CREATED", body);
            } else {
                let body = json!({ "authCode": self.mark(Kind::Code), "authState": self.auth_state });
                tell(at, "AUTHCODE_CREATED", body);
            }
        }
        if let Some(at) = self.cancelled_at.filter(|_| before.is_none_or(|b| b.cancelled_at.is_none())) {
            let reason = self.cancel_reason.as_deref().unwrap_or_default();
            tell(at, "TOKEN_CANCELED", json!({ "accessToken": self.mark(Kind::Access), "reason": reason }));
        }
        notices
    }
}

/// All agreements, in the order they were asked for.
#[derive(Default)]
pub struct Agreements {
    pub list: Vec<Agreement>,
}

impl Agreements {
    pub fn get(&self, auth_state: &str) -> Option<&Agreement> {
        self.list.iter().find(|agreement| agreement.auth_state == auth_state)
    }

    /// The agreement whose code, current or spent token this is the digest of.
    pub fn by_mark(&self, mark: &str) -> Option<&Agreement> {
        self.list.iter().find(|agreement| {
            [&agreement.code_mark, &agreement.access_mark, &agreement.refresh_mark, &agreement.spent_refresh]
                .into_iter()
                .any(|known| known == mark)
        })
    }

    pub fn put(&mut self, agreement: Agreement) {
        match self.list.iter_mut().find(|known| known.auth_state == agreement.auth_state) {
            Some(slot) => *slot = agreement,
            None => self.list.push(agreement),
        }
    }
}

impl Turn<'_> {
    /// Keeps an agreement, and makes an event of every step the merchant is told.
    pub fn save_agreement(&mut self, agreement: Agreement) {
        let notices = agreement.notices(self.state.agreements.get(&agreement.auth_state));
        self.write(Entry::Agreement(Box::new(agreement)));
        for (at, notify_type, body) in notices {
            self.event(at, notify_type, body);
        }
    }

    /// The buyer agrees: a code, or at some wallets a token at once.
    pub fn agree(&mut self, agreement: &mut Agreement, at: i64) {
        agreement.code_at = Some(at);
        agreement.stage = Stage::Agreed;
        if MAKE_THEIR_OWN.contains(&agreement.wallet.as_str()) {
            agreement.created_token = true;
            self.give_tokens(agreement, at);
        } else {
            agreement.code_mark = self.mark(&agreement.secret(self.salt, Kind::Code));
        }
    }

    /// New tokens; those before them are dead.
    pub fn give_tokens(&self, agreement: &mut Agreement, at: i64) {
        agreement.stage = Stage::Active;
        agreement.turn = agreement.turn.saturating_add(1);
        agreement.spent_refresh = std::mem::take(&mut agreement.refresh_mark);
        agreement.access_mark = self.mark(&agreement.secret(self.salt, Kind::Access));
        if WITHOUT_REFRESH.contains(&agreement.wallet.as_str()) {
            agreement.access_until = at.saturating_add(LONG_LIFE);
        } else {
            agreement.access_until = at.saturating_add(ACCESS_LIFE);
            agreement.refresh_until = Some(at.saturating_add(REFRESH_LIFE));
            agreement.refresh_mark = self.mark(&agreement.secret(self.salt, Kind::Refresh));
        }
    }
}

/// The agreements the history begins with: active, near its end, ended by the buyer, and over.
pub fn begin(turn: &mut Turn<'_>) {
    for (name, wallet, age, left) in [
        ("SHOP_AGREEMENT_ACTIVE", "GCASH", 20 * DAY, ACCESS_LIFE),
        ("SHOP_AGREEMENT_ENDING", "TNG", 25 * DAY, 3 * DAY),
        ("SHOP_AGREEMENT_LONG", "ALIPAY_HK", 12 * DAY, LONG_LIFE),
        ("SHOP_AGREEMENT_CANCELED", "DANA", 15 * DAY, ACCESS_LIFE),
        ("SHOP_AGREEMENT_OVER", "KAKAOPAY", 28 * DAY, -DAY),
    ] {
        let made = turn.now.saturating_sub(age);
        let scopes = vec!["AGREEMENT_PAY".to_owned()];
        let mut agreement = Agreement::ask(name, wallet, scopes, "https://shop.example.test/agreed", made);
        agreement.seeded = true;
        turn.agree(&mut agreement, made);
        turn.give_tokens(&mut agreement, made);
        agreement.access_until = turn.now.saturating_add(left);
        if name.ends_with("CANCELED") {
            agreement.cancel("the buyer ended it in the wallet", turn.now.saturating_sub(2 * DAY));
        }
        turn.write(Entry::Agreement(Box::new(agreement)));
    }
}
