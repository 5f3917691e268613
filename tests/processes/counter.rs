//! What must be true of the ledger and of the gateway's books when everything has come to rest.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Body, Payment, StreamId};
use engine::port::Ledger;
use serde_json::Value;

use crate::programs::{Computer, ledger_of};
use crate::shop::{agree, sound};

/// Fails unless every order that was told is written down and settled, the gateway did each exactly as often as
/// the ledger says, nothing happened there that is not written down here, and every sum agrees.
pub async fn compare(computer: &Computer, told: &BTreeSet<String>) {
    let ledger = ledger_of(&computer.ledger()).await;
    sound(ledger.as_ref()).await;
    let journal = computer.journal().await;
    let mut effects: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in journal.iter().filter(|line| line["effect"] == true) {
        let text = |name: &str| line[name].as_str().unwrap().to_owned();
        *effects.entry((text("api"), text("request_id"))).or_default() += 1;
    }
    for ((api, request), count) in &effects {
        assert_eq!(*count, 1, "{api} {request} took effect more than once");
    }
    let mut known = BTreeSet::new();
    let mut requests = BTreeSet::new();
    let books = computer.books().await;
    for stream in ledger.streams("payment/").await.unwrap() {
        for order in ledger.orders_of(&stream).await.unwrap() {
            assert!(order.closed_at.is_some(), "{order:?} is still open");
            known.insert(order.id.as_str().to_owned());
            requests.insert(order.request_id);
        }
        same(&*ledger, &stream, &books).await;
    }
    let lost: Vec<_> = told.difference(&known).collect();
    assert!(lost.is_empty(), "a program said these were written down: {lost:?}");
    for (api, request) in effects.keys() {
        assert!(requests.contains(request) || api.ends_with("cancel"), "{api} {request} is not written down");
    }
    let counted = (known.len(), effects.len());
    println!("{} orders were told of, {} are written down, {} took effect", told.len(), counted.0, counted.1);
    assert!(counted.1 * 2 > counted.0, "too little happened: {counted:?}");
    ledger.close().await;
}

async fn same(ledger: &dyn Ledger, stream: &StreamId, books: &[Value]) {
    let entries = ledger.stream(stream).await.unwrap();
    let events = entries.iter().filter_map(|entry| match &entry.body {
        Body::Payment(event) => Some((event, entry.occurred_at)),
        _ => None,
    });
    let payment = Payment::fold(events).unwrap();
    let request = payment.asked.request.as_str();
    match books.iter().find(|booked| booked["request_id"] == request) {
        Some(booked) => agree(&payment, booked),
        None => {
            assert!(payment.state() == domain::PaymentState::Closed, "{request} never reached the gateway")
        }
    }
}
