//! News that is late, early or cannot be.

use domain::{Effect, Moment, PaymentState};
use engine::Merchant;
use serde_json::{Value, json};

use crate::bank::{Bank, success};
use crate::desk::{Desk, notices, story, with};
use crate::feed::{paid, refunded};

/// Lists a word and reads it.
async fn hear(desk: &Desk, merchant: &Merchant, word: &str, body: &Value) {
    desk.clock.advance(Moment::MINUTE);
    desk.bank.list(desk.now(), word, body);
    merchant.read_feed().await.unwrap();
}

fn captured(number: u64, minor: u64, at: Moment) -> Value {
    json!({
        "notifyType": "CAPTURE_RESULT", "result": success(), "captureRequestId": format!("CAP-{number}"),
        "paymentId": format!("2026{number:012}"), "captureId": format!("2026C{number:09}"),
        "captureAmount": { "currency": "SGD", "value": minor.to_string() }, "captureTime": at.iso(),
    })
}

/// A hold of the shop's site.
fn held(number: u64, at: Moment) -> Value {
    let mut body = paid(number, at);
    body["paymentMethodType"] = json!("CARD");
    body["authExpiryTime"] = json!(at.plus(7 * Moment::DAY).iso());
    body
}

fn says(bank: &Bank, number: u64, status: &str, at: Moment) {
    let answer = json!({
        "paymentStatus": status, "paymentRequestId": format!("SITE-{number}"),
        "paymentId": format!("2026{number:012}"), "paymentAmount": { "currency": "SGD", "value": "4000" },
        "paymentTime": at.iso(), "transactions": [],
    });
    bank.books().payments.insert(format!("SITE-{number}"), answer);
}

async fn state(merchant: &Merchant) -> PaymentState {
    merchant.payment("SITE-1").await.unwrap().payment.state()
}

#[tokio::test]
async fn a_success_after_the_cancellation_changes_nothing() {
    let desk = Desk::open();
    let merchant = desk.merchant().await;
    let at = desk.now();
    let mut pending = paid(1, at);
    pending["notifyType"] = json!("PAYMENT_PENDING");
    hear(&desk, &merchant, "PAYMENT_PENDING", &pending).await;
    says(&desk.bank, 1, "CANCELLED", at);
    merchant.inquire("SITE-1").await.unwrap();
    assert_eq!(state(&merchant).await, PaymentState::Cancelled);
    let asked = desk.bank.books().asked["SITE-1"];
    hear(&desk, &merchant, "PAYMENT_RESULT", &paid(1, at.plus(Moment::HOUR))).await;
    let payment = merchant.payment("SITE-1").await.unwrap().payment;
    assert_eq!((payment.state(), payment.money_box().net.minor()), (PaymentState::Cancelled, 0));
    // The answer did not bear it out; it stays in the story.
    assert_eq!((payment.contradictions.len(), payment.withdrawn.len()), (0, 1));
    assert!(!payment.has_unknown());
    assert_eq!(desk.bank.books().asked["SITE-1"], asked + 1, "asked about at once");
    assert_eq!(with(&notices(desk.ledger.as_ref()).await, Effect::Contradicts), 1);
}

#[tokio::test]
async fn a_capture_before_its_payment_is_taken_in_when_the_payment_is_known() {
    let desk = Desk::open();
    let merchant = desk.merchant().await;
    let at = desk.now();
    hear(&desk, &merchant, "CAPTURE_RESULT", &captured(1, 1_500, at)).await;
    hear(&desk, &merchant, "REFUND_RESULT", &refunded(1, 500, at)).await;
    assert_eq!(with(&notices(desk.ledger.as_ref()).await, Effect::NotOurs), 2);
    assert!(story(desk.ledger.as_ref()).await.is_empty(), "nothing is made up of them");
    hear(&desk, &merchant, "PAYMENT_RESULT", &held(1, at)).await;
    let payment = merchant.payment("SITE-1").await.unwrap().payment;
    let sums = payment.money_box();
    assert_eq!((sums.captured.minor(), sums.refunded.minor(), sums.capturable.minor()), (1_500, 500, 2_500));
    assert_eq!(payment.contradictions, Vec::new());
    let all = notices(desk.ledger.as_ref()).await;
    assert_eq!(with(&all, Effect::Changed), 3, "{all:#?}");
}

#[tokio::test]
async fn a_capture_before_the_hold_is_known_waits_for_it() {
    let desk = Desk::open();
    desk.bank.books().silent = true;
    let merchant = desk.merchant().await;
    let at = desk.now();
    let mut pending = paid(1, at);
    pending["notifyType"] = json!("PAYMENT_PENDING");
    hear(&desk, &merchant, "PAYMENT_PENDING", &pending).await;
    // The refund even before the capture it is of.
    hear(&desk, &merchant, "REFUND_RESULT", &refunded(1, 1_500, at)).await;
    hear(&desk, &merchant, "CAPTURE_RESULT", &captured(1, 1_500, at)).await;
    let all = notices(desk.ledger.as_ref()).await;
    assert_eq!(with(&all, Effect::Contradicts), 2, "shown until it fits");
    assert_eq!(state(&merchant).await, PaymentState::Pending, "never applied blindly");
    hear(&desk, &merchant, "PAYMENT_RESULT", &held(1, at)).await;
    let payment = merchant.payment("SITE-1").await.unwrap().payment;
    assert_eq!(payment.state(), PaymentState::Refunded);
    assert_eq!((payment.has_unknown(), payment.money_box().capturable.minor()), (false, 2_500));
    assert_eq!(with(&notices(desk.ledger.as_ref()).await, Effect::Contradicts), 0);
}

