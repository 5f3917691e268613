//! A ledger that forgot: an older copy in the place of the newest, or one whose end was cut off.

use std::path::{Path, PathBuf};

use domain::{AccountEvent, Actor, Body, Environment, OrderId, RefundReason, RefundRequestId, StreamId};
use engine::port::LedgerError;
use engine::{Failed, Lost, Merchant, RefundWish, accounts};

use crate::shop::road::{At, Road, Trouble};
use crate::shop::{Way, money, open};
use crate::stand::Stand;

async fn account_written(stand: &Stand) {
    let (ledger, actor) = (open(&stand.file).await, Actor::parse("clerk").unwrap());
    accounts::save(ledger.as_ref(), stand.street.account(), actor, stand.street.now()).await.unwrap();
}

fn refund(stand: &Stand, payment: &str, version: Option<u64>) -> RefundWish {
    RefundWish {
        draft: RefundRequestId::parse(&stand.street.id()).unwrap(),
        payment: payment.to_owned(),
        version,
        amount: money(1_000, "SGD"),
        reason: RefundReason::Damaged,
        note: String::new(),
        again: true,
        careful: true,
    }
}

/// The ledger as it is now, in one file.
async fn copied(stand: &Stand, to: &Path) {
    let ledger = ledger_sqlite::SqliteLedger::open(&stand.file, Environment::Practice).await.unwrap();
    ledger.backup(to).await.unwrap();
}

/// A shop with a paid payment, its id, and a copy of the ledger as it was then.
async fn copied_before_the_refund() -> (Stand, String, PathBuf) {
    let stand = Stand::open().await;
    account_written(&stand).await;
    let paid = stand.street.paid(&stand.merchant, Way::Card, 5_000).await;
    let older = stand.file.with_file_name("older.ledger");
    copied(&stand, &older).await;
    (stand, paid, older)
}

/// Another process, on the file that lies at the place now.
async fn on(stand: &Stand, file: &Path) -> Merchant {
    stand.street.honest(file).await
}

async fn refunds(stand: &Stand, payment: &str) -> usize {
    let id = stand.gateway_id(payment).await;
    let all = stand.street.journal().await;
    let own = |line: &&serde_json::Value| {
        line["api"] == "refund" && line["effect"] == true && line["payment_id"] == id.as_str()
    };
    all.iter().filter(own).count()
}

#[tokio::test]
async fn an_older_copy_begins_nothing_until_a_person_goes_on_and_then_asks_first() {
    let (stand, paid, older) = copied_before_the_refund().await;
    assert_eq!(stand.merchant.lost().await, Ok(None));
    stand.merchant.refund(refund(&stand, &paid, None)).await.unwrap();
    stand.rest().await;
    assert_eq!((refunds(&stand, &paid).await, stand.merchant.lost().await), (1, Ok(None)));

    let merchant = on(&stand, &older).await;
    let Ok(Some(Lost { known, here })) = merchant.lost().await else { panic!("it is an older copy") };
    assert!(known > here);
    let refused = merchant.refund(refund(&stand, &paid, None)).await;
    assert_eq!(refused.map(|_| ()), Err(Failed::Ledger(LedgerError::NotTheNewest { known, here })));
    let take = stand.street.take(&stand.street.id(), Way::Card, 700);
    assert!(matches!(
        merchant.take_payment(take).await,
        Err(Failed::Ledger(LedgerError::NotTheNewest { .. }))
    ));
    // Reading and asking go on; what is asked about is learned.
    assert!(merchant.payment(&paid).await.unwrap().payment.refunds.is_empty());
    assert_eq!(refunds(&stand, &paid).await, 1);

    assert_eq!(merchant.go_on("  ").await, Err(Failed::Field("reason")));
    assert_eq!(merchant.go_on("the disk was put back from last night").await, Ok(true));
    assert_eq!(merchant.lost().await, Ok(None));
    assert_eq!(merchant.go_on("once more").await, Ok(false));
    let told = merchant.ledger().stream(&StreamId::account(&merchant.account().id)).await.unwrap();
    let Body::Account(AccountEvent::WentOn { known: was, reason, .. }) = &told.last().unwrap().body else {
        panic!("who went on, and why, is written down")
    };
    assert_eq!((*was, reason.as_str()), (known, "the disk was put back from last night"));
    // The file that was the newest is now the one that does not know.
    assert!(stand.merchant.lost().await.unwrap().is_some());
}

#[tokio::test]
async fn what_an_older_copy_forgot_is_learned_before_it_can_be_sent_once_more() {
    let (stand, paid, older) = copied_before_the_refund().await;
    stand.merchant.refund(refund(&stand, &paid, None)).await.unwrap();
    stand.rest().await;

    let merchant = on(&stand, &older).await;
    let before = merchant.payment(&paid).await.unwrap().version;
    merchant.go_on("the computer was changed").await.unwrap();
    // The sheet was opened on what this copy knew: whether the news or the question told of the refund, it is
    // old now.
    let pressed = merchant.refund(refund(&stand, &paid, Some(before))).await;
    assert_eq!(pressed.map(|_| ()), Err(Failed::Stale));
    let known = merchant.payment(&paid).await.unwrap();
    assert_eq!(known.payment.refunds.len(), 1, "the refund this copy had forgotten");
    assert_eq!(refunds(&stand, &paid).await, 1);
    // Pressed again on what is known now, it is a second refund, and meant.
    merchant.refund(refund(&stand, &paid, Some(known.version))).await.unwrap();
    assert_eq!(refunds(&stand, &paid).await, 2);
}

#[tokio::test]
async fn a_payment_that_cannot_be_asked_about_is_not_refunded_after_going_on() {
    let (stand, paid, older) = copied_before_the_refund().await;
    stand.merchant.refund(refund(&stand, &paid, None)).await.unwrap();
    stand.rest().await;
    let merchant = on(&stand, &older).await;
    merchant.go_on("the computer was changed").await.unwrap();
    let road = Road::new(
        stand.street.http.clone(),
        testkit::StoppingLedger::new(open(&older).await),
        Trouble::Send(1, At::Unreachable),
    );
    let cut_off = stand.street.merchant(open(&older).await, road);
    let pressed = cut_off.refund(refund(&stand, &paid, None)).await;
    assert!(matches!(pressed, Err(Failed::Unanswered { .. })), "{pressed:?}");
    assert_eq!(refunds(&stand, &paid).await, 1);
}

#[tokio::test]
async fn orders_are_noted_before_they_are_sent() {
    let (stand, paid, older) = copied_before_the_refund().await;
    // The process stops before the first byte of the refund leaves.
    let wish = refund(&stand, &paid, None);
    let order = OrderId::parse(wish.draft.as_str()).unwrap();
    let road = Road::new(
        stand.street.http.clone(),
        testkit::StoppingLedger::new(open(&stand.file).await),
        Trouble::Send(1, At::StopsUnsent),
    );
    let stops = stand.street.merchant(open(&stand.file).await, road);
    stops.refund(wish).await.unwrap();
    let merchant = on(&stand, &older).await;
    assert_eq!(merchant.ledger().order(&order).await.unwrap().map(|known| known.id), None);
    assert!(merchant.lost().await.unwrap().is_some(), "an order written down is noted, sent or not");
}
