//! What the list can put in the way of a call, seen at each call; and that each part of the shop's day has
//! one way to go well and three to go wrong.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::bench::*;
use super::facts::{active, consult, facts, play, subscription};

/// A call at which something can go wrong, and a request it would carry out.
struct Call {
    api: &'static str,
    /// The journal's name for the request; rates and registrations have none.
    journalled: Option<String>,
    body: Value,
}

fn call(bench: &Bench, place: &str) -> Call {
    let paid = || bench.paid(&pay("P-1", "CARD", Some("PRACTICE_CARD_VISA_4242"), &money("SGD", "9900")));
    let dispute = || {
        let (_, opened) = bench.practice_post("/practice/dispute", &json!({ "payment": paid() }));
        opened["dispute_id"].as_str().unwrap().to_owned()
    };
    let subscribed = || {
        bench.post("subscriptions/create", &subscription("S-1", &money("PHP", "30000")));
        let agree = json!({ "subscription_request_id": "S-1", "do": "agree" });
        bench.practice_post("/practice/subscription", &agree).1["subscription_id"].clone()
    };
    let made = |api, journalled: &str, body| {
        let journalled = Some(journalled.to_owned()).filter(|id| !id.is_empty());
        Call { api, journalled, body }
    };
    match place {
        "refund" => made("payments/refund", "R-1", refund("R-1", &paid(), &money("SGD", "1000"))),
        "capture" => {
            let held = bench.paid(&hold("P-1", "PRACTICE_CARD_VISA_4242", &money("SGD", "9900")));
            made("payments/capture", "C-1", capture("C-1", &held, &money("SGD", "9900")))
        }
        "cancel" => {
            let held = bench.paid(&hold("P-1", "PRACTICE_CARD_VISA_4242", &money("SGD", "9900")));
            made("payments/cancel", &held, json!({ "paymentId": held }))
        }
        "accept" => {
            let id = dispute();
            made("payments/acceptDispute", &id, json!({ "disputeId": id }))
        }
        "defend" => {
            let id = dispute();
            let file = STANDARD.encode("%PDF-1.4\nmade up");
            made("payments/supplyDefenseDocument", &id, json!({ "disputeId": id, "disputeEvidence": file }))
        }
        "evidence" => {
            let id = dispute();
            let evidence = json!({ "ORDER_INFORMATION": "{\"goods\":\"Teapot\"}" });
            made("payments/supplyEvidence", &id, json!({ "disputeId": id, "evidenceContent": evidence }))
        }
        "consent" => made("authorizations/consult", "A-1", consult()),
        "revoke" => made("authorizations/revoke", "A-1", json!({ "accessToken": active(bench) })),
        "change" => {
            let body = json!({
                "subscriptionChangeRequestId": "CH-1", "subscriptionId": subscribed(),
                "subscriptionDescription": "two boxes of tea",
            });
            made("subscriptions/change", "CH-1", body)
        }
        "end" => {
            let body = json!({ "subscriptionId": subscribed(), "cancellationType": "CANCEL" });
            made("subscriptions/cancel", "S-1", body)
        }
        "register" => made("merchants/registration", "", registration("M-1", "SHOP-1", "Sample Ltd")),
        "rates" => {
            let body = json!({ "sellCurrency": "EUR", "buyCurrency": "USD" });
            made("payments/inquireExchangeRate", "", body)
        }
        _ => panic!("nobody here knows a call of {place}"),
    }
}

/// Whether it stands in the way of a call, or keeps out of it.
pub fn knows(fact: &Value) -> bool {
    fact["waits"] == true
}

