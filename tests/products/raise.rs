//! Raising what a card's hold is for.

use domain::{
    Bar, CaptureMode, CaptureRequestId, Card, OrderNumber, PaymentRequestId, PaymentState, Progress,
    UpdateRequestId,
};
use engine::{CaptureWish, Failed, TakeWish, UpdateAmountWish};

use crate::shop::{agree, money};
use crate::stand::Stand;

/// A hold of SGD 100.00 that the issuer lets be raised.
async fn held(stand: &Stand) -> String {
    held_with(stand, "PRACTICE_CARD_VISA_4242_INCREMENTAL").await
}

async fn held_with(stand: &Stand, card: &str) -> String {
    let id = stand.street.id();
    let wish = TakeWish {
        draft: PaymentRequestId::parse(&id).unwrap(),
        order_number: OrderNumber::parse(&format!("ORDER-{id}")).unwrap(),
        description: "a room with a view".into(),
        amount: money(10_000, "SGD"),
        method: "CARD".into(),
        token: Some(antom::CardToken::new(card)),
        card: Card::default(),
        capture_mode: CaptureMode::Manual,
        needs_declaration: false,
        again: false,
    };
    stand.merchant.take_payment(wish).await.unwrap();
    stand.rest().await;
    assert_eq!(stand.payment(&id).await.state(), PaymentState::Authorised);
    id
}

async fn raise(stand: &Stand, payment: &str, minor: u64) -> Result<String, Failed> {
    let draft = stand.street.id();
    let wish = UpdateAmountWish {
        draft: UpdateRequestId::parse(&draft).unwrap(),
        payment: payment.to_owned(),
        version: None,
        total: money(minor, "SGD"),
    };
    stand.merchant.update_amount(wish).await.map(|order| order.to_string())
}

async fn progress(stand: &Stand, payment: &str, raise: &str) -> Progress {
    let payment = stand.payment(payment).await;
    payment.updates[&UpdateRequestId::parse(raise).unwrap()].progress.clone()
}

#[tokio::test]
async fn raised_and_found_by_asking() {
    let stand = Stand::open().await;
    // In process when it is asked about the first time; and done at once, told by nobody.
    for total in [12_000, 12_016] {
        let id = held(&stand).await;
        let update = raise(&stand, &id, total).await.unwrap();
        assert_eq!(progress(&stand, &id, &update).await, Progress::Pending, "accepted is not done");
        assert_eq!(stand.payment(&id).await.total(), money(10_000, "SGD"));
        stand.rest().await;
        assert!(progress(&stand, &id, &update).await.is_done());
        let payment = stand.payment(&id).await;
        assert_eq!(payment.total(), money(total, "SGD"));
        assert_eq!(payment.money_box().capturable, money(total, "SGD"), "what was raised can be taken");
        agree(&payment, &stand.street.booked(&id).await.unwrap());
        assert_eq!(stand.effects("updateAmount", &update).await, 1);
        assert_eq!(stand.sent_and_asked(&update).await.0, 1);
    }
    stand.is_sound().await;
}

#[tokio::test]
async fn raised_and_told_by_news() {
    let stand = Stand::open().await;
    let id = held(&stand).await;
    let update = raise(&stand, &id, 12_000).await.unwrap();
    let calls = stand.street.calls().await;
    stand.merchant.read_feed().await.unwrap();
    assert!(progress(&stand, &id, &update).await.is_done());
    assert!(!stand.is_open(&update).await, "nothing is left to ask");
    let version = stand.merchant.payment(&id).await.unwrap().version;
    // Asking, and reading the same news again, changes nothing.
    stand.merchant.inquire(&id).await.unwrap();
    stand.merchant.read_feed().await.unwrap();
    let standing = stand.merchant.payment(&id).await.unwrap();
    assert_eq!((standing.version, standing.payment.contradictions.len()), (version, 0));
    assert!(stand.street.calls().await >= calls);
    assert_eq!(stand.sent_and_asked(&update).await, (1, 0));
    stand.is_sound().await;
}

/// The issuer refuses; whoever says it first, the hold is what it was.
#[tokio::test]
async fn the_issuer_refuses() {
    let stand = Stand::open().await;
    for by_news in [false, true] {
        let id = held(&stand).await;
        let update = raise(&stand, &id, 12_012).await.unwrap();
        if by_news {
            stand.merchant.read_feed().await.unwrap();
        }
        stand.rest().await;
        assert!(matches!(progress(&stand, &id, &update).await, Progress::Refused { .. }));
        let payment = stand.payment(&id).await;
        assert_eq!(payment.total(), money(10_000, "SGD"));
        agree(&payment, &stand.street.booked(&id).await.unwrap());
        assert_eq!(stand.effects("updateAmount", &update).await, 0);
        // It may be tried again with another total.
        let update = raise(&stand, &id, 11_000).await.unwrap();
        stand.rest().await;
        assert!(progress(&stand, &id, &update).await.is_done());
    }
    stand.is_sound().await;
}

