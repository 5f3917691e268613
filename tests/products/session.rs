//! A checkout the gateway opens for the buyer.

use std::sync::Arc;

use async_trait::async_trait;
use domain::{Bar, CaptureMode, Moment, OrderNumber, PaymentRequestId, PaymentState, SESSION_OVER, Standing};
use engine::outbox::Recorded;
use engine::port::{Call, Delivered, Gateway};
use engine::{Failed, SessionWish};
use serde_json::json;

use crate::shop::{Street, agree, money};
use crate::stand::Stand;

fn wish(draft: &str, order: &str, minor: u64) -> SessionWish {
    SessionWish {
        draft: PaymentRequestId::parse(draft).unwrap(),
        order_number: OrderNumber::parse(order).unwrap(),
        description: "a blue lamp".into(),
        amount: money(minor, "HKD"),
        method: None,
        capture_mode: CaptureMode::Automatic,
        minutes: 30,
        again: false,
    }
}

async fn opened(stand: &Stand, minor: u64) -> String {
    let id = stand.street.id();
    stand.merchant.open_session(wish(&id, &format!("ORDER-{id}"), minor)).await.unwrap();
    id
}

#[tokio::test]
async fn opened_and_paid() {
    let stand = Stand::open().await;
    let before = stand.street.now();
    let id = opened(&stand, 20_000).await;
    let payment = stand.payment(&id).await;
    let offer = payment.offer.clone().expect("the buyer has somewhere to go");
    assert!(offer.url.unwrap().starts_with(&stand.street.listening.base_url));
    assert_eq!(offer.until, Some(before.plus(30 * Moment::MINUTE)));
    assert!(offer.session.is_some());
    assert!(stand.is_open(&id).await, "an open checkout is no payment");
    assert_eq!(stand.effects("pay", &id).await, 0);

    // What the gateway has of it can be asked for.
    let there = stand.merchant.retrieve_session(&id).await.unwrap();
    assert_eq!(there.order.unwrap().reference_order_id.unwrap().as_str(), format!("ORDER-{id}"));

    // Asked about while the buyer thinks: nothing is known, nothing is closed.
    stand.step().await;
    assert!(stand.is_open(&id).await);
    assert_eq!(stand.payment(&id).await.state(), PaymentState::Pending);

    let paid = json!({ "payment_request_id": id, "do": "pay", "method": "ALIPAY_HK" });
    stand.play("/practice/act", paid).await;
    stand.rest().await;
    let payment = stand.payment(&id).await;
    assert_eq!(payment.state(), PaymentState::Paid);
    agree(&payment, &stand.street.booked(&id).await.unwrap());
    assert_eq!(stand.effects("pay", &id).await, 1);
    assert_eq!(stand.sent_and_asked(&id).await.0, 1, "opened once");
    stand.is_sound().await;

    // The same sheet again is the same checkout; another amount under it is refused.
    let again = stand.merchant.open_session(wish(&id, &format!("ORDER-{id}"), 20_000)).await;
    assert_eq!(again.unwrap().as_str(), id);
    let other = stand.merchant.open_session(wish(&id, &format!("ORDER-{id}"), 20_100)).await;
    assert_eq!(other, Err(Failed::DraftUsed));
}

#[tokio::test]
async fn the_buyer_declines() {
    let stand = Stand::open().await;
    let id = opened(&stand, 20_000).await;
    stand.buyer(&id, "decline").await;
    stand.rest().await;
    let payment = stand.payment(&id).await;
    assert_eq!(payment.state(), PaymentState::Declined);
    let Standing::Declined { code, .. } = &payment.standing else { panic!("{:?}", payment.standing) };
    assert_eq!(code, "USER_PAYMENT_VERIFICATION_FAILED");
    assert_eq!(stand.effects("pay", &id).await, 0);
    stand.is_sound().await;
}

/// The gateway of the shop knows the checkout as a payment and says that it is closed.
#[tokio::test]
async fn it_ends_unused() {
    let stand = Stand::open().await;
    let id = opened(&stand, 20_000).await;
    stand.rest().await;
    let payment = stand.payment(&id).await;
    let until = payment.offer.as_ref().unwrap().until.unwrap();
    let Standing::Declined { code, .. } = &payment.standing else { panic!("{:?}", payment.standing) };
    assert_eq!(code, "ORDER_IS_CLOSED");
    assert!(stand.street.now().since(until) > 0, "not before its time is over");
    assert_eq!(stand.effects("pay", &id).await, 0);
}

