//! What the gateway knows about a payment.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::capture_rules::{Captures, rule_for};
use crate::clock::{DAY, MINUTE};
use crate::methods;
use crate::money::Amount;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    Processing,
    Pending,
    Success,
    Fail,
    Cancelled,
}

impl Status {
    pub fn text(self) -> &'static str {
        match self {
            Self::Processing => "PROCESSING",
            Self::Pending => "PENDING",
            Self::Success => "SUCCESS",
            Self::Fail => "FAIL",
            Self::Cancelled => "CANCELLED",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub brand: String,
    pub last_four: String,
    pub issuing_country: String,
    /// The authorised amount may be raised (section 6.11).
    #[serde(default)]
    pub incremental: bool,
}

/// Who scans what in a store (in-store reference, section 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scenario {
    /// The cashier scans the buyer's code.
    Presented,
    /// The buyer scans a code made for this order.
    Order,
    /// The buyer scans the store's code and lands on the merchant's page.
    Entry,
}

/// What makes a payment one of a store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InStore {
    pub scenario: Scenario,
    /// The wallet behind `CONNECT_WALLET`.
    pub wallet: String,
    pub merchant: String,
    pub store: String,
}

/// A checkout session (section 6.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub id: String,
    pub scene: Option<String>,
    /// The methods it was made for; empty when the buyer may choose any.
    pub methods: Vec<String>,
    /// The order as it was sent, for retrievePaymentSession.
    pub order: Value,
    pub customized: Option<Value>,
    pub expires_at: i64,
}

/// A raise of an authorised amount (section 6.11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    pub request_id: String,
    pub update_id: String,
    pub from: Amount,
    /// The new total.
    pub amount: Amount,
    pub at: i64,
    pub status: Status,
    pub asked: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    pub request_id: String,
    pub payment_id: String,
    pub order_number: String,
    pub description: String,
    pub amount: Amount,
    pub method: String,
    /// A digest of the token: enough to tell whether a repeat is the same request.
    pub token_mark: String,
    pub card: Option<Card>,
    pub manual: bool,
    pub needs_declaration: bool,
    pub declarable: Option<Amount>,
    pub status: Status,
    pub code: String,
    pub message: String,
    pub created_at: i64,
    pub paid_at: Option<i64>,
    pub auth_expires_at: Option<i64>,
    pub cancelled_at: Option<i64>,
    /// The buyer was sent to a page; a repeat of pay shows the same page.
    pub redirect: bool,
    /// Inquiries answered while the payment was open.
    pub asked: u32,
    /// How many inquiries an open payment answers before it is paid; `None`: it waits for its end.
    pub paid_after: Option<u32>,
    /// The last capture was made; the rest is released.
    pub released: bool,
    pub seeded: bool,
    pub captures: Vec<Capture>,
    pub refunds: Vec<Refund>,
    pub declarations: Vec<Declaration>,
    /// When it closes unpaid, if not after its method's own time.
    #[serde(default)]
    pub expires_at: Option<i64>,
    #[serde(default)]
    pub in_store: Option<InStore>,
    #[serde(default)]
    pub session: Option<Session>,
    #[serde(default)]
    pub updates: Vec<Update>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    pub request_id: String,
    pub capture_id: String,
    pub amount: Amount,
    pub at: i64,
    pub last: bool,
    pub status: Status,
    pub asked: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    pub request_id: String,
    pub refund_id: String,
    pub capture_id: Option<String>,
    pub amount: Amount,
    pub reason: String,
    pub asked_at: i64,
    pub at: Option<i64>,
    pub status: Status,
    pub asked: u32,
}

/// A buyer's certificate, kept only as digests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    pub kind: String,
    pub number_mark: String,
    pub name_mark: String,
    pub other_names_mark: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    pub request_id: String,
    pub amount: Amount,
    pub region: String,
    pub customs_code: String,
    pub merchant_customs_code: String,
    pub merchant_customs_name: String,
    pub split: bool,
    pub suborder: Option<String>,
    pub certificate: Option<Certificate>,
    /// What the first call found out about the buyer; a re-transmission is not checked again.
    pub identity_check: Option<String>,
    pub customs_payment_id: String,
    pub customs_order_id: String,
    pub clearing_transaction_id: String,
    pub asked_at: i64,
    pub last_call_at: i64,
    pub changed_at: i64,
    pub status: String,
    pub asked: u32,
    pub result_code: Option<String>,
    pub result_text: Option<String>,
    pub returned_at: Option<i64>,
}

fn sum<'a>(amounts: impl Iterator<Item = &'a Amount>) -> u64 {
    amounts.fold(0, |sum, amount| sum.saturating_add(amount.value))
}

