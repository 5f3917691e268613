use serde_json::{Value, json};

use super::bench::*;
use crate::clock::DAY;

const CARD: &str = "PRACTICE_CARD_VISA_4242_SG_INCREMENTAL";

fn raise(id: &str, payment: &str, amount: &Value) -> Value {
    json!({ "updateRequestId": id, "paymentId": payment, "amount": amount })
}

fn asked(bench: &Bench, id: &str, payment: &str, value: &str) -> String {
    code(&bench.post("payments/updateAmount", &raise(id, payment, &money("HKD", value)))).to_owned()
}

#[test]
fn a_hold_is_raised_and_captured_to_its_new_total() {
    let bench = Bench::new();
    let request = hold("P-1", CARD, &money("HKD", "100000"));
    let payment = bench.paid(&request);
    assert_eq!(bench.inquire("P-1")["paymentResultInfo"]["incrementalAuthorizationAvailable"], true);
    assert_eq!(asked(&bench, "U-1", &payment, "120000"), "SUCCESS");
    assert_eq!(asked(&bench, "U-1", &payment, "120000"), "SUCCESS");
    assert_eq!(asked(&bench, "U-1", &payment, "130000"), "REPEAT_REQ_INCONSISTENT");
    assert_eq!(bench.effects("U-1"), 1);
    let now = bench.inquire("P-1");
    assert_eq!(now["paymentAmount"], money("HKD", "120000"));
    let rows = now["transactions"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["transactionType"]), (1, &json!("INCREMENTAL")));
    assert_eq!(bench.post("payments/pay", &request)["paymentAmount"], money("HKD", "100000"));
    let all = capture("C-1", &payment, &money("HKD", "120000"));
    assert_eq!(code(&bench.post("payments/capture", &all)), "SUCCESS");
    assert_eq!(asked(&bench, "U-2", &payment, "130000"), "ORDER_STATUS_INVALID");
}

#[test]
fn sixteen_stays_in_process_until_asked_again_and_bars_another() {
    let bench = Bench::new();
    let payment = bench.paid(&hold("P-1", CARD, &money("HKD", "100000")));
    assert_eq!(asked(&bench, "U-1", &payment, "120016"), "SUCCESS", "accepted is not done");
    assert_eq!(asked(&bench, "U-2", &payment, "130000"), "ORDER_STATUS_INVALID");
    assert_eq!(asked(&bench, "U-1", &payment, "120016"), "SUCCESS");
    for (status, total, effects) in [("PROCESSING", "100000", 0), ("SUCCESS", "120016", 1)] {
        let now = bench.inquire("P-1");
        assert_eq!(now["transactions"][0]["transactionStatus"], status);
        assert_eq!(now["paymentAmount"], money("HKD", total));
        assert_eq!(bench.effects("U-1"), effects);
    }
    assert_eq!(asked(&bench, "U-3", &payment, "130000"), "SUCCESS");
    let told = bench.told("UPDATE_AMOUNT_RESULT");
    let seen: Vec<&Value> = told.iter().map(|news| &news["updateRequestId"]).collect();
    assert_eq!(seen, [&json!("U-1"), &json!("U-3")], "told once each");
}

#[test]
fn twelve_is_accepted_and_then_refused_by_the_issuer() {
    let bench = Bench::new();
    let payment = bench.paid(&hold("P-1", CARD, &money("HKD", "100000")));
    assert_eq!(asked(&bench, "U-1", &payment, "120012"), "SUCCESS");
    let now = bench.inquire("P-1");
    assert_eq!(now["transactions"][0]["transactionStatus"], "FAIL");
    assert_eq!(now["paymentAmount"], money("HKD", "100000"));
    assert_eq!(bench.effects("U-1"), 0);
    assert_eq!(bench.told("UPDATE_AMOUNT_RESULT")[0]["result"]["resultStatus"], "F");
}

#[test]
fn what_cannot_be_raised_is_refused() {
    let bench = Bench::new();
    let plain = bench.paid(&hold("P-1", "PRACTICE_CARD_VISA_4242", &money("HKD", "100000")));
    assert_eq!(asked(&bench, "U-1", &plain, "120000"), "INCREMENTAL_NOT_SUPPORT");
    assert_eq!(asked(&bench, "U-2", "NOBODY", "120000"), "ORDER_NOT_EXIST");
    let automatic = bench.paid(&pay("P-2", "CARD", Some(CARD), &money("HKD", "100000")));
    assert_eq!(asked(&bench, "U-3", &automatic, "120000"), "ORDER_STATUS_INVALID");
    let held = bench.paid(&hold("P-3", CARD, &money("HKD", "100000")));
    assert_eq!(asked(&bench, "U-4", &held, "100000"), "PARAM_ILLEGAL");
    assert_eq!(asked(&bench, "U-5", &held, "99900"), "PARAM_ILLEGAL");
    let other = raise("U-6", &held, &money("USD", "120000"));
    assert_eq!(code(&bench.post("payments/updateAmount", &other)), "CURRENCY_NOT_SUPPORT");
    bench.post("payments/cancel", &json!({ "paymentId": held }));
    assert_eq!(asked(&bench, "U-7", &held, "120000"), "ORDER_IS_CANCELED");
    let late = bench.paid(&hold("P-4", CARD, &money("HKD", "100000")));
    bench.wait(7 * DAY + 1);
    assert_eq!(asked(&bench, "U-8", &late, "120000"), "ORDER_STATUS_INVALID");
}

#[test]
fn ten_times_is_enough() {
    let bench = Bench::new();
    let payment = bench.paid(&hold("P-1", CARD, &money("HKD", "100000")));
    for number in 1..=10 {
        assert_eq!(
            asked(&bench, &format!("U-{number}"), &payment, &(100_000 + number * 100).to_string()),
            "SUCCESS"
        );
    }
    assert_eq!(asked(&bench, "U-11", &payment, "200000"), "INCREMENTAL_NOT_SUPPORT");
}

#[test]
fn a_raise_meets_the_faults_of_its_amount() {
    let bench = Bench::new();
    let payment = bench.paid(&hold("P-1", CARD, &money("HKD", "100000")));
    let lost = raise("U-13", &payment, &money("HKD", "110013"));
    assert_eq!(bench.try_post("payments/updateAmount", &lost), None);
    assert_eq!(bench.inquire("P-1")["paymentAmount"], money("HKD", "110013"));
    let twice = raise("U-14", &payment, &money("HKD", "120014"));
    assert_eq!(code(&bench.post("payments/updateAmount", &twice)), "SUCCESS");
    let unheard = raise("U-17", &payment, &money("HKD", "130017"));
    assert_eq!(bench.try_post("payments/updateAmount", &unheard), None);
    assert_eq!(bench.inquire("P-1")["paymentAmount"], money("HKD", "120014"));
    for request in [&lost, &twice, &unheard] {
        assert_eq!(code(&bench.post("payments/updateAmount", request)), "SUCCESS");
    }
    for id in ["U-13", "U-14", "U-17"] {
        assert_eq!(bench.effects(id), 1, "{id}");
    }
}
