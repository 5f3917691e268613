//! The pulled feed: many pages, stopped at every write, listed late, not there at all.

use std::sync::Arc;

use domain::{Body, Effect, Mark, Moment, Road, StreamId};
use engine::Failed;
use engine::news::FeedState;
use engine::port::Ledger;
use ledger_sqlite::SqliteLedger;
use serde_json::{Value, json};
use testkit::{MemoryLedger, StopAt, StoppingLedger};

use crate::bank::success;
use crate::desk::{Desk, account_id, notices, story, told, with};

/// A payment of the shop's site that succeeded.
pub fn paid(number: u64, at: Moment) -> Value {
    json!({
        "notifyType": "PAYMENT_RESULT", "result": success(), "paymentRequestId": format!("SITE-{number}"),
        "paymentId": format!("2026{number:012}"), "paymentAmount": { "currency": "SGD", "value": "4000" },
        "paymentCreateTime": at.iso(), "paymentTime": at.iso(), "paymentMethodType": "GCASH",
    })
}

/// A part of it that went back.
pub fn refunded(number: u64, minor: u64, at: Moment) -> Value {
    json!({
        "notifyType": "REFUND_RESULT", "result": success(), "refundStatus": "SUCCESS",
        "refundRequestId": format!("REF-{number}"), "refundId": format!("2026R{number:09}"),
        "paymentId": format!("2026{number:012}"),
        "refundAmount": { "currency": "SGD", "value": minor.to_string() }, "refundTime": at.iso(),
    })
}

/// Puts this many payments into the feed, a minute apart, the last one a minute ago.
fn list(desk: &Desk, payments: u64) {
    let start = desk.now().plus(-Moment::MINUTE * i64::try_from(payments).unwrap());
    for number in 0..payments {
        let at = start.plus(Moment::MINUTE * i64::try_from(number).unwrap());
        desk.bank.list(at, "PAYMENT_RESULT", &paid(number, at));
    }
}

async fn marks(ledger: &dyn Ledger) -> Vec<Mark> {
    let entries = ledger.stream(&StreamId::mark(&account_id(), Road::Feed)).await.unwrap();
    let marks = entries.into_iter().map(|entry| match entry.body {
        Body::Mark(mark) => mark,
        other => panic!("{other:?} among the marks"),
    });
    marks.collect()
}

#[tokio::test]
async fn many_pages_are_read_to_the_end_once() {
    let desk = Desk::open();
    list(&desk, 230);
    let merchant = desk.merchant().await;
    let read = merchant.read_feed().await.unwrap();
    assert_eq!((read.listed, read.fresh, read.gap), (230, 230, None));
    assert_eq!(desk.bank.books().pages, 5, "fifty a page");
    assert_eq!(read.state, FeedState::Read { until: desk.now().plus(-Moment::MINUTE) });
    assert_eq!(told(&merchant).await.len(), 230);
    // Oldest first into the ledger.
    let entries = story(desk.ledger.as_ref()).await;
    let mut payments: Vec<(i64, String)> =
        entries.iter().map(|entry| (entry.seq, entry.stream.to_string())).collect();
    payments.sort();
    payments.dedup_by_key(|(_, stream)| stream.clone());
    let told_order: Vec<String> = payments.into_iter().map(|(_, stream)| stream).collect();
    let happened: Vec<String> = (0..230).map(|number| format!("payment/shop/SITE-{number}")).collect();
    assert_eq!(told_order, happened);
    // From the mark on: one page, nothing new, nothing written.
    let before = desk.ledger.coverage().await.unwrap().entries;
    let read = merchant.read_feed().await.unwrap();
    assert_eq!((read.fresh, desk.bank.books().pages), (0, 6));
    assert_eq!(desk.ledger.coverage().await.unwrap().entries, before);
}