/// Delivers at one practice gateway and asks another one, which has never heard of anything: as a gateway
/// does that keeps no payment before the buyer chose how to pay.
struct Elsewhere {
    here: Arc<dyn Gateway>,
    there: Arc<dyn Gateway>,
    base: (String, String),
}

#[async_trait]
impl Gateway for Elsewhere {
    async fn deliver(&self, order: &Recorded, call: Call) -> Delivered {
        self.here.deliver(order, call).await
    }

    async fn ask(&self, call: Call) -> Delivered {
        let url = call.url.replace(&self.base.0, &self.base.1);
        self.there.ask(Call { url, ..call }).await
    }
}

#[tokio::test]
async fn it_ends_unused_where_an_unused_checkout_is_no_payment() {
    let stand = Stand::open().await;
    let other = Street::open().await;
    let road = Elsewhere {
        here: stand.street.http.clone(),
        there: other.http.clone(),
        base: (stand.street.listening.base_url.clone(), other.listening.base_url.clone()),
    };
    let merchant = stand.beside(Arc::new(road)).await;
    let id = stand.street.id();
    merchant.open_session(wish(&id, &format!("ORDER-{id}"), 20_000)).await.unwrap();
    let until = stand.payment(&id).await.offer.unwrap().until.unwrap();
    let at = |moment: Moment| {
        stand.street.clock.set(moment);
        other.clock.set(moment);
    };
    for (moment, open) in [
        (until.plus(-Moment::MINUTE), true),
        // The buyer may have paid in the last second, and the gateway may be late with it.
        (until.plus(Moment::MINUTE), true),
        (until.plus(15 * Moment::MINUTE), true),
        (until.plus(15 * Moment::MINUTE + 1), false),
    ] {
        at(moment);
        merchant.drive_open().await.unwrap();
        assert_eq!(stand.is_open(&id).await, open, "{moment:?}");
    }
    let payment = stand.payment(&id).await;
    let Standing::Declined { code, .. } = &payment.standing else { panic!("{:?}", payment.standing) };
    assert_eq!(code, SESSION_OVER);
    assert_eq!(payment.state(), PaymentState::Closed);
    assert_eq!(stand.sent_and_asked(&id).await, (1, 4), "opened once, and never again");
}

#[tokio::test]
async fn the_first_answer_is_lost() {
    let stand = Stand::open().await;
    let id = opened(&stand, 20_013).await;
    assert_eq!(stand.payment(&id).await.offer, None, "nobody knows the link yet");
    assert!(stand.payment(&id).await.unknown);
    stand.step().await;
    assert!(stand.is_open(&id).await);
    let paid = json!({ "payment_request_id": id, "do": "pay", "method": "ALIPAY_HK" });
    stand.play("/practice/act", paid).await;
    stand.rest().await;
    let payment = stand.payment(&id).await;
    assert_eq!(payment.state(), PaymentState::Paid);
    agree(&payment, &stand.street.booked(&id).await.unwrap());
    assert_eq!(stand.effects("pay", &id).await, 1);
    assert_eq!(stand.street.books().await.len(), 1, "one payment at the gateway");
    stand.is_sound().await;
}

#[tokio::test]
async fn the_same_order_is_being_paid_already() {
    let stand = Stand::open().await;
    let (one, two, three) = (stand.street.id(), stand.street.id(), stand.street.id());
    stand.merchant.open_session(wish(&one, "ORDER-7", 20_000)).await.unwrap();
    let calls = stand.street.calls().await;
    for paid in [false, true] {
        match stand.merchant.open_session(wish(&two, "ORDER-7", 20_000)).await {
            Err(Failed::Bar(Bar::OrderBeingPaid { payment, amount, paid: said, .. })) => {
                assert_eq!((payment.as_str(), amount, said), (one.as_str(), money(20_000, "HKD"), paid));
            }
            other => panic!("{other:?}"),
        }
        if !paid {
            assert_eq!(stand.street.calls().await, calls, "nothing was sent");
            stand
                .play(
                    "/practice/act",
                    json!({ "payment_request_id": one, "do": "pay", "method": "ALIPAY_HK" }),
                )
                .await;
            stand.rest().await;
        }
    }
    // A person said that it is another one.
    let again = SessionWish { again: true, ..wish(&two, "ORDER-7", 20_000) };
    stand.merchant.open_session(again).await.unwrap();
    stand.buyer(&two, "decline").await;
    stand.rest().await;
    // One that came to nothing is in nobody's way, the one that is paid still is.
    assert!(stand.merchant.open_session(wish(&three, "ORDER-7", 20_000)).await.is_err());
    stand.merchant.open_session(wish(&three, "ORDER-8", 20_000)).await.unwrap();
}
