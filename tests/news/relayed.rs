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
        Body::Mark(Mark::RelayRead { position, .. }) => Some(*position),
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

#[tokio::test]
async fn what_did_not_verify_is_looked_at_again_when_the_settings_are_others() {
    let desk = Desk::open();
    put(&desk, 0..3);
    // One that nobody signed stays what it is, whatever the settings are.
    let (headers, mut body) = letter(CLIENT, desk.now(), &paid(66, desk.now()));
    body.push(b' ');
    desk.relay.put(headers, body);
    let mut account = desk.account().await;
    account.relay.as_mut().unwrap().notify_path = "/wrong".into();
    let merchant = desk.merchant_as(account, Arc::clone(&desk.ledger));
    let read = merchant.read_relay().await.unwrap().unwrap();
    assert_eq!((read.verified, read.unverified, read.position), (0, 4, 4));
    assert!(told(&merchant).await.is_empty());
    // The same settings once more: nothing else comes of it.
    assert_eq!(merchant.verify_again().await.unwrap(), 0);
    assert_eq!(with(&notices(desk.ledger.as_ref()).await, Effect::Unverified), 4);
    // Corrected.
    let merchant = desk.merchant().await;
    let read = merchant.read_relay().await.unwrap().unwrap();
    assert_eq!((read.reread, read.verified, read.position), (3, 0, 4));
    let names: Vec<String> = told(&merchant).await.into_keys().collect();
    assert_eq!(names, ["payment/shop/SITE-0", "payment/shop/SITE-1", "payment/shop/SITE-2"]);
    let all = notices(desk.ledger.as_ref()).await;
    assert_eq!((with(&all, Effect::Unverified), with(&all, Effect::Reread)), (1, 3));
    assert_eq!(with(&all, Effect::Changed), 3);
    // Each names where it stands now.
    for notice in all.iter().filter(|notice| notice.effect_word() == "reread") {
        let subject = notice.took.as_ref().unwrap().subject.clone().unwrap();
        let entries = desk.ledger.stream(&subject).await.unwrap();
        assert!(entries.iter().any(|entry| matches!(&entry.body, Body::News(NewsEvent::Took(_)))));
    }
    // At the next start nothing is applied again.
    let before = story(desk.ledger.as_ref()).await.len();
    assert_eq!(desk.merchant().await.verify_again().await.unwrap(), 0);
    assert_eq!(story(desk.ledger.as_ref()).await.len(), before);
}

/// The desk is stopped at each write while it looks again.
#[tokio::test]
async fn stopped_while_looking_again_nothing_is_lost_or_applied_twice() {
    for side in [StopAt::Before, StopAt::After] {
        for k in 1.. {
            let inner: Arc<dyn Ledger> = Arc::new(MemoryLedger::default());
            let desk = Desk::on(Arc::clone(&inner));
            put(&desk, 0..2);
            let mut account = desk.account().await;
            account.relay.as_mut().unwrap().notify_path = "/wrong".into();
            desk.merchant_as(account, Arc::clone(&inner)).read_relay().await.unwrap();
            let stopping = StoppingLedger::new(Arc::clone(&inner));
            stopping.stop_at(k, side);
            let done = desk.merchant_on(Arc::new(stopping.clone())).await.verify_again().await;
            let stopped = stopping.stopped();
            stopping.revive();
            let merchant = desk.merchant().await;
            merchant.take_in_waiting().await.unwrap();
            merchant.verify_again().await.unwrap();
            assert_eq!(told(&merchant).await.len(), 2, "stopped at {k} {side:?}");
            assert_eq!(story(inner.as_ref()).await.len(), 4, "stopped at {k} {side:?}");
            assert_eq!(with(&notices(inner.as_ref()).await, Effect::Reread), 2, "stopped at {k} {side:?}");
            if !stopped {
                assert_eq!(done.unwrap(), 2);
                assert!(k > 8, "only {k} places to stop at");
                break;
            }
        }
    }
}

#[tokio::test]
async fn a_new_key_of_the_gateway_opens_what_the_old_one_could_not() {
    let mut random = rsa::rand_core::OsRng;
    let new = RsaPrivateKey::new(&mut random, 2048).unwrap();
    let desk = Desk::open();
    let (headers, body) = letter_of(&new, CLIENT, desk.now(), &paid(1, desk.now()));
    desk.relay.put(headers, body);
    let merchant = desk.merchant().await;
    assert_eq!(merchant.read_relay().await.unwrap().unwrap().unverified, 1);
    let mut account = desk.account().await;
    account.earlier_gateway_key = Some(std::mem::replace(&mut account.gateway_public_key, base64_of(&new)));
    let merchant = desk.merchant_as(account, Arc::clone(&desk.ledger));
    assert_eq!(merchant.verify_again().await.unwrap(), 1);
    assert_eq!(told(&merchant).await.len(), 1);
}

#[tokio::test]
async fn another_store_is_read_from_its_beginning() {
    let desk = Desk::open();
    put(&desk, 0..3);
    let merchant = desk.merchant().await;
    assert!(!merchant.read_relay().await.unwrap().unwrap().other_store);
    // It has fewer positions than were read: the old position is beyond its end.
    desk.relay.replace("store-2");
    put(&desk, 10..12);
    let read = merchant.read_relay().await.unwrap().unwrap();
    assert_eq!((read.other_store, read.verified, read.position), (true, 2, 2));
    assert!(merchant.relay_mark().await.unwrap().other_store_at.is_some(), "it is said for good");
    // It has more: only its name tells.
    desk.relay.replace("store-3");
    put(&desk, 20..25);
    let read = desk.merchant().await.read_relay().await.unwrap().unwrap();
    assert_eq!((read.other_store, read.verified, read.position), (true, 5, 5));
    // An empty one, twice: the second time it is the one that is known.
    desk.relay.replace("store-4");
    let read = merchant.read_relay().await.unwrap().unwrap();
    assert_eq!((read.other_store, read.position), (true, 0));
    put(&desk, 30..31);
    let read = merchant.read_relay().await.unwrap().unwrap();
    assert_eq!((read.other_store, read.verified, read.position), (false, 1, 1));
    assert_eq!(told(&merchant).await.len(), 11);
    // The same store, put back to an older state.
    desk.relay.replace("store-4");
    let read = merchant.read_relay().await.unwrap().unwrap();
    assert_eq!((read.other_store, read.position), (true, 0));
    put(&desk, 40..41);
    assert_eq!(merchant.read_relay().await.unwrap().unwrap().verified, 1);
}

#[tokio::test]
async fn what_a_relay_let_go_of_before_it_was_fetched_is_counted() {
    let desk = Desk::open();
    put(&desk, 0..5);
    desk.relay.prune(4);
    let merchant = desk.merchant().await;
    let read = merchant.read_relay().await.unwrap().unwrap();
    assert_eq!((read.missed, read.verified, read.position), (3, 2, 5));
    put(&desk, 5..7);
    desk.relay.prune(8);
    let read = merchant.read_relay().await.unwrap().unwrap();
    assert_eq!((read.missed, read.verified, read.position), (2, 0, 7));
    assert_eq!(merchant.read_relay().await.unwrap().unwrap().missed, 0, "said once");
}

#[tokio::test]
async fn a_refused_token_is_no_silence() {
    let desk = Desk::open();
    desk.relay.refuse();
    let Err(Failed::Unanswered { code, .. }) = desk.merchant().await.read_relay().await else {
        panic!("the relay refused")
    };
    assert_eq!(code, engine::news::RELAY_TOKEN);
}