/// Stops the desk at each write of a reading, on both sides of it; afterwards another process reads on.
async fn stopped_everywhere(ledger: impl AsyncFn() -> (Arc<dyn Ledger>, Option<tempfile::TempDir>)) {
    let scene = |desk: &Desk| {
        list(desk, 4);
        let at = desk.now().plus(-30_000);
        desk.bank.list(at, "REFUND_RESULT", &refunded(2, 1_500, at));
    };
    let (clean, _folder) = ledger().await;
    let desk = Desk::on(clean);
    scene(&desk);
    let merchant = desk.merchant().await;
    merchant.read_feed().await.unwrap();
    let whole = told(&merchant).await;
    let entries = story(desk.ledger.as_ref()).await.len();
    let mut stops = 0;
    for side in [StopAt::Before, StopAt::After] {
        for k in 1.. {
            let (inner, _folder) = ledger().await;
            let stopping = StoppingLedger::new(Arc::clone(&inner));
            let desk = Desk::on(inner);
            scene(&desk);
            stopping.stop_at(k, side);
            let merchant = desk.merchant_on(Arc::new(stopping.clone())).await;
            let read = merchant.read_feed().await;
            if !stopping.stopped() {
                read.unwrap();
                break;
            }
            stops += 1;
            let marked = marks(desk.ledger.as_ref()).await;
            if !marked.is_empty() {
                let all = told(&desk.merchant().await).await;
                assert_eq!(
                    all, whole,
                    "stopped at {k} {side:?}: the mark is moved after everything before it"
                );
            }
            stopping.revive();
            // Another process, which may look at what waits first or read first.
            let merchant = desk.merchant().await;
            if k.is_multiple_of(2) {
                merchant.take_in_waiting().await.unwrap();
            }
            merchant.read_feed().await.unwrap();
            merchant.take_in_waiting().await.unwrap();
            assert_eq!(told(&merchant).await, whole, "stopped at {k} {side:?}");
            assert_eq!(
                story(desk.ledger.as_ref()).await.len(),
                entries,
                "stopped at {k} {side:?}: nothing twice"
            );
            let all = notices(desk.ledger.as_ref()).await;
            assert_eq!(all.len(), 5, "stopped at {k} {side:?}");
            assert!(all.iter().all(|notice| notice.took.is_some()), "stopped at {k} {side:?}: nothing waits");
            let report = desk.ledger.verify().await.unwrap();
            assert_eq!((report.broken_at, report.views_differ), (None, Vec::new()));
        }
    }
    assert!(stops > 30, "only {stops} places to stop at");
}

#[tokio::test]
async fn stopped_at_every_write_nothing_is_lost_and_nothing_comes_twice() {
    stopped_everywhere(async || {
        let ledger: Arc<dyn Ledger> = Arc::new(MemoryLedger::default());
        (ledger, None)
    })
    .await;
}

#[tokio::test]
async fn stopped_at_every_write_on_a_real_file() {
    stopped_everywhere(async || {
        let folder = crate::shop::folder();
        let file = folder.path().join("practice.ledger");
        let ledger = SqliteLedger::open(&file, domain::Environment::Practice).await.unwrap();
        let ledger: Arc<dyn Ledger> = Arc::new(ledger);
        (ledger, Some(folder))
    })
    .await;
}

#[tokio::test]
async fn a_page_that_fails_moves_nothing() {
    let desk = Desk::open();
    list(&desk, 120);
    desk.bank.books().down_at = Some(2);
    let merchant = desk.merchant().await;
    assert!(matches!(merchant.read_feed().await, Err(Failed::Unanswered { .. })));
    assert_eq!(marks(desk.ledger.as_ref()).await, []);
    assert_eq!(merchant.feed_state().await.unwrap(), FeedState::Unread);
    desk.bank.books().down_at = None;
    assert_eq!(merchant.read_feed().await.unwrap().fresh, 120);
}

#[tokio::test]
async fn more_without_a_place_to_go_on_moves_nothing() {
    let desk = Desk::open();
    list(&desk, 120);
    desk.bank.books().lost_at = Some(3);
    let merchant = desk.merchant().await;
    let Err(Failed::Unanswered { code, .. }) = merchant.read_feed().await else { panic!("it was believed") };
    assert_eq!(code, "FEED_UNCLEAR");
    assert_eq!(marks(desk.ledger.as_ref()).await, []);
    desk.bank.books().lost_at = None;
    assert_eq!(merchant.read_feed().await.unwrap().fresh, 120);
}

#[tokio::test]
async fn what_is_listed_a_little_late_is_read() {
    let desk = Desk::open();
    list(&desk, 3);
    let merchant = desk.merchant().await;
    merchant.read_feed().await.unwrap();
    // Made before the newest that was read, listed only now.
    let at = desk.now().plus(-5 * Moment::MINUTE);
    desk.bank.list(at, "PAYMENT_RESULT", &paid(77, at));
    desk.clock.advance(Moment::MINUTE);
    assert_eq!(merchant.read_feed().await.unwrap().fresh, 1);
    assert_eq!(told(&merchant).await.len(), 4);
}

