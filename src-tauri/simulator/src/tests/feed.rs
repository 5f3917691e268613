use serde_json::{Value, json};

use super::bench::*;
use crate::clock::{DAY, MINUTE, SECOND};

const LIST: &str = "notification/inquireNotificationList";
const ONE: &str = "notification/inquireNotification";

/// Thirty payments, one a minute; the newest at the bench's now.
fn busy() -> Bench {
    let bench = Bench::new();
    for number in 0..30 {
        bench.wait(MINUTE);
        bench.paid(&pay(&format!("P-{number:02}"), "ALIPAY_HK", None, &money("HKD", "1000")));
    }
    bench
}

fn requests(answer: &Value) -> Vec<String> {
    let events = answer["notifications"].as_array().unwrap();
    events.iter().map(|e| e["notificationData"]["paymentRequestId"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn pages_are_newest_first_and_the_cursor_misses_and_repeats_nothing() {
    let bench = busy();
    let first = bench.post(LIST, &json!({}));
    assert_eq!(requests(&first).first().unwrap(), "P-29");
    assert_eq!(requests(&first).len(), 10, "10 by default");
    assert_eq!(first["hasMore"], true);
    let event = &first["notifications"][0];
    assert_eq!(event["notifyType"], "PAYMENT_RESULT");
    assert_eq!(event["eventCreateTime"], "2026-09-14T02:30:00Z");
    assert_eq!(event["deliveryStatus"], "FAILED", "there is no address for webhooks");
    let mut seen = requests(&first);
    let to = json!("2026-09-14T02:30:00Z");
    let mut cursor = first["nextStartingAfter"].clone();
    while !cursor.is_null() {
        // What happens meanwhile does not shift the pages.
        bench.paid(&pay(&format!("LATER-{}", seen.len()), "ALIPAY_HK", None, &money("HKD", "1000")));
        bench.wait(SECOND);
        let ask = json!({ "startingAfter": cursor, "limit": 7, "eventCreateTimeTo": to });
        let page = bench.post(LIST, &ask);
        assert_eq!(page["hasMore"], !page["nextStartingAfter"].is_null());
        seen.extend(requests(&page));
        cursor = page["nextStartingAfter"].clone();
    }
    let expected: Vec<String> = (0..30).rev().map(|number| format!("P-{number:02}")).collect();
    assert_eq!(seen, expected);
}

#[test]
fn the_window_is_inclusive_and_reaches_thirty_days_back_at_most() {
    let bench = busy();
    let ask = |from: &str, to: &str| {
        let ask = json!({ "eventCreateTimeFrom": from, "eventCreateTimeTo": to, "limit": 100 });
        requests(&bench.post(LIST, &ask))
    };
    assert_eq!(ask("2026-09-14T02:01:00Z", "2026-09-14T02:03:00Z"), ["P-02", "P-01", "P-00"]);
    assert_eq!(ask("2026-09-14T10:01:00+08:00", "2026-09-14T10:01:00+08:00"), ["P-00"]);
    bench.wait(6 * DAY);
    assert_eq!(requests(&bench.post(LIST, &json!({ "limit": 100 }))).len(), 30, "7 days by default");
    bench.wait(DAY);
    assert_eq!(requests(&bench.post(LIST, &json!({ "limit": 100 }))), ["P-29"]);
    bench.wait(SECOND);
    assert_eq!(requests(&bench.post(LIST, &json!({ "limit": 100 }))).len(), 0);
    let old = json!({ "eventCreateTimeFrom": "2026-01-01T00:00:00Z", "limit": 100 });
    assert_eq!(requests(&bench.post(LIST, &old)).len(), 30);
    let id = bench.practice("/practice/events?limit=1")["events"][0]["event_id"].clone();
    assert_eq!(code(&bench.post(ONE, &json!({ "eventId": id }))), "SUCCESS");
    bench.wait(23 * DAY - 20 * MINUTE);
    assert_eq!(requests(&bench.post(LIST, &old)).len(), 20, "events older than 30 days are gone");
    assert_eq!(code(&bench.post(ONE, &json!({ "eventId": id }))), "PARAM_ILLEGAL");
}

#[test]
fn a_filter_names_types() {
    let bench = Bench::new();
    let payment = bench.paid(&pay("P-1", "ALIPAY_HK", None, &money("HKD", "1000")));
    bench.post("payments/refund", &refund("R1", &payment, &money("HKD", "1000")));
    let count = |filter: Value| {
        let answer = bench.post(LIST, &json!({ "notifyType": filter }));
        answer["notifications"].as_array().unwrap().len()
    };
    assert_eq!(count(json!(["REFUND_RESULT"])), 1);
    assert_eq!(count(json!(["REFUND_RESULT", "PAYMENT_RESULT"])), 2);
    assert_eq!(count(json!(["DISPUTE_CREATED"])), 0);
    assert_eq!((count(json!([])), count(Value::Null)), (2, 2));
}

#[test]
fn a_request_that_breaks_a_rule_is_refused() {
    let bench = busy();
    for wrong in [
        json!({ "limit": "10" }),
        json!({ "limit": 0 }),
        json!({ "limit": 101 }),
        json!({ "limit": 1.5 }),
        json!({ "notifyType": "REFUND_RESULT" }),
        json!({ "notifyType": ["REFUNDS"] }),
        json!({ "startingAfter": "3f0e6f0a-4a53-4f0e-9f5e-6f1f0b6a0001" }),
        json!({ "eventCreateTimeFrom": "1770000000000" }),
        json!({ "eventCreateTimeFrom": "2026-09-15T00:00:00Z", "eventCreateTimeTo": "2026-09-14T00:00:00Z" }),
    ] {
        assert_eq!(code(&bench.post(LIST, &wrong)), "PARAM_ILLEGAL", "{wrong}");
    }
    assert_eq!(code(&bench.post(ONE, &json!({}))), "PARAM_ILLEGAL");
    assert_eq!(code(&bench.post(ONE, &json!({ "eventId": "nothing" }))), "PARAM_ILLEGAL");
}

#[test]
fn an_account_without_a_feed_hears_so() {
    let mut bench = Bench::new();
    bench.gateway.no_feed = true;
    for api in [LIST, ONE] {
        let path = format!("/ams/sandbox/api/v1/{api}");
        let crate::gateway::Reaction::Reply(reply) = bench.gateway.exchange(&bench.signed(&path, b"{}"))
        else {
            panic!("no answer");
        };
        assert!(!bench.is_signed(&path, &reply));
        assert_eq!(code(&serde_json::from_slice(&reply.body).unwrap()), "NO_INTERFACE_DEF");
    }
}