#[tokio::test]
async fn what_waited_is_taken_in_by_the_next_start_too() {
    let desk = Desk::open();
    let merchant = desk.merchant().await;
    let at = desk.now();
    hear(&desk, &merchant, "CAPTURE_RESULT", &captured(1, 4_000, at)).await;
    // The process stops right after the payment is known: the write after the one that says it was paid.
    let stopping = testkit::StoppingLedger::new(std::sync::Arc::clone(&desk.ledger));
    stopping.stop_at(3, testkit::StopAt::After);
    let stopped = desk.merchant_on(std::sync::Arc::new(stopping.clone())).await;
    desk.clock.advance(Moment::MINUTE);
    desk.bank.list(desk.now(), "PAYMENT_RESULT", &held(1, at));
    assert!(stopped.read_feed().await.is_err());
    assert_eq!(state(&merchant).await, PaymentState::Authorised, "stopped where it was meant to");
    let next = desk.merchant().await;
    next.take_in_waiting().await.unwrap();
    assert_eq!(state(&next).await, PaymentState::Paid);
    next.read_feed().await.unwrap();
    let all = notices(desk.ledger.as_ref()).await;
    assert!(all.iter().all(|notice| notice.took.as_ref().is_some_and(|took| took.subject.is_some())));
}

#[tokio::test]
async fn a_refund_of_an_unknown_payment_is_not_ours() {
    let desk = Desk::open();
    let merchant = desk.merchant().await;
    hear(&desk, &merchant, "REFUND_RESULT", &refunded(9, 500, desk.now())).await;
    let all = notices(desk.ledger.as_ref()).await;
    assert_eq!((all.len(), with(&all, Effect::NotOurs)), (1, 1), "kept and shown");
    assert!(story(desk.ledger.as_ref()).await.is_empty());
    // Payments of others do not wake it.
    hear(&desk, &merchant, "PAYMENT_RESULT", &paid(1, desk.now())).await;
    assert_eq!(with(&notices(desk.ledger.as_ref()).await, Effect::NotOurs), 1);
}

#[tokio::test]
async fn a_hold_that_was_first_pending_is_not_taken() {
    let desk = Desk::open();
    let merchant = desk.merchant().await;
    let at = desk.now();
    let mut pending = paid(1, at);
    pending["notifyType"] = json!("PAYMENT_PENDING");
    hear(&desk, &merchant, "PAYMENT_PENDING", &pending).await;
    hear(&desk, &merchant, "PAYMENT_RESULT", &held(1, at)).await;
    let payment = merchant.payment("SITE-1").await.unwrap().payment;
    assert_eq!(payment.state(), PaymentState::Authorised);
    assert_eq!(payment.money_box().captured.minor(), 0);
}

#[tokio::test]
async fn learned_by_asking_until_its_notification_comes() {
    let desk = Desk::open();
    let merchant = desk.merchant().await;
    let at = desk.now();
    let draft = domain::PaymentRequestId::parse("SITE-1").unwrap();
    let wish = engine::TakeWish {
        draft,
        order_number: domain::OrderNumber::parse("ORDER-1").unwrap(),
        description: "a blue lamp".into(),
        amount: crate::shop::money(4_000, "SGD"),
        method: "GCASH".into(),
        token: None,
        card: domain::Card::default(),
        capture_mode: domain::CaptureMode::Automatic,
        needs_declaration: false,
        again: false,
    };
    merchant.take_payment(wish).await.unwrap();
    assert!(merchant.learned_by_asking(7, 10).await.unwrap().is_empty(), "nothing was learned yet");
    says(&desk.bank, 1, "PROCESSING", at);
    merchant.inquire("SITE-1").await.unwrap();
    assert!(merchant.learned_by_asking(7, 10).await.unwrap().is_empty(), "nobody has paid: nothing to tell");
    says(&desk.bank, 1, "SUCCESS", at);
    merchant.inquire("SITE-1").await.unwrap();
    assert_eq!(state(&merchant).await, PaymentState::Paid);
    let learned = merchant.learned_by_asking(7, 10).await.unwrap();
    assert_eq!(learned.len(), 1);
    assert_eq!(learned[0].stream.as_str(), "payment/shop/SITE-1");
    hear(&desk, &merchant, "PAYMENT_RESULT", &paid(1, at)).await;
    assert!(merchant.learned_by_asking(7, 10).await.unwrap().is_empty(), "its notification came");
    desk.clock.advance(8 * Moment::DAY);
    assert!(merchant.learned_by_asking(7, 10).await.unwrap().is_empty());
}
