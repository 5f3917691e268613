use serde_json::{Value, json};

use super::bench::*;
use crate::clock::{HOUR, MINUTE};

const CREATE: &str = "subscriptions/create";

fn create(id: &str, amount: &str) -> Value {
    json!({
        "subscriptionRequestId": id,
        "subscriptionDescription": "a box of tea",
        "subscriptionRedirectUrl": "https://shop.example.test/subscribed",
        "subscriptionStartTime": START,
        "periodRule": { "periodType": "MONTH", "periodCount": 1 },
        "paymentMethod": { "paymentMethodType": "GCASH" },
        "orderInfo": { "orderAmount": money("PHP", amount) },
        "paymentAmount": money("PHP", amount),
        "settlementStrategy": { "settlementCurrency": "USD" },
        "env": { "terminalType": "WEB" },
    })
}

fn decide(bench: &Bench, id: &str, what: &str) -> (u16, Value) {
    let ask = json!({ "subscription_request_id": id, "do": what });
    bench.practice_post("/practice/subscription", &ask)
}

/// A subscription the buyer agreed to; its number.
fn active(bench: &Bench, id: &str, ask: &Value) -> String {
    assert_eq!(code(&bench.post(CREATE, ask)), "SUCCESS");
    let (status, answer) = decide(bench, id, "agree");
    assert_eq!(status, 200);
    answer["subscription_id"].as_str().unwrap().to_owned()
}

