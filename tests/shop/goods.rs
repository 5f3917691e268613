//! Who the shop is and what it sells, for tests with a practice gateway of their own.

use domain::{
    Account, AccountId, CaptureMode, Card, Currency, Environment, Money, OrderNumber, PaymentRequestId,
};
use engine::TakeWish;
use simulator::Listening;

/// How a payment is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A card that is captured by hand.
    Hold,
    /// A card that is captured at once.
    Card,
    /// The same, in a currency without decimals.
    Yen,
    /// A wallet of Hong Kong.
    Wallet,
    /// The mainland wallet, to be declared.
    Mainland,
}

pub fn account_id() -> AccountId {
    AccountId::parse("shop").unwrap()
}

pub fn money(minor: u64, currency: &str) -> Money {
    Money::from_minor(minor, Currency::parse(currency).unwrap()).unwrap()
}

/// The shop's account at this gateway, found at this address; without a counter.
pub fn account_at(listening: &Listening, base_url: &str) -> Account {
    Account {
        name: "Shop".into(),
        base_url: base_url.to_owned(),
        client_id: listening.client_id.clone(),
        key_version: listening.key_version.clone(),
        merchant_public_key: listening.merchant_public_key.clone(),
        gateway_public_key: listening.gateway_public_key.clone(),
        ..Account::blank(account_id(), Environment::Practice)
    }
}

/// A payment to be taken; its order number is made of the sheet's id.
pub fn take(draft: &str, way: Way, minor: u64) -> TakeWish {
    let (method, currency, capture_mode) = match way {
        Way::Hold => ("CARD", "SGD", CaptureMode::Manual),
        Way::Card => ("CARD", "SGD", CaptureMode::Automatic),
        Way::Yen => ("CARD", "JPY", CaptureMode::Automatic),
        Way::Wallet => ("ALIPAY_HK", "HKD", CaptureMode::Automatic),
        Way::Mainland => ("ALIPAY_CN", "CNY", CaptureMode::Automatic),
    };
    TakeWish {
        draft: PaymentRequestId::parse(draft).unwrap(),
        order_number: OrderNumber::parse(&format!("ORDER-{draft}")).unwrap(),
        description: "a blue lamp".into(),
        amount: money(minor, currency),
        method: method.into(),
        token: (method == "CARD").then(|| antom::CardToken::new("PRACTICE_CARD_VISA_4242")),
        card: Card::default(),
        capture_mode,
        needs_declaration: way == Way::Mainland,
        again: false,
    }
}
