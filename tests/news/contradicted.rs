//! What contradicts is asked about until the gateway has answered, and its answer settles it; a refund another
//! desk made is found.

use domain::{Effect, Moment};
use engine::Merchant;
use serde_json::{Value, json};

use crate::desk::{Desk, notices, with};
use crate::feed::{paid, refunded};

/// One payment of the shop's site for 40.00, and a notification that cannot be.
async fn contradicted(desk: &Desk) -> Merchant {
    let merchant = desk.merchant().await;
    let at = desk.now();
    desk.bank.list(at, "PAYMENT_RESULT", &paid(1, at));
    says(desk, 1, &json!([]));
    desk.bank.books().silent = true;
    let too_much = refunded(1, 9_000, at.plus(Moment::MINUTE));
    desk.bank.list(at.plus(Moment::MINUTE), "REFUND_RESULT", &too_much);
    desk.clock.advance(Moment::HOUR);
    merchant.read_feed().await.unwrap();
    let payment = merchant.payment("SITE-1").await.unwrap().payment;
    assert_eq!((payment.contradictions.len(), payment.contradictions[0].confirmed), (1, false));
    merchant
}

fn says(desk: &Desk, number: u64, transactions: &Value) {
    let answer = json!({
        "paymentStatus": "SUCCESS", "paymentRequestId": format!("SITE-{number}"),
        "paymentId": format!("2026{number:012}"), "paymentAmount": { "currency": "SGD", "value": "4000" },
        "paymentTime": desk.now().iso(), "transactions": transactions,
    });
    desk.bank.books().payments.insert(format!("SITE-{number}"), answer);
}

async fn refundable(merchant: &Merchant, id: &str) -> u64 {
    merchant.payment(id).await.unwrap().payment.money_box().refundable.minor()
}

fn asked(desk: &Desk) -> usize {
    desk.bank.books().asked.get("SITE-1").copied().unwrap_or_default()
}

/// Rounds of the outbox over some days.
async fn rounds(desk: &Desk, merchant: &Merchant) {
    for _ in 0..40 {
        desk.clock.advance(2 * Moment::HOUR);
        merchant.drive_due().await.unwrap();
    }
}

#[tokio::test]
async fn a_refund_of_more_than_there_is_is_asked_about_until_it_is_withdrawn() {
    let desk = Desk::open();
    let merchant = contradicted(&desk).await;
    assert_eq!(refundable(&merchant, "SITE-1").await, 0, "reserved until it is known");
    let before = asked(&desk);
    merchant.drive_due().await.unwrap();
    merchant.drive_due().await.unwrap();
    assert_eq!(asked(&desk), before + 1, "asked about, once a rung");
    rounds(&desk, &merchant).await;
    assert!(asked(&desk) > before + 3, "and again, while nobody answers");
    assert_eq!(refundable(&merchant, "SITE-1").await, 0);

    desk.bank.books().silent = false;
    rounds(&desk, &merchant).await;
    let payment = merchant.payment("SITE-1").await.unwrap().payment;
    assert_eq!((payment.contradictions.len(), payment.withdrawn.len()), (0, 1));
    assert!(!payment.has_unknown());
    assert_eq!(refundable(&merchant, "SITE-1").await, 4_000, "free again");
    let settled = asked(&desk);
    rounds(&desk, &merchant).await;
    desk.merchant().await.take_in_waiting().await.unwrap();
    rounds(&desk, &desk.merchant().await).await;
    assert_eq!(asked(&desk), settled, "and nobody asks any more");
    assert_eq!(refundable(&merchant, "SITE-1").await, 4_000, "the same notice again changes nothing");
}

#[tokio::test]
async fn what_the_gateway_says_still_is_confirmed_and_stays_reserved() {
    let desk = Desk::open();
    let merchant = contradicted(&desk).await;
    let record = json!({
        "refundStatus": "SUCCESS", "refundRequestId": "REF-1", "refundId": "2026R000000001",
        "refundAmount": { "currency": "SGD", "value": "9000" },
    });
    desk.bank.books().refunds.insert("REF-1".into(), record);
    desk.bank.books().silent = false;
    rounds(&desk, &merchant).await;
    let payment = merchant.payment("SITE-1").await.unwrap().payment;
    assert_eq!((payment.contradictions.len(), payment.contradictions[0].confirmed), (1, true));
    assert_eq!(refundable(&merchant, "SITE-1").await, 0, "never given back a second time");
    let settled = asked(&desk);
    rounds(&desk, &merchant).await;
    assert_eq!(asked(&desk), settled, "a person has to look now");
}

#[tokio::test]
async fn a_refund_of_another_desk_that_names_no_payment_is_found_and_counts() {
    let desk = Desk::open();
    let merchant = desk.merchant().await;
    let at = desk.now();
    for number in [1, 2, 3] {
        desk.bank.list(at, "PAYMENT_RESULT", &paid(number, at));
        says(&desk, number, &json!([]));
    }
    let row = json!([{
        "transactionType": "REFUND", "transactionRequestId": "BACK-2", "transactionId": "2026R000000002",
        "transactionStatus": "SUCCESS", "transactionAmount": { "currency": "SGD", "value": "1500" },
    }]);
    says(&desk, 2, &row);
    let mut foreign = refunded(2, 1_500, at.plus(Moment::MINUTE));
    foreign.as_object_mut().unwrap().remove("paymentId");
    foreign["refundRequestId"] = json!("BACK-2");
    foreign["refundId"] = json!("2026R000000002");
    desk.bank.list(at.plus(Moment::MINUTE), "REFUND_RESULT", &foreign);
    desk.clock.advance(Moment::HOUR);
    merchant.read_feed().await.unwrap();
    for (id, left) in [("SITE-1", 4_000), ("SITE-2", 2_500), ("SITE-3", 4_000)] {
        assert_eq!(refundable(&merchant, id).await, left, "{id}");
    }
    let all = notices(desk.ledger.as_ref()).await;
    assert_eq!(with(&all, Effect::NotOurs), 0, "it is known now whose it is");
    assert!(desk.bank.books().asked.values().all(|times| *times <= 1), "asked about once each at most");
}
