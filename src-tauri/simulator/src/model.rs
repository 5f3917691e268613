//! What the gateway knows about a payment.

use serde::{Deserialize, Serialize};

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
        self.created_at + minutes * MINUTE
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
