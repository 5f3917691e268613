//! What customs said is asked for: nobody tells.

use domain::{CustomsVerdict, Moment};
use engine::Merchant;

use crate::shop::{Street, Way, money};

async fn declares(street: &Street, merchant: &Merchant, payment: &str) {
    let wish = engine::DeclareWish {
        draft: domain::OrderId::parse(&street.id()).unwrap(),
        payment: payment.to_owned(),
        version: None,
        correcting: None,
        amount: money(60_000, "CNY"),
        customs: "ZONGSHU".into(),
        merchant_code: "3301960ABC".into(),
        merchant_name: "Counterfoil".into(),
        suborder: None,
        buyer: engine::BuyerWish::Payer,
    };
    merchant.declare(wish).await.unwrap();
}

#[tokio::test]
async fn customs_is_asked_on_its_ladder_until_it_has_answered() {
    let street = Street::open().await;
    street.next_morning();
    let file = street.file();
    let merchant = street.honest(&file).await;
    let payment = street.paid(&merchant, Way::Mainland, 60_000).await;
    declares(&street, &merchant, &payment).await;
    let verdict = || async {
        let standing = merchant.payment(&payment).await.unwrap();
        standing.payment.declarations.values().next().unwrap().verdict()
    };
    assert_eq!(verdict().await, CustomsVerdict::Waiting);

    let before = street.calls().await;
    street.clock.advance(50 * Moment::SECOND);
    assert_eq!(merchant.ask_customs().await.unwrap(), 0, "customs has a minute");
    assert_eq!(street.calls().await, before);
    let mut asked = 0;
    for _ in 0..7 {
        street.clock.advance(15 * Moment::MINUTE);
        asked += merchant.ask_customs().await.unwrap();
    }
    assert_eq!(verdict().await, CustomsVerdict::Accepted);
    assert!(asked >= 1);
    let settled = street.calls().await;
    street.clock.advance(Moment::DAY);
    assert_eq!(merchant.ask_customs().await.unwrap(), 0, "it has answered");
    assert_eq!(street.calls().await, settled);
}

/// A shop that declares more than a page of payments is not told less of the first ones.
#[tokio::test]
async fn customs_is_asked_about_every_payment_however_many_came_after_it() {
    let street = Street::open().await;
    street.next_morning();
    let file = street.file();
    let merchant = street.honest(&file).await;
    for _ in 0..203 {
        let payment = street.paid(&merchant, Way::Mainland, 60_000).await;
        declares(&street, &merchant, &payment).await;
    }
    street.clock.advance(Moment::HOUR);
    assert_eq!(merchant.ask_customs().await.unwrap(), 203);
}