pub fn is_played(fact: &Value, id: &str, place: &str) {
    let bench = Bench::new();
    let asked = call(&bench, place);
    let word = |answer: Value| answer["result"]["resultStatus"].as_str().unwrap().to_owned();
    let effects = || asked.journalled.as_ref().map_or(1, |id| bench.effects(id));
    let before = effects();
    assert!(offers(&bench, place, id), "{id} is offered at {place}");
    play(&bench, fact, None);
    let first = bench.try_post(asked.api, &asked.body);
    let (_, what) = id.split_once('-').unwrap();
    if what.ends_with("answer-lost") || what == "lost" {
        assert_eq!(first, None, "{id}");
        let carried_out = usize::from(asked.journalled.is_some());
        assert_eq!(effects(), before + carried_out, "{id} was carried out");
        assert!(bench.try_post(asked.api, &asked.body).is_some(), "{id} meets one request");
    } else if what.ends_with("request-lost") {
        assert_eq!(first, None, "{id}");
        assert_eq!(effects(), before, "{id}: nothing was carried out");
        assert_eq!(word(bench.post(asked.api, &asked.body)), "S", "{id}: it is when it is sent again");
    } else if what.ends_with("busy") {
        assert_eq!(first.map(word).as_deref(), Some("U"), "{id}");
        assert_eq!(effects(), before, "{id}: nothing was carried out");
        assert_eq!(word(bench.post(asked.api, &asked.body)), "S", "{id}: it is when it is sent again");
    } else if what.ends_with("refused") {
        let refused = first.unwrap();
        assert_eq!(refused["result"]["resultStatus"], "F", "{id}");
        assert_ne!(code(&refused), "PARAM_ILLEGAL", "{id}");
        assert_eq!(effects(), before, "{id}: nothing was carried out");
        let again = bench.post(asked.api, &asked.body);
        let last = place != "rates";
        assert_eq!(again == refused, last, "{id}: a refusal of an order is final, one of a question is not");
    } else if what.ends_with("plain") {
        assert_eq!(first.map(word).as_deref(), Some("S"), "{id}");
    } else {
        panic!("nobody here saw {id}");
    }
}

fn offers(bench: &Bench, place: &str, id: &str) -> bool {
    facts(bench, &format!("?place={place}")).iter().any(|fact| fact["id"] == id)
}

#[test]
fn what_stands_in_the_way_is_offered_once_and_taken_away_again() {
    let bench = Bench::new();
    let lost = facts(&bench, "").into_iter().find(|fact| fact["id"] == "accept-answer-lost").unwrap();
    let plain = facts(&bench, "").into_iter().find(|fact| fact["id"] == "accept-plain").unwrap();
    let asked = call(&bench, "accept");
    play(&bench, &lost, None);
    assert!(!offers(&bench, "accept", "accept-answer-lost"), "it stands there already");
    play(&bench, &plain, None);
    assert!(offers(&bench, "accept", "accept-answer-lost"));
    assert_eq!(code(&bench.post(asked.api, &asked.body)), "SUCCESS", "nothing is in the way");
}

/// Every part of the shop's day, and the places it is met at.
const DAY: &[(&str, &[&str])] = &[
    ("take a payment now", &["take_now"]),
    ("take a payment by a link", &["take_link", "link"]),
    ("capture", &["capture"]),
    ("raise", &["raise"]),
    ("cancel", &["cancel"]),
    ("refund", &["refund"]),
    ("customs", &["declare"]),
    ("a dispute and its end", &["dispute"]),
    ("accept a dispute", &["accept"]),
    ("answer a dispute", &["defend"]),
    ("evidence", &["evidence"]),
    ("consent", &["consent", "agreement"]),
    ("revoke a consent", &["revoke"]),
    ("debit", &["debit"]),
    ("in-store, the customer's code", &["counter", "counter_scan"]),
    ("in-store, our code", &["counter", "counter_shown"]),
    ("registration", &["register"]),
    ("notification feed", &["news"]),
    ("rates", &["rates"]),
    ("subscription", &["subscribe", "subscription"]),
    ("change a subscription", &["change"]),
    ("end a subscription", &["end"]),
];

#[test]
fn every_part_of_the_day_goes_well_once_and_wrong_in_three_ways() {
    let mut ends: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let all = facts(&Bench::new(), "");
    for (part, places) in DAY {
        let (well, ill) = ends.entry(part).or_default();
        for fact in &all {
            let here =
                fact["places"].as_array().unwrap().iter().any(|p| places.contains(&p.as_str().unwrap()));
            match fact["ends_well"].as_bool().unwrap() {
                _ if !here => {}
                true => *well += 1,
                false => *ill += 1,
            }
        }
    }
    let poor: Vec<_> = ends.iter().filter(|(_, (well, ill))| *well < 1 || *ill < 3).collect();
    assert!(poor.is_empty(), "the happy path or one of three failures is missing: {poor:?}");
    // And no place stands outside of the day.
    for fact in &all {
        for place in fact["places"].as_array().unwrap() {
            let place = place.as_str().unwrap();
            let known = matches!(place, "disputes" | "payment")
                || DAY.iter().any(|(_, places)| places.contains(&place));
            assert!(known, "{place} is no part of the day");
        }
    }
}
