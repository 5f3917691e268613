//! A relay: its position, what it hands on that nobody signed, and the gateway's keys as they change.

use std::sync::Arc;

use domain::{Body, Effect, Mark, Moment, NewsEvent, Road, StreamId};
use engine::Failed;
use engine::port::Ledger;
use rsa::RsaPrivateKey;
use rsa::pkcs8::EncodePublicKey as _;
use testkit::{MemoryLedger, StopAt, StoppingLedger};

use crate::bank::{CLIENT, PATH, letter, letter_of};
use crate::desk::{Desk, account_id, notices, story, told, with};
use crate::feed::paid;

/// Puts this many payments on the relay.
fn put(desk: &Desk, numbers: std::ops::Range<u64>) {
    for number in numbers {
        let (headers, body) = letter(CLIENT, desk.now(), &paid(number, desk.now()));
        desk.relay.put(headers, body);
    }
}

async fn position(ledger: &dyn Ledger) -> u64 {
    let entries = ledger.stream(&StreamId::mark(&account_id(), Road::Relay)).await.unwrap();
    let read = entries.iter().filter_map(|entry| match &entry.body {
        Body::Mark(Mark::RelayRead { position }) => Some(*position),
        _ => None,
    });
    read.max().unwrap_or(0)
}

#[tokio::test]
async fn the_position_is_kept_over_starts() {
    let desk = Desk::open();
    put(&desk, 0..3);
    let read = desk.merchant().await.read_relay().await.unwrap().unwrap();
    assert_eq!((read.verified, read.unverified, read.position), (3, 0, 3));
    put(&desk, 3..5);
    let next = desk.merchant().await;
    let read = next.read_relay().await.unwrap().unwrap();
    assert_eq!((read.verified, read.position), (2, 5), "only what is behind the position");
    let read = next.read_relay().await.unwrap().unwrap();
    assert_eq!((read.verified, read.position), (0, 5));
    let all = notices(desk.ledger.as_ref()).await;
    assert!(all.iter().all(|notice| notice.times.get(&Road::Relay) == Some(&1)));
    assert_eq!(told(&next).await.len(), 5);
}

#[tokio::test]
async fn more_than_one_batch_is_read_to_the_end() {
    let desk = Desk::open();
    put(&desk, 0..450);
    let read = desk.merchant().await.read_relay().await.unwrap().unwrap();
    assert_eq!((read.verified, read.position), (450, 450));
}

#[tokio::test]
async fn an_account_without_a_relay_reads_none() {
    let desk = Desk::open();
    let mut account = desk.account().await;
    account.relay = None;
    let merchant = desk.merchant_as(account, Arc::clone(&desk.ledger));
    assert_eq!(merchant.read_relay().await.unwrap(), None);
}

/// Two that are signed, and between them one that is not; the desk is stopped at each write, on both sides.
#[tokio::test]
async fn stopped_at_every_write_nothing_is_lost_and_nothing_forged_is_read() {
    let scene = |desk: &Desk| {
        put(desk, 0..1);
        let (headers, mut body) = letter(CLIENT, desk.now(), &paid(66, desk.now()));
        body.push(b' ');
        desk.relay.put(headers, body);
        put(desk, 1..2);
    };
    let mut stops = 0;
    for side in [StopAt::Before, StopAt::After] {
        for k in 1.. {
            let inner: Arc<dyn Ledger> = Arc::new(MemoryLedger::default());
            let stopping = StoppingLedger::new(Arc::clone(&inner));
            let desk = Desk::on(inner);
            scene(&desk);
            stopping.stop_at(k, side);
            let read = desk.merchant_on(Arc::new(stopping.clone())).await.read_relay().await;
            if !stopping.stopped() {
                read.unwrap();
                break;
            }
            stops += 1;
            assert!(position(desk.ledger.as_ref()).await == 0 || side == StopAt::After, "{k} {side:?}");
            stopping.revive();
            let merchant = desk.merchant().await;
            // What waits is looked at first: the forged one must not be among it.
            merchant.take_in_waiting().await.unwrap();
            merchant.read_relay().await.unwrap();
            let all = told(&merchant).await;
            let names: Vec<&String> = all.keys().collect();
            assert_eq!(names, ["payment/shop/SITE-0", "payment/shop/SITE-1"], "stopped at {k} {side:?}");
            assert_eq!(story(desk.ledger.as_ref()).await.len(), 4, "stopped at {k} {side:?}");
            let all = notices(desk.ledger.as_ref()).await;
            assert_eq!((all.len(), with(&all, Effect::Unverified)), (3, 1), "stopped at {k} {side:?}");
            assert_eq!(position(desk.ledger.as_ref()).await, 3);
        }
    }
    assert!(stops >= 20, "only {stops} places to stop at");
}

