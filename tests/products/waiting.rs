//! What waits for somebody else, and what is not known: told apart by the gateway's last word alone.

use domain::{Moment, OrderId, OrderNumber, PayProduct, PaymentRequestId, PaymentState};
use engine::outbox::{Awaited, SESSION_GRACE_MS, Waiting};
use engine::{CancelWish, CounterWish, Merchant, SessionWish};
use testkit::StoppingLedger;

use crate::shop::road::{At, Road, Trouble};
use crate::shop::{money, open};
use crate::stand::Stand;

async fn opened(stand: &Stand, merchant: &Merchant, minor: u64) -> String {
    let id = stand.street.id();
    let wish = SessionWish {
        draft: PaymentRequestId::parse(&id).unwrap(),
        order_number: OrderNumber::parse(&format!("ORDER-{id}")).unwrap(),
        description: "a blue lamp".into(),
        amount: money(minor, "HKD"),
        method: None,
        capture_mode: domain::CaptureMode::Automatic,
        minutes: 30,
        again: false,
    };
    merchant.open_session(wish).await.unwrap();
    id
}

async fn waits(stand: &Stand, id: &str) -> Option<Waiting> {
    let order = stand.order(id).await;
    let attempts = stand.merchant.ledger().attempts(&order.id).await.unwrap();
    Waiting::of_payment(&order, &attempts, &stand.payment(id).await, stand.street.now())
}

async fn ask(merchant: &Merchant, id: &str) {
    merchant.drive(&OrderId::parse(id).unwrap()).await.unwrap();
}

async fn troubled(stand: &Stand, nth: u32, at: At) -> Merchant {
    let ledger = StoppingLedger::new(open(&stand.file).await);
    stand.beside(Road::new(stand.street.http.clone(), ledger, Trouble::Send(nth, at))).await
}

#[tokio::test]
async fn an_open_checkout_waits_for_its_buyer_until_its_end() {
    let stand = Stand::open().await;
    let id = opened(&stand, &stand.merchant, 20_000).await;
    let until = stand.payment(&id).await.offer.unwrap().until.unwrap();
    let wanted = Some(Waiting { whom: Awaited::Buyer, until: Some(until) });
    assert_eq!(waits(&stand, &id).await, wanted);
    ask(&stand.merchant, &id).await;
    assert_eq!(waits(&stand, &id).await, wanted, "asked, and still so");
    stand.street.clock.set(until);
    assert_eq!(waits(&stand, &id).await, None, "paid in its last second, perhaps: not known");
}

#[tokio::test]
async fn a_lost_answer_is_never_waiting_and_the_next_answer_is() {
    for at in [At::RequestLost, At::AnswerLost, At::Unreachable] {
        let stand = Stand::open().await;
        // Lost when it is opened.
        let merchant = troubled(&stand, 1, at).await;
        let id = opened(&stand, &merchant, 20_000).await;
        assert_eq!(waits(&stand, &id).await, None, "{at:?}");
        stand.step().await;
        assert!(waits(&stand, &id).await.is_some(), "{at:?}: the link is known now");
        assert!(!stand.payment(&id).await.unknown);
        // Lost when it is asked about.
        ask(&troubled(&stand, 1, at).await, &id).await;
        assert_eq!(waits(&stand, &id).await, None, "{at:?}");
        ask(&stand.merchant, &id).await;
        assert!(waits(&stand, &id).await.is_some(), "{at:?}");
        assert!(!stand.payment(&id).await.has_unknown());
        assert_eq!(stand.effects("pay", &id).await, 0);
    }
}

#[tokio::test]
async fn a_shown_code_waits_and_a_scanned_one_is_not_known() {
    let stand = Stand::open().await;
    let wish = |id: &str, product, code: Option<&str>| CounterWish {
        draft: PaymentRequestId::parse(id).unwrap(),
        product,
        order_number: OrderNumber::parse(&format!("ORDER-{id}")).unwrap(),
        description: "two coffees".into(),
        amount: money(1_250, "SGD"),
        code: code.map(antom::SecretText::new),
        again: false,
    };
    for product in [PayProduct::OrderCode, PayProduct::EntryCode] {
        let id = stand.street.id();
        stand.merchant.counter_payment(wish(&id, product, None)).await.unwrap();
        assert_eq!(waits(&stand, &id).await.map(|waiting| waiting.whom), Some(Awaited::Buyer), "{product:?}");
    }
    let id = stand.street.id();
    // A made-up code whose buyer confirms later.
    let scanned = wish(&id, PayProduct::PaymentCode, Some("288123456789077701"));
    stand.merchant.counter_payment(scanned).await.unwrap();
    assert_eq!(stand.payment(&id).await.state(), PaymentState::Pending);
    assert_eq!(waits(&stand, &id).await, None);
}

#[tokio::test]
async fn a_checkout_that_is_being_cancelled_does_not_wait() {
    let stand = Stand::open().await;
    let id = opened(&stand, &stand.merchant, 20_000).await;
    ask(&stand.merchant, &id).await;
    let draft = OrderId::parse(&stand.street.id()).unwrap();
    let wish = CancelWish { draft: draft.clone(), payment: id.clone(), version: None };
    troubled(&stand, 1, At::RequestLost).await.cancel(wish).await.unwrap();
    assert_eq!(waits(&stand, &id).await, None);
    let attempts = stand.merchant.ledger().attempts(&draft).await.unwrap();
    let cancel = stand.order(draft.as_str()).await;
    let payment = stand.payment(&id).await;
    assert_eq!(Waiting::of_payment(&cancel, &attempts, &payment, stand.street.now()), None);
}

/// A person who asks often must not make the program ask later: not past the checkout's end, and not at all.
#[tokio::test]
async fn asking_by_hand_is_no_step_on_the_ladder() {
    let stand = Stand::open().await;
    let id = opened(&stand, &stand.merchant, 20_000).await;
    let until = stand.payment(&id).await.offer.unwrap().until.unwrap();
    let before = stand.order(&id).await;
    for _ in 0..12 {
        ask(&stand.merchant, &id).await;
    }
    let after = stand.order(&id).await;
    assert_eq!((after.due_at, after.rounds), (before.due_at, before.rounds));
    assert_eq!(stand.sent_and_asked(&id).await, (1, 12));
    // Nobody pays: by itself it is asked about at its end, whatever rung it stands on.
    let mut asked_at = Vec::new();
    while let Some(due) = stand.next_due().await {
        asked_at.push(due);
        stand.step().await;
    }
    assert!(asked_at.contains(&until), "{asked_at:?}");
    assert!(asked_at.last().unwrap().since(until) <= SESSION_GRACE_MS + 1, "{asked_at:?}");
}

/// On every rung, however long before its ends.
#[test]
fn the_ladder_of_a_checkout_meets_its_end() {
    use engine::outbox::{LADDER, Pace};
    let until = Moment(1_800_000_000_000);
    let ends = [until, until.plus(SESSION_GRACE_MS + 1)];
    for rounds in 0..12 {
        for before in [1, Moment::MINUTE, Moment::HOUR, 3 * Moment::DAY] {
            for end in ends {
                let now = end.plus(-before);
                let due = Pace::Offered(until).next_due(now, rounds);
                let next = ends.into_iter().find(|end| *end > now).unwrap();
                assert!(due > now && due <= next, "{rounds} {before}");
            }
        }
        let after = ends[1];
        let steady = LADDER[usize::try_from(rounds).unwrap().min(LADDER.len() - 1)];
        assert_eq!(Pace::Offered(until).next_due(after, rounds), after.plus(steady));
    }
}
