use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::bench::*;
use crate::clock::{DAY, MINUTE};

fn types(bench: &Bench) -> Vec<String> {
    let all = bench.practice("/practice/events?limit=1000");
    all["events"].as_array().unwrap().iter().map(|e| e["notify_type"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_change_is_told_once() {
    let bench = Bench::new();
    let amount = money("USD", "10000");
    let payment = bench.paid(&hold("P-1", "PRACTICE_CARD_VISA_4242", &amount));
    let part = money("USD", "4000");
    for _ in 0..2 {
        bench.post("payments/pay", &hold("P-1", "PRACTICE_CARD_VISA_4242", &amount));
        bench.post("payments/capture", &capture("C-1", &payment, &part));
        bench.post("payments/refund", &refund("R1", &payment, &money("USD", "1000")));
        bench.post("payments/inquiryPayment", &json!({ "paymentId": payment }));
    }
    assert_eq!(types(&bench), ["PAYMENT_RESULT", "CAPTURE_RESULT", "REFUND_RESULT"]);
    let told = bench.told("PAYMENT_RESULT").remove(0);
    assert_eq!(told["notifyType"], "PAYMENT_RESULT");
    assert_eq!(told["result"]["resultStatus"], "S");
    assert_eq!((&told["paymentRequestId"], &told["paymentId"]), (&json!("P-1"), &json!(payment)));
    assert_eq!((&told["paymentAmount"], &told["paymentTime"]), (&amount, &json!(START)));
    assert_eq!(told["paymentResultInfo"]["lastFour"], "4242");
    let told = bench.told("CAPTURE_RESULT").remove(0);
    assert_eq!((&told["captureRequestId"], &told["captureAmount"]), (&json!("C-1"), &part));
    assert_eq!((&told["paymentId"], &told["captureTime"]), (&json!(payment), &json!(START)));
    let told = bench.told("REFUND_RESULT").remove(0);
    assert_eq!((&told["refundStatus"], &told["refundRequestId"]), (&json!("SUCCESS"), &json!("R1")));
}

#[test]
fn what_was_not_final_is_told_when_it_is() {
    let bench = Bench::new();
    let payment = bench.paid(&hold("P-1", "PRACTICE_CARD_VISA_4242", &money("USD", "100000")));
    bench.post("payments/capture", &capture("C-1", &payment, &money("USD", "10016")));
    assert_eq!(types(&bench), ["PAYMENT_RESULT"]);
    for _ in 0..3 {
        bench.post("payments/inquiryPayment", &json!({ "paymentId": payment }));
    }
    assert_eq!(types(&bench), ["PAYMENT_RESULT", "CAPTURE_RESULT"]);
}

#[test]
fn an_automatic_capture_and_a_lost_answer_are_told_too() {
    let bench = Bench::new();
    let amount = money("USD", "10013");
    let lost = bench.try_post("payments/pay", &pay("P-1", "CARD", Some("PRACTICE_CARD_VISA_4242"), &amount));
    assert_eq!(lost, None);
    assert_eq!(types(&bench), ["PAYMENT_RESULT", "CAPTURE_RESULT"]);
    assert!(bench.told("CAPTURE_RESULT")[0]["captureRequestId"].as_str().unwrap().starts_with("AUTO"));
}

#[test]
fn a_decline_and_a_payment_that_closes_are_told_as_failed() {
    let bench = Bench::new();
    bench.post("payments/pay", &pay("P-1", "CARD", Some("PRACTICE_CARD_DECLINED"), &money("USD", "10000")));
    let mut waits = pay("P-2", "GCASH", None, &money("PHP", "10000"));
    waits["paymentMethod"]["paymentMethodMetaData"] = json!({ "practice": "redirect" });
    bench.post("payments/pay", &waits);
    bench.wait(DAY);
    // Nobody asked about the payment; it is told all the same, dated when it happened.
    let told = bench.told("PAYMENT_RESULT");
    let codes: Vec<&str> = told.iter().map(code).collect();
    assert_eq!(codes, ["DO_NOT_HONOR", "ORDER_IS_CLOSED"]);
    let made = bench.practice("/practice/events")["events"][1]["made_at"].clone();
    assert_ne!(made, json!("2026-09-15T02:00:00Z"));
    assert!(made.as_str().unwrap().starts_with("2026-09-14T"));
}

#[test]
fn ids_are_uuids_of_version_4_and_the_same_for_the_same_course() {
    let course = || {
        let bench = Bench::with(60, 4, None);
        bench.post("payments/pay", &pay("P-1", "ALIPAY_HK", None, &money("HKD", "1000")));
        bench.wait(MINUTE);
        let all = bench.practice("/practice/events?limit=1000");
        all["events"].as_array().unwrap().iter().map(|e| e["event_id"].clone()).collect::<Vec<Value>>()
    };
    let ids = course();
    assert_eq!(ids, course());
    assert_eq!(ids.iter().map(ToString::to_string).collect::<BTreeSet<_>>().len(), ids.len());
    for id in ids {
        let parts: Vec<&str> = id.as_str().unwrap().split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(parts[2].starts_with('4') && parts[3].starts_with('a'));
        assert!(parts.concat().bytes().all(|b| b.is_ascii_hexdigit()));
    }
}

#[test]
fn the_history_tells_its_last_thirty_days() {
    let bench = Bench::with(240, 1, None);
    let told = bench.told("");
    let types: BTreeSet<&str> = told.iter().filter_map(|body| body["notifyType"].as_str()).collect();
    assert!(types.is_superset(&BTreeSet::from([
        "CAPTURE_RESULT",
        "PAYMENT_PENDING",
        "PAYMENT_RESULT",
        "REFUND_RESULT"
    ])));
    let listed = bench.practice("/practice/events?limit=1000");
    let times: Vec<&str> =
        listed["events"].as_array().unwrap().iter().map(|e| e["made_at"].as_str().unwrap()).collect();
    assert!(times.is_sorted());
    assert!(times[0] > "2026-08-15" && *times.last().unwrap() <= "2026-09-14T02:00:00Z");
}
