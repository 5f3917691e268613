//! At the counter: the buyer's code scanned, or ours shown.

use std::sync::Arc;

use antom::SecretText;
use async_trait::async_trait;
use domain::{
    CODE_GONE, Moment, NEVER_ARRIVED, OrderNumber, PayProduct, PaymentRequestId, PaymentState, Standing,
};
use engine::CounterWish;
use engine::outbox::{COUNTER, COUNTER_ROUNDS, Recorded};
use engine::port::{Call, Delivered, Gateway};
use testkit::{StopAt, StoppingLedger};

use crate::shop::road::{At, Road, Trouble};
use crate::shop::{agree, money, open};
use crate::stand::Stand;

/// A made-up payment code; its last two digits say what the buyer's wallet does.
fn code(ending: &str) -> String {
    format!("2881234567890777{ending}")
}

fn wish(draft: &str, product: PayProduct, minor: u64, code: Option<&str>) -> CounterWish {
    CounterWish {
        draft: PaymentRequestId::parse(draft).unwrap(),
        product,
        order_number: OrderNumber::parse(&format!("ORDER-{draft}")).unwrap(),
        description: "two coffees".into(),
        amount: money(minor, "SGD"),
        code: code.map(SecretText::new),
        again: false,
    }
}

async fn scanned(stand: &Stand, minor: u64, ending: &str) -> String {
    let id = stand.street.id();
    let wish = wish(&id, PayProduct::PaymentCode, minor, Some(&code(ending)));
    stand.merchant.counter_payment(wish).await.unwrap();
    id
}

async fn shown(stand: &Stand, minor: u64) -> String {
    let id = stand.street.id();
    stand.merchant.counter_payment(wish(&id, PayProduct::OrderCode, minor, None)).await.unwrap();
    id
}