#[tokio::test]
async fn the_answer_is_lost() {
    let stand = Stand::open().await;
    // Lost on the way back, carried out twice, lost on the way there.
    for total in [12_013, 12_014, 12_017] {
        let id = held(&stand).await;
        let update = raise(&stand, &id, total).await.unwrap();
        assert_eq!(stand.payment(&id).await.total(), money(10_000, "SGD"));
        match raise(&stand, &id, 13_000).await {
            Err(Failed::Bar(Bar::AlreadyUnderWay { .. })) => {}
            other => panic!("while one is not known there is no second: {other:?}"),
        }
        stand.rest().await;
        let payment = stand.payment(&id).await;
        assert_eq!(payment.total(), money(total, "SGD"));
        agree(&payment, &stand.street.booked(&id).await.unwrap());
        assert_eq!(stand.effects("updateAmount", &update).await, 1, "{total}");
    }
    stand.is_sound().await;
}

#[tokio::test]
async fn what_is_not_allowed_is_not_sent() {
    let stand = Stand::open().await;
    let id = held(&stand).await;
    let calls = stand.street.calls().await;
    for total in [0, 9_999, 10_000] {
        let refused = raise(&stand, &id, total).await;
        assert_eq!(refused, Err(Failed::Bar(Bar::NotHigher { total: money(10_000, "SGD") })), "{total}");
    }
    assert_eq!(stand.street.calls().await, calls, "nothing was sent");
    let capture = CaptureWish {
        draft: CaptureRequestId::parse(&stand.street.id()).unwrap(),
        payment: id.clone(),
        version: None,
        amount: money(4_000, "SGD"),
        last: false,
    };
    stand.merchant.capture(capture).await.unwrap();
    stand.rest().await;
    let calls = stand.street.calls().await;
    assert_eq!(raise(&stand, &id, 12_000).await, Err(Failed::Bar(Bar::CapturedAlready)));
    assert_eq!(stand.street.calls().await, calls);
}

#[tokio::test]
async fn ten_times_and_no_more() {
    let stand = Stand::open().await;
    let id = held(&stand).await;
    for time in 1..=10 {
        let update = raise(&stand, &id, 10_000 + time * 100).await.unwrap();
        stand.rest().await;
        assert!(progress(&stand, &id, &update).await.is_done(), "{time}");
    }
    let calls = stand.street.calls().await;
    assert_eq!(raise(&stand, &id, 20_000).await, Err(Failed::Bar(Bar::RaisedTooOften)));
    assert_eq!(stand.street.calls().await, calls, "nothing was sent");
    let payment = stand.payment(&id).await;
    assert_eq!((payment.total(), payment.updates.len()), (money(11_000, "SGD"), 10));
    agree(&payment, &stand.street.booked(&id).await.unwrap());
    stand.is_sound().await;
}

/// A hold of which the gateway said that it cannot be raised is not asked about at all.
#[tokio::test]
async fn what_can_never_be_raised_is_not_offered() {
    let stand = Stand::open().await;
    let id = held_with(&stand, "PRACTICE_CARD_VISA_4242").await;
    assert_eq!(stand.payment(&id).await.raisable(), Some(false));
    let calls = stand.street.calls().await;
    assert_eq!(raise(&stand, &id, 12_000).await, Err(Failed::Bar(Bar::CannotBeRaised)));
    assert_eq!(stand.street.calls().await, calls, "nothing was sent");
    // A raise that was refused for itself leaves the next one possible.
    let other = held(&stand).await;
    assert_eq!(stand.payment(&other).await.raisable(), Some(true));
    assert!(stand.payment(&other).await.may_update_amount(money(12_000, "SGD"), stand.street.now()).is_ok());
    // Inquiry and notice say the same, and change nothing.
    let version = stand.merchant.payment(&id).await.unwrap().version;
    stand.merchant.inquire(&id).await.unwrap();
    stand.merchant.read_feed().await.unwrap();
    assert_eq!(stand.merchant.payment(&id).await.unwrap().version, version);
    stand.is_sound().await;
}