#[tokio::test]
async fn away_for_longer_than_the_feed_keeps_events() {
    let desk = Desk::open();
    list(&desk, 2);
    let merchant = desk.merchant().await;
    merchant.read_feed().await.unwrap();
    let until = desk.now().plus(-Moment::MINUTE);
    desk.clock.advance(45 * Moment::DAY);
    // One is too old for the feed by now, one is not.
    for (number, days) in [(50, 35), (51, 20)] {
        let at = desk.now().plus(-days * Moment::DAY);
        desk.bank.list(at, "PAYMENT_RESULT", &paid(number, at));
    }
    let read = merchant.read_feed().await.unwrap();
    let gap = (until, desk.now().plus(-30 * Moment::DAY));
    assert_eq!((read.listed, read.fresh, read.gap), (1, 1, Some(gap)));
    assert!(marks(desk.ledger.as_ref()).await.contains(&Mark::FeedGap { from: gap.0, to: gap.1 }));
    let read = merchant.read_feed().await.unwrap();
    assert_eq!(read.gap, None, "told once");
}

#[tokio::test]
async fn a_feed_that_was_quiet_for_long_has_no_gap() {
    let desk = Desk::open();
    list(&desk, 1);
    let merchant = desk.merchant().await;
    for _ in 0..60 {
        assert_eq!(merchant.read_feed().await.unwrap().gap, None);
        desk.clock.advance(Moment::DAY);
    }
    // Written down once a day at most, however often it is read.
    let before = marks(desk.ledger.as_ref()).await.len();
    for _ in 0..20 {
        merchant.read_feed().await.unwrap();
        desk.clock.advance(Moment::MINUTE);
    }
    assert!(marks(desk.ledger.as_ref()).await.len() <= before + 1);
}

#[tokio::test]
async fn two_bodies_under_one_merge_key_are_two_notices() {
    let desk = Desk::open();
    let at = desk.now().plus(-Moment::HOUR);
    let body = paid(1, at);
    let mut other = body.clone();
    other["paymentAmount"]["value"] = json!("9000");
    desk.bank.list(at, "PAYMENT_RESULT", &body);
    desk.bank.list(at.plus(Moment::MINUTE), "PAYMENT_RESULT", &other);
    let merchant = desk.merchant().await;
    merchant.read_feed().await.unwrap();
    let all = notices(desk.ledger.as_ref()).await;
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].arrival.merge_key, all[1].arrival.merge_key);
    assert_eq!((with(&all, Effect::Changed), with(&all, Effect::Contradicts)), (1, 1));
    let payment = merchant.payment("SITE-1").await.unwrap().payment;
    assert_eq!(payment.total().minor(), 4_000, "never applied");
    assert_eq!(payment.contradictions.len(), 1, "kept and shown");
}

#[tokio::test]
async fn what_the_feed_tells_a_second_time_is_counted_and_what_is_only_read_again_is_not() {
    let desk = Desk::open();
    let at = desk.now().plus(-Moment::MINUTE);
    let body = paid(1, at);
    desk.bank.list(at, "PAYMENT_RESULT", &body);
    let merchant = desk.merchant().await;
    let times = async || {
        let all = notices(desk.ledger.as_ref()).await;
        assert_eq!(all.len(), 1, "one piece of news");
        all[0].times.clone().into_iter().collect::<Vec<_>>()
    };
    // Its place is read again with every reading.
    for _ in 0..3 {
        merchant.read_feed().await.unwrap();
        assert_eq!(times().await, [(Road::Feed, 1)]);
    }
    // Told once more: the same words, another event.
    desk.bank.list(at, "PAYMENT_RESULT", &body);
    assert_eq!(merchant.read_feed().await.unwrap().fresh, 0);
    assert_eq!(times().await, [(Road::Feed, 2)]);
    let before = desk.ledger.coverage().await.unwrap().entries;
    // Another start of the program reads the same place and counts nothing.
    desk.merchant().await.read_feed().await.unwrap();
    assert_eq!(times().await, [(Road::Feed, 2)]);
    assert_eq!(desk.ledger.coverage().await.unwrap().entries, before);
    assert_eq!(merchant.payment("SITE-1").await.unwrap().entries.len(), 2, "asked and paid, once");
    assert_eq!(desk.ledger.verify().await.unwrap().views_differ, Vec::<domain::StreamId>::new());
}
