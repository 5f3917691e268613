//! What the list lets the gateway tell, and what becomes of the feed.

use serde_json::{Value, json};

use super::bench::*;
use super::facts::{facts, play};

const LIST: &str = "notification/inquireNotificationList";

pub fn is_played(fact: &Value, id: &str) {
    let bench = Bench::new();
    let offered = |id: &str| facts(&bench, "?place=news").iter().any(|fact| fact["id"] == id);
    let payment = bench.paid(&pay("P-1", "CARD", Some("PRACTICE_CARD_VISA_4242"), &money("SGD", "9900")));
    let all = facts(&bench, "");
    let named = |id: &str| all.iter().find(|fact| fact["id"] == id).unwrap().clone();
    if id == "feed-mended" {
        assert!(!offered(id), "there is nothing to mend");
        play(&bench, &named("feed-silent"), None);
    }
    assert!(offered(id), "{id} is offered");
    let before = bench.told("");
    play(&bench, fact, None);
    let told = bench.told("");
    let last = told.last().unwrap();
    match id {
        "news-elsewhere" => {
            let request = last["paymentRequestId"].as_str().unwrap();
            assert_eq!(bench.inquire(request)["paymentStatus"], "SUCCESS", "it really was paid");
        }
        "news-twice" => {
            assert_eq!(told.len(), before.len() + 1);
            assert_eq!(last, before.last().unwrap());
            let listed = bench.post(LIST, &json!({}))["notifications"].clone();
            assert_ne!(listed[0]["eventId"], listed[1]["eventId"]);
        }
        "news-other-amount" => {
            assert_eq!(
                (&last["paymentId"], &last["paymentAmount"]),
                (&json!(payment), &money("SGD", "10000"))
            );
        }
        "news-other-currency" => assert_eq!(last["paymentAmount"], money("USD", "9900")),
        "news-other-merchant" => assert_ne!(last["paymentId"], json!(payment)),
        "news-impossible" => {
            assert_eq!(
                (&last["paymentId"], &last["refundAmount"]),
                (&json!(payment), &money("SGD", "19800"))
            );
            let ask = json!({ "refundRequestId": last["refundRequestId"] });
            assert_ne!(code(&bench.post("payments/inquiryRefund", &ask)), "SUCCESS", "it never happened");
        }
        "feed-absent" => {
            let path = format!("/ams/sandbox/api/v1/{LIST}");
            let request = bench.signed(&path, b"{}");
            let crate::gateway::Reaction::Reply(reply) = bench.gateway.exchange(&request) else {
                panic!("an answer");
            };
            assert_eq!(code(&serde_json::from_slice(&reply.body).unwrap()), "NO_INTERFACE_DEF");
        }
        "feed-silent" => assert_eq!((0..3).find_map(|_| bench.try_post(LIST, &json!({}))), None),
        "feed-mended" => assert_eq!(code(&bench.post(LIST, &json!({}))), "SUCCESS"),
        _ => panic!("nobody here saw {id}"),
    }
    if id.starts_with("feed") {
        assert!(!offered(id), "{id} happened and is offered no more");
    }
    if matches!(id, "feed-absent" | "feed-silent") {
        assert!(offered("feed-mended"));
    }
    // What is only told changes nothing in the books.
    let expected = if id == "news-elsewhere" { 2 } else { 1 };
    assert_eq!(bench.practice("/practice/books")["payments"].as_array().unwrap().len(), expected, "{id}");
}

#[test]
fn without_a_payment_there_is_little_to_tell_falsely() {
    let bench = Bench::new();
    let ids: Vec<Value> = facts(&bench, "?place=news").into_iter().map(|fact| fact["id"].clone()).collect();
    assert_eq!(ids, ["news-elsewhere", "news-other-merchant", "feed-absent", "feed-silent"]);
}
