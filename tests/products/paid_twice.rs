//! A buyer asks the bank and the shop for the same money: it goes back once, whoever is asked first.

use domain::{Bar, DossierKind, Money, OrderId, RefundReason, RefundRequestId};
use engine::{CancelWish, DisputeWish, Disputed, Failed, RefundWish};
use serde_json::json;

use crate::shop::{Way, money};
use crate::stand::Stand;

const PAID: u64 = 5_000;

/// A paid payment of which the buyer's bank asks so much back.
async fn disputed(stand: &Stand, minor: u64) -> (String, String) {
    let payment = stand.street.paid(&stand.merchant, Way::Wallet, PAID).await;
    let id = stand.gateway_id(&payment).await;
    let opened = stand.play("/practice/dispute", json!({ "payment": id, "amount": minor.to_string() })).await;
    stand.merchant.read_feed().await.unwrap();
    (payment, opened["dispute_id"].as_str().unwrap().to_owned())
}

async fn refund(stand: &Stand, payment: &str, minor: u64, again: bool) -> Result<OrderId, Failed> {
    let wish = RefundWish {
        draft: RefundRequestId::parse(&stand.street.id()).unwrap(),
        payment: payment.to_owned(),
        version: None,
        amount: money(minor, "HKD"),
        reason: RefundReason::Goodwill,
        note: String::new(),
        again,
        careful: true,
    };
    // What a dry run says is what is done.
    let dry = stand.merchant.may_refund(&wish).await;
    let done = stand.merchant.refund(wish).await;
    assert_eq!(dry.err(), done.clone().err());
    done
}

async fn cancel(stand: &Stand, payment: &str) -> Result<OrderId, Failed> {
    let draft = OrderId::parse(&stand.street.id()).unwrap();
    stand.merchant.cancel(CancelWish { draft, payment: payment.to_owned(), version: None }).await
}

async fn accept(stand: &Stand, dispute: &str, again: bool) -> Result<OrderId, Failed> {
    let draft = OrderId::parse(&stand.street.id()).unwrap();
    let wish = DisputeWish { draft, dispute: dispute.to_owned(), version: None };
    stand.merchant.accept_dispute(wish, again).await
}

async fn bank(stand: &Stand, dispute: &str, does: &str) {
    stand.play(&format!("/practice/dispute/{dispute}"), json!({ "do": does })).await;
    stand.merchant.read_feed().await.unwrap();
}

fn hkd(minor: u64) -> Money {
    money(minor, "HKD")
}

fn barred<T>(result: Result<T, Failed>) -> Option<Bar> {
    match result {
        Err(Failed::Bar(bar)) => Some(bar),
        Ok(_) | Err(_) => None,
    }
}

#[tokio::test]
async fn while_a_dispute_asks_a_refund_has_to_be_meant_and_nothing_is_cancelled() {
    let stand = Stand::open().await;
    let (payment, id) = disputed(&stand, 3_000).await;
    let standing = stand.merchant.payment(&payment).await.unwrap();
    let sums = stand.merchant.disputed(&standing).await.unwrap();
    assert_eq!(sums, Disputed { took: hkd(0), asks: hkd(3_000) });
    let calls = stand.street.calls().await;
    let asks = hkd(3_000);
    assert_eq!(barred(refund(&stand, &payment, 500, false).await), Some(Bar::DisputeAsks { asks }));
    assert_eq!(barred(cancel(&stand, &payment).await), Some(Bar::DisputeStopsCancel { asks }));
    assert_eq!(stand.street.calls().await, calls, "nothing was sent");
    refund(&stand, &payment, 500, true).await.unwrap();
    // And now the dispute is to be accepted knowingly.
    let bar = Bar::GivenBackAlready { amount: hkd(500) };
    assert_eq!(barred(accept(&stand, &id, false).await), Some(bar));
    accept(&stand, &id, true).await.unwrap();
    stand.is_sound().await;
}

#[tokio::test]
async fn what_a_dispute_took_goes_back_no_second_time_and_the_rest_may() {
    let stand = Stand::open().await;
    for end in ["accept", "judge_lost", "timeout"] {
        let (payment, id) = disputed(&stand, 3_000).await;
        match end {
            "accept" => accept(&stand, &id, false).await.map(|_| ()).unwrap(),
            other => bank(&stand, &id, other).await,
        }
        let (took, left) = (hkd(3_000), hkd(2_000));
        let more = barred(refund(&stand, &payment, 2_001, true).await);
        assert_eq!(more, Some(Bar::TakenByDispute { took, left }), "{end}");
        let whole = Bar::TakenByDispute { took, left: hkd(0) };
        assert_eq!(barred(cancel(&stand, &payment).await), Some(whole), "{end}");
        refund(&stand, &payment, 2_000, false).await.unwrap();
    }
    stand.is_sound().await;
}

#[tokio::test]
async fn a_dispute_the_shop_won_or_the_bank_withdrew_is_in_nobodys_way() {
    let stand = Stand::open().await;
    for end in ["judge_won", "cancel"] {
        let (payment, id) = disputed(&stand, PAID).await;
        bank(&stand, &id, end).await;
        refund(&stand, &payment, PAID, false).await.unwrap();
    }
    stand.is_sound().await;
}

#[tokio::test]
async fn a_payment_that_was_cancelled_or_refunded_is_not_given_up_unknowingly() {
    let stand = Stand::open().await;
    let (payment, id) = disputed(&stand, PAID).await;
    refund(&stand, &payment, PAID, true).await.unwrap();
    let own = stand.merchant.dossier(DossierKind::Dispute, &id).await.unwrap();
    assert_eq!(stand.merchant.given_back(&own).await, Ok(Some(hkd(PAID))));
    let bar = Bar::GivenBackAlready { amount: hkd(PAID) };
    assert_eq!(barred(accept(&stand, &id, false).await), Some(bar.clone()));

    // Cancelled first, disputed then.
    let payment = stand.street.paid(&stand.merchant, Way::Wallet, PAID).await;
    let gateway_id = stand.gateway_id(&payment).await;
    cancel(&stand, &payment).await.unwrap();
    stand.rest().await;
    let (status, opened) = stand.post("/practice/dispute", json!({ "payment": gateway_id })).await;
    if status == 200 {
        stand.merchant.read_feed().await.unwrap();
        let late = opened["dispute_id"].as_str().unwrap();
        assert_eq!(barred(accept(&stand, late, false).await), Some(bar));
    }
    stand.is_sound().await;
}