fn declined(standing: &Standing) -> &str {
    match standing {
        Standing::Declined { code, .. } => code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_code_is_scanned_and_paid() {
    let stand = Stand::open().await;
    let id = scanned(&stand, 1_250, "00").await;
    assert!(!stand.is_open(&id).await, "paid at once");
    let payment = stand.payment(&id).await;
    assert_eq!(payment.state(), PaymentState::Paid);
    agree(&payment, &stand.street.booked(&id).await.unwrap());
    assert_eq!(stand.effects("pay", &id).await, 1);
    assert_eq!(stand.sent_and_asked(&id).await, (1, 0));
    stand.keeps_no(&code("00"), &format!("ORDER-{id}")).await;
    stand.is_sound().await;
}

#[tokio::test]
async fn the_buyer_confirms_later() {
    let stand = Stand::open().await;
    let id = scanned(&stand, 1_250, "01").await;
    let begun = stand.street.now();
    assert_eq!(stand.payment(&id).await.state(), PaymentState::Pending);
    assert_eq!(stand.next_due().await, Some(begun.plus(COUNTER[0])), "asked after five seconds");
    stand.step().await;
    assert_eq!(stand.next_due().await, Some(begun.plus(COUNTER[0] + COUNTER[1])), "then every three");
    stand.rest().await;
    assert_eq!(stand.payment(&id).await.state(), PaymentState::Paid);
    assert_eq!(stand.street.now().since(begun), COUNTER[0] + 2 * COUNTER[1], "the third time");
    assert_eq!(stand.sent_and_asked(&id).await, (1, 3));
    assert_eq!(stand.effects("pay", &id).await, 1);
    stand.keeps_no(&code("01"), &format!("ORDER-{id}")).await;
}

/// What a wallet refuses is refused at once; the same digits scanned again are refused as used.
#[tokio::test]
async fn what_the_wallet_refuses() {
    let stand = Stand::open().await;
    for (ending, why) in [
        ("02", "EXPIRED_CODE"),
        ("03", "INVALID_PAYMENT_CODE"),
        ("04", "USER_BALANCE_NOT_ENOUGH"),
        ("06", "RISK_REJECT"),
        ("02", "INVALID_PAYMENT_CODE"),
    ] {
        let id = scanned(&stand, 1_250, ending).await;
        assert!(!stand.is_open(&id).await, "{ending}: final at once");
        assert_eq!(declined(&stand.payment(&id).await.standing), why, "{ending}");
        assert_eq!(stand.effects("pay", &id).await, 0, "{ending}");
        stand.keeps_no(&code(ending), &format!("ORDER-{id}")).await;
    }
    stand.is_sound().await;
}

/// Nobody hands over goods on a guess: after so many questions the payment is cancelled by our id.
#[tokio::test]
async fn it_never_ends_and_is_cancelled() {
    let stand = Stand::open().await;
    let id = scanned(&stand, 1_250, "05").await;
    let begun = stand.street.now();
    let cancel = format!("{id}_cancel");
    for asked in 1.. {
        stand.step().await;
        let cancelled = stand.effects("cancel", &stand.gateway_id(&id).await).await;
        if cancelled > 0 {
            let rounds = usize::try_from(COUNTER_ROUNDS).unwrap();
            assert_eq!(asked + 1, rounds, "sent once and then asked: as many rounds as the ladder has");
            break;
        }
        assert!(stand.is_open(&id).await && asked < 40);
    }
    stand.rest().await;
    let payment = stand.payment(&id).await;
    assert_eq!(payment.state(), PaymentState::Cancelled);
    agree(&payment, &stand.street.booked(&id).await.unwrap());
    assert_eq!(stand.effects("cancel", &stand.gateway_id(&id).await).await, 1, "cancelled once");
    assert_eq!(stand.effects("pay", &id).await, 0);
    assert!(!stand.is_open(&id).await && !stand.is_open(&cancel).await);
    assert!(stand.street.now().since(begun) < 2 * Moment::MINUTE, "a buyer waits no longer");
    assert_eq!(stand.sent_and_asked(&id).await.0, 1);
    stand.is_sound().await;
}

#[tokio::test]
async fn the_answer_is_lost() {
    let stand = Stand::open().await;
    let id = scanned(&stand, 1_213, "00").await;
    assert!(stand.payment(&id).await.unknown, "not known, and said so");
    stand.rest().await;
    let payment = stand.payment(&id).await;
    assert_eq!(payment.state(), PaymentState::Paid);
    agree(&payment, &stand.street.booked(&id).await.unwrap());
    assert_eq!((stand.effects("pay", &id).await, stand.sent_and_asked(&id).await.0), (1, 1));
    stand.keeps_no(&code("00"), &format!("ORDER-{id}")).await;
}

/// The process stops before the attempt is written down: nothing left, and the code is gone with it.
#[tokio::test]
async fn the_process_stops_before_the_first_byte() {
    let stand = Stand::open().await;
    for trouble in [(1, StopAt::After), (2, StopAt::Before)] {
        let id = stand.street.id();
        let digits = code("00");
        let ledger = StoppingLedger::new(open(&stand.file).await);
        ledger.stop_at(trouble.0, trouble.1);
        let stopping = stand.street.merchant(Arc::new(ledger.clone()), stand.street.http.clone());
        // Where the order is written the press may say so; where the write's end is lost it cannot.
        let pressed =
            stopping.counter_payment(wish(&id, PayProduct::PaymentCode, 1_250, Some(&digits))).await;
        assert!(ledger.stopped(), "{pressed:?}");
        drop(stopping);

        stand.rest().await;
        assert_eq!(declined(&stand.payment(&id).await.standing), CODE_GONE);
        let told = stand.street.journal().await.into_iter().find(|line| line["request_id"] == id);
        assert_eq!(told, None, "{trouble:?}: nothing was sent");
        assert_eq!(stand.street.booked(&id).await, None);
        assert_eq!(stand.sent_and_asked(&id).await, (0, 0));
        stand.keeps_no(&digits, &format!("ORDER-{id}")).await;
    }
    stand.is_sound().await;
}

/// The process stops when something may have left: it is asked about, never sent again, and cancelled. A
/// cancellation of what the gateway never had proves that nothing arrived.
#[tokio::test]
async fn the_process_stops_when_a_byte_may_have_left() {
    let stand = Stand::open().await;
    for (at, state, effects) in [
        (At::StopsUnsent, PaymentState::Closed, 0),
        (At::RequestLost, PaymentState::Closed, 0),
        (At::StopsUnanswered, PaymentState::Paid, 1),
        (At::StopsAnswered, PaymentState::Paid, 1),
        (At::AnswerLost, PaymentState::Paid, 1),
    ] {
        let id = stand.street.id();
        let digits = format!("28812345678907{}00", 10 + stand.street.books().await.len());
        let ledger = StoppingLedger::new(open(&stand.file).await);
        let road = Road::new(stand.street.http.clone(), ledger.clone(), Trouble::Send(1, at));
        let stopping = stand.street.merchant(Arc::new(ledger), road);
        // A press that stops says whatever it can; the ledger says what is.
        let _ = stopping.counter_payment(wish(&id, PayProduct::PaymentCode, 1_250, Some(&digits))).await;
        drop(stopping);
        stand.rest().await;
        let payment = stand.payment(&id).await;
        assert_eq!(payment.state(), state, "{at:?}: {payment:?}");
        if effects == 0 {
            assert_eq!(declined(&payment.standing), NEVER_ARRIVED);
            assert_eq!(stand.street.booked(&id).await, None);
        }
        assert_eq!(stand.effects("pay", &id).await, effects, "{at:?}");
        assert_eq!(stand.sent_and_asked(&id).await.0, 1, "{at:?}: a code is sent once");
        stand.keeps_no(&digits, &format!("ORDER-{id}")).await;
    }
    stand.is_sound().await;
}

#[tokio::test]
async fn our_code_is_shown_and_paid() {
    let stand = Stand::open().await;
    for product in [PayProduct::OrderCode, PayProduct::EntryCode] {
        let id = stand.street.id();
        stand.merchant.counter_payment(wish(&id, product, 1_250, None)).await.unwrap();
        let offer = stand.payment(&id).await.offer.expect("something to scan or to open");
        match product {
            PayProduct::OrderCode => assert!(offer.code.is_some() && offer.until.is_some(), "{offer:?}"),
            _ => assert!(offer.url.is_some(), "{offer:?}"),
        }
        assert!(stand.is_open(&id).await);
        stand.step().await;
        assert_eq!(stand.payment(&id).await.state(), PaymentState::Pending);
        stand.buyer(&id, "pay").await;
        stand.rest().await;
        let payment = stand.payment(&id).await;
        assert_eq!(payment.state(), PaymentState::Paid);
        agree(&payment, &stand.street.booked(&id).await.unwrap());
        assert_eq!((stand.effects("pay", &id).await, stand.sent_and_asked(&id).await.0), (1, 1));
    }
    stand.is_sound().await;
}

/// Our code is over and nobody scanned it: the gateway closed it, and says so when it is asked.
#[tokio::test]
async fn our_code_ends_unused() {
    let stand = Stand::open().await;
    let id = shown(&stand, 1_250).await;
    let until = stand.payment(&id).await.offer.unwrap().until.unwrap();
    stand.rest().await;
    assert_eq!(declined(&stand.payment(&id).await.standing), "ORDER_IS_CLOSED");
    assert!(stand.street.now().since(until) > 0, "not before its time is over");
    assert!(stand.street.now().since(until) < Moment::MINUTE, "and not long after it");
    assert_eq!(stand.effects("pay", &id).await, 0);
    stand.is_sound().await;
}

#[tokio::test]
async fn the_buyer_declines_our_code() {
    let stand = Stand::open().await;
    let id = shown(&stand, 1_250).await;
    stand.buyer(&id, "decline").await;
    stand.rest().await;
    assert_eq!(declined(&stand.payment(&id).await.standing), "USER_PAYMENT_VERIFICATION_FAILED");
    assert_eq!(stand.effects("cancel", &stand.gateway_id(&id).await).await, 0, "nothing to undo");
}

/// Takes orders and answers no question.
struct Mute(Arc<dyn Gateway>);

#[async_trait]
impl Gateway for Mute {
    async fn deliver(&self, order: &Recorded, call: Call) -> Delivered {
        self.0.deliver(order, call).await
    }

    async fn ask(&self, _: Call) -> Delivered {
        Delivered::NoAnswer("lost".into())
    }
}

/// Our code is over and nothing is known: it is cancelled by our id, once, and the buyer who paid it in
/// between has the money back.
#[tokio::test]
async fn our_code_ends_and_nothing_is_known() {
    let stand = Stand::open().await;
    for paid in [false, true] {
        let id = stand.street.id();
        let mute = stand.beside(Arc::new(Mute(stand.street.http.clone()))).await;
        mute.counter_payment(wish(&id, PayProduct::OrderCode, 1_250, None)).await.unwrap();
        let until = stand.payment(&id).await.offer.unwrap().until.unwrap();
        if paid {
            stand.buyer(&id, "pay").await;
        }
        let cancel = format!("{id}_cancel");
        while mute.ledger().order(&domain::OrderId::parse(&cancel).unwrap()).await.unwrap().is_none() {
            let due = stand.next_due().await.unwrap();
            assert!(due.since(until) < Moment::MINUTE, "cancelled when its time is over");
            stand.street.clock.set(due);
            mute.drive_due().await.unwrap();
        }
        assert!(stand.street.now().since(until) > 0);
        stand.rest().await;
        let payment = stand.payment(&id).await;
        let (state, effects) = if paid { (PaymentState::Cancelled, 1) } else { (PaymentState::Closed, 0) };
        assert_eq!(payment.state(), state, "{payment:?}");
        assert_eq!(stand.effects("pay", &id).await, effects);
        assert_eq!(stand.effects("cancel", &stand.gateway_id(&id).await).await, effects);
        agree(&payment, &stand.street.booked(&id).await.unwrap());
    }
    stand.is_sound().await;
}