fn kinds(bench: &Bench) -> Vec<String> {
    let told = bench.told("SUBSCRIPTION").into_iter();
    told.map(|body| body["subscriptionNotificationType"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn periods_are_paid_by_the_clock_up_to_twelve() {
    let bench = Bench::new();
    let id = active(&bench, "S-1", &create("S-1", "5000"));
    assert_eq!(kinds(&bench), ["CREATE"]);
    assert_eq!(bench.told("PAYMENT_RESULT").len(), 1, "the first period begins at once");
    bench.wait(7 * MINUTE);
    let told = bench.told("PAYMENT_RESULT");
    assert_eq!(told.len(), 3);
    assert_eq!((&told[2]["subscriptionId"], &told[2]["phaseNo"]), (&json!(id), &json!("3")));
    assert_eq!(told[2]["subscriptionRequestId"], "S-1");
    assert_eq!(told[2]["periodStartTime"], "2026-09-14T10:06:00+08:00");
    assert_eq!(told[2]["periodEndTime"], "2026-09-14T10:09:00+08:00");
    assert_eq!(told[2]["paymentTime"], "2026-09-14T10:06:00+08:00", "dated when it began");
    bench.wait(5 * HOUR);
    let ask = json!({ "subscriptionId": id, "pageSize": 5 });
    let page = bench.post("subscriptions/inquireSubscriptionPayment", &ask);
    assert_eq!(
        page["paginator"],
        json!({ "currentPage": 1, "pageSize": 5, "totalPage": 3, "totalCount": 12 })
    );
    assert_eq!(page["payments"][0]["phaseNo"], "12");
    let payment = &page["payments"][0]["paymentId"];
    let asked = bench.post("payments/inquiryPayment", &json!({ "paymentId": payment }));
    assert_eq!(
        (&asked["paymentStatus"], &asked["paymentAmount"]),
        (&json!("SUCCESS"), &money("PHP", "5000"))
    );
}

#[test]
fn trials_and_changes_have_their_own_price() {
    let bench = Bench::new();
    let mut ask = create("S-1", "5000");
    ask["trials"] = json!([{ "trialStartPeriod": 1, "trialAmount": money("PHP", "100") }]);
    let id = active(&bench, "S-1", &ask);
    bench.wait(4 * MINUTE);
    let change = json!({
        "subscriptionChangeRequestId": "CH-1",
        "subscriptionId": id,
        "paymentAmount": money("PHP", "9000"),
        "paymentAmountDifference": money("PHP", "4000"),
    });
    let mut without = change.clone();
    without.as_object_mut().unwrap().remove("paymentAmountDifference");
    assert_eq!(code(&bench.post("subscriptions/change", &without)), "PARAM_ILLEGAL");
    for _ in 0..2 {
        assert_eq!(code(&bench.post("subscriptions/change", &change)), "SUCCESS");
    }
    bench.wait(6 * MINUTE);
    let prices: Vec<Value> =
        bench.told("PAYMENT_RESULT").iter().map(|body| body["paymentAmount"]["value"].clone()).collect();
    assert_eq!(prices, ["100", "5000", "4000", "9000"]);
    let update = json!({
        "subscriptionUpdateRequestId": "UP-1",
        "subscriptionId": id,
        "nextSubscriptionDate": "2026-09-14T20:00:00+08:00",
    });
    assert_eq!(code(&bench.post("subscriptions/update", &update)), "PROCESS_FAIL");
    let update = json!({ "subscriptionUpdateRequestId": "UP-1", "subscriptionId": id, "subscriptionDescription": "tea" });
    assert_eq!(code(&bench.post("subscriptions/update", &update)), "SUCCESS");
    assert_eq!(kinds(&bench), ["CREATE", "CHANGE", "UPDATE"]);
    assert_eq!(bench.effects("CH-1"), 1);
}

#[test]
fn an_ended_subscription_is_paid_no_more() {
    for (kind, told) in [("CANCEL", "CANCELLED"), ("TERMINATE", "TERMINATED")] {
        let bench = Bench::new();
        let id = active(&bench, "S-1", &create("S-1", "5000"));
        bench.wait(MINUTE);
        let cancel = json!({ "subscriptionId": id, "cancellationType": kind });
        for _ in 0..2 {
            assert_eq!(code(&bench.post("subscriptions/cancel", &cancel)), "SUCCESS");
        }
        bench.wait(HOUR);
        assert_eq!(bench.told("PAYMENT_RESULT").len(), 1);
        assert_eq!(kinds(&bench), ["CREATE", kind]);
        for path in ["subscriptions/inquireSubscription", "subscriptions/inquiry"] {
            assert_eq!(bench.post(path, &json!({ "subscriptionId": id }))["subscription"]["status"], told);
        }
        let change = json!({ "subscriptionChangeRequestId": "CH-1", "subscriptionId": id });
        assert_eq!(code(&bench.post("subscriptions/change", &change)), "PROCESS_FAIL");
    }
}

#[test]
fn a_request_is_idempotent_strict_and_may_be_refused() {
    let bench = Bench::new();
    let ask = create("S-1", "5000");
    assert_eq!(bench.post(CREATE, &ask), bench.post(CREATE, &ask));
    assert_eq!(code(&bench.post(CREATE, &create("S-1", "6000"))), "REPEAT_REQ_INCONSISTENT");
    assert_eq!(decide(&bench, "S-1", "refuse").0, 200);
    assert_eq!(decide(&bench, "S-1", "agree").0, 400);
    assert!(bench.told("").is_empty());
    bench.post(CREATE, &create("S-2", "5000"));
    bench.wait(31 * MINUTE);
    assert_eq!(decide(&bench, "S-2", "agree").0, 400, "30 minutes by default");
    for (field, value) in [
        ("periodRule", json!({ "periodType": "MOON", "periodCount": 1 })),
        ("periodRule", json!({ "periodType": "MONTH", "periodCount": 0 })),
        ("paymentAmount", money("USD", "5000")),
        ("subscriptionEndTime", json!("2026-09-13T00:00:00Z")),
        ("subscriptionExpiryTime", json!("2026-09-20T00:00:00Z")),
    ] {
        let mut wrong = create("S-3", "5000");
        wrong[field] = value;
        assert_eq!(code(&bench.post(CREATE, &wrong)), "PARAM_ILLEGAL", "{field}");
    }
    let lost = create("S-4", "5013");
    assert_eq!(bench.try_post(CREATE, &lost), None);
    assert_eq!(code(&bench.post(CREATE, &lost)), "SUCCESS");
    assert_eq!(bench.effects("S-4"), 1);
    let id = active(&bench, "S-5_13", &create("S-5_13", "5000"));
    let cancel = json!({ "subscriptionId": id, "cancellationType": "TERMINATE" });
    assert_eq!(bench.try_post("subscriptions/cancel", &cancel), None);
    assert_eq!(code(&bench.post("subscriptions/cancel", &cancel)), "SUCCESS");
    let list = bench.post("subscriptions/inquireSubscriptionList", &json!({ "statuses": ["TERMINATED"] }));
    assert_eq!(list["subscriptions"].as_array().unwrap().len(), 1);
}