#[tokio::test]
async fn what_nobody_signed_is_kept_and_never_read() {
    let desk = Desk::open();
    let merchant = desk.merchant().await;
    let at = desk.now();
    let (headers, body) = letter(CLIENT, at, &paid(1, at));
    // Another amount under the same signature; another merchant's; no signature at all.
    let forged = String::from_utf8(body.clone()).unwrap().replace("4000", "9000").into_bytes();
    desk.relay.put(headers.clone(), forged);
    let (others, other_body) = letter("SANDBOX_5YANOTHER0001", at, &paid(2, at));
    desk.relay.put(others, other_body);
    let bare = headers.iter().filter(|(name, _)| name != "signature").cloned().collect();
    desk.relay.put(bare, body);
    let read = merchant.read_relay().await.unwrap().unwrap();
    assert_eq!((read.verified, read.unverified, read.position), (0, 3, 3));
    assert!(story(desk.ledger.as_ref()).await.is_empty());
    let all = notices(desk.ledger.as_ref()).await;
    assert_eq!((all.len(), with(&all, Effect::Unverified)), (3, 3));
    for notice in &all {
        assert!(notice.arrival.sealed && notice.arrival.names.is_empty(), "nothing of it is read");
        assert_eq!((notice.arrival.amount, &notice.arrival.key_version), (None, &None));
    }
    // Not at the next start, and not when a payment of that name becomes known.
    desk.bank.list(at, "PAYMENT_RESULT", &paid(1, at));
    desk.clock.advance(Moment::MINUTE);
    merchant.read_feed().await.unwrap();
    desk.merchant().await.take_in_waiting().await.unwrap();
    assert_eq!(with(&notices(desk.ledger.as_ref()).await, Effect::Unverified), 3);
    assert_eq!(merchant.payment("SITE-1").await.unwrap().payment.total().minor(), 4_000);
}

fn base64_of(key: &RsaPrivateKey) -> String {
    use base64::Engine as _;
    let der = key.to_public_key().to_public_key_der().unwrap();
    base64::engine::general_purpose::STANDARD.encode(der)
}

#[tokio::test]
async fn the_key_before_this_one_still_counts_and_a_strange_one_does_not() {
    let mut random = rsa::rand_core::OsRng;
    let (new, strange) =
        (RsaPrivateKey::new(&mut random, 2048).unwrap(), RsaPrivateKey::new(&mut random, 2048).unwrap());
    let desk = Desk::open();
    let at = desk.now();
    let mut account = desk.account().await;
    account.earlier_gateway_key = Some(account.gateway_public_key.clone());
    account.gateway_public_key = base64_of(&new);
    let merchant = desk.merchant_as(account.clone(), Arc::clone(&desk.ledger));
    for (key, number) in [(&new, 1), (testkit::private_key(), 2), (&strange, 3)] {
        let (headers, body) = letter_of(key, CLIENT, at, &paid(number, at));
        desk.relay.put(headers, body);
    }
    let read = merchant.read_relay().await.unwrap().unwrap();
    assert_eq!((read.verified, read.unverified), (2, 1));
    let names: Vec<String> = told(&merchant).await.into_keys().collect();
    assert_eq!(names, ["payment/shop/SITE-1", "payment/shop/SITE-2"]);
    // Once the earlier key is forgotten it is as strange as any.
    account.earlier_gateway_key = None;
    let merchant = desk.merchant_as(account, Arc::clone(&desk.ledger));
    let (headers, body) = letter_of(testkit::private_key(), CLIENT, at, &paid(4, at));
    let Err(Failed::Unanswered { code, .. }) = merchant.take_given(PATH, headers, body).await else {
        panic!("a forgotten key was believed")
    };
    assert!(!code.is_empty());
    assert_eq!(told(&merchant).await.len(), 2);
}

#[tokio::test]
async fn a_notice_says_by_which_roads_it_came_and_how_often() {
    let desk = Desk::open();
    let merchant = desk.merchant().await;
    let at = desk.now();
    let body = paid(1, at);
    let (headers, bytes) = letter(CLIENT, at, &body);
    desk.bank.list(at, "PAYMENT_RESULT", &body);
    for _ in 0..2 {
        desk.relay.put(headers.clone(), bytes.clone());
    }
    merchant.take_given(PATH, headers, bytes).await.unwrap();
    merchant.read_relay().await.unwrap();
    merchant.read_feed().await.unwrap();
    merchant.read_feed().await.unwrap();
    let all = notices(desk.ledger.as_ref()).await;
    assert_eq!(all.len(), 1, "one piece of news");
    let times: Vec<(Road, u32)> = all[0].times.iter().map(|(road, times)| (*road, *times)).collect();
    assert_eq!(times, [(Road::Feed, 1), (Road::Relay, 2), (Road::Given, 1)]);
    assert!(all[0].arrival.event.is_some(), "the feed knows its id");
    let stream = merchant.payment("SITE-1").await.unwrap();
    assert_eq!(stream.entries.len(), 2, "asked and paid, once");
    assert!(matches!(&stream.entries[0].body, Body::Payment(_)));
    let took = |entry: &engine::port::Stored| matches!(&entry.body, Body::News(NewsEvent::Took(_)));
    let mut taken = 0;
    for stream in desk.ledger.streams("news/").await.unwrap() {
        taken += desk.ledger.stream(&stream).await.unwrap().iter().filter(|entry| took(entry)).count();
    }
    assert_eq!(taken, 1);
}