impl Payment {
    /// A payment just begun, that waits for its end.
    pub fn begun(request_id: &str, payment_id: String, amount: Amount, method: &str, at: i64) -> Self {
        Self {
            request_id: request_id.to_owned(),
            payment_id,
            order_number: String::new(),
            description: String::new(),
            amount,
            method: method.to_owned(),
            token_mark: String::new(),
            card: None,
            manual: false,
            needs_declaration: false,
            declarable: None,
            status: Status::Processing,
            code: "PAYMENT_IN_PROCESS".to_owned(),
            message: "the payment is being processed".to_owned(),
            created_at: at,
            paid_at: None,
            auth_expires_at: None,
            cancelled_at: None,
            redirect: false,
            asked: 0,
            paid_after: Some(1),
            released: false,
            seeded: false,
            captures: Vec::new(),
            refunds: Vec::new(),
            declarations: Vec::new(),
            expires_at: None,
            in_store: None,
            session: None,
            updates: Vec::new(),
        }
    }

    /// The amount the payment was asked for, before any raise.
    pub fn asked_for(&self) -> &Amount {
        self.updates.iter().find(|u| u.status == Status::Success).map_or(&self.amount, |first| &first.from)
    }

    /// The payment did not come about.
    pub fn fail(&mut self, code: &str, message: &str) {
        self.status = Status::Fail;
        self.code = code.to_owned();
        self.message = message.to_owned();
    }

    pub fn is_open(&self) -> bool {
        matches!(self.status, Status::Processing | Status::Pending)
    }

    /// Whether the money is held first and captured later.
    pub fn is_authorisation(&self) -> bool {
        self.card.is_some() || self.manual
    }

    /// Captured, in minor units; a capture on its way counts.
    pub fn capturing(&self) -> u64 {
        sum(self.captures.iter().filter(|c| c.status != Status::Fail).map(|c| &c.amount))
    }

    pub fn captured(&self) -> u64 {
        sum(self.captures.iter().filter(|c| c.status == Status::Success).map(|c| &c.amount))
    }

    pub fn refunded(&self) -> u64 {
        sum(self.refunds.iter().filter(|r| r.status == Status::Success).map(|r| &r.amount))
    }

    /// Refunded, in minor units; a refund on its way counts.
    pub fn refunding(&self) -> u64 {
        sum(self.refunds.iter().filter(|r| r.status != Status::Fail).map(|r| &r.amount))
    }

    pub fn declared(&self) -> u64 {
        sum(self.declarations.iter().map(|d| &d.amount))
    }

    /// What refunds can draw on.
    pub fn refundable_total(&self) -> u64 {
        match self.status {
            Status::Success if self.is_authorisation() => self.captured(),
            Status::Success => self.amount.value,
            _ => 0,
        }
    }

    /// When an open payment closes by itself.
    pub fn closes_at(&self) -> i64 {
        let minutes = methods::find(&self.method).map_or(14, |method| method.timeout_minutes);
        self.expires_at.unwrap_or_else(|| self.created_at.saturating_add(minutes.saturating_mul(MINUTE)))
    }

    /// One word for the state, as a back office would put it.
    pub fn state(&self, now: i64) -> &'static str {
        let (captured, refunded) = (self.captured(), self.refunded());
        match self.status {
            Status::Processing => "PROCESSING",
            Status::Pending => "PENDING",
            Status::Fail if self.code == "ORDER_IS_CLOSED" => "CLOSED",
            Status::Fail => "DECLINED",
            Status::Cancelled => "CANCELLED",
            Status::Success if refunded > 0 && refunded >= self.refundable_total() => "REFUNDED",
            Status::Success if refunded > 0 => "PARTLY_REFUNDED",
            Status::Success if !self.is_authorisation() => "PAID",
            Status::Success if captured == 0 && self.auth_expires_at.is_some_and(|end| now > end) => {
                "EXPIRED"
            }
            Status::Success if captured == 0 => "AUTHORISED",
            Status::Success if captured >= self.amount.value || self.nothing_left(now) => "CAPTURED",
            Status::Success => "PARTLY_CAPTURED",
        }
    }

    /// Whether no further capture can follow.
    fn nothing_left(&self, now: i64) -> bool {
        self.released
            || self.auth_expires_at.is_some_and(|end| now > end)
            || rule_for(self).is_none_or(|rule| rule.captures == Captures::One)
    }

    /// The payment is paid (or the money is held) from now on.
    pub fn pay(&mut self, at: i64) {
        self.status = Status::Success;
        self.code = "SUCCESS".to_owned();
        self.message = "success".to_owned();
        self.paid_at = Some(at);
        if self.manual {
            self.auth_expires_at = Some(at + 7 * DAY);
        }
    }
}
