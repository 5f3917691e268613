use serde_json::json;

use super::bench::*;
use crate::clock::DAY;

#[test]
fn captures_add_up_to_the_authorisation_at_most() {
    let bench = Bench::new();
    let payment = bench.paid(&hold("P-1", "PRACTICE_CARD_VISA_4242", &money("KWD", "10000")));
    for (id, value, expected) in [
        ("C-1", "4000", "SUCCESS"),
        ("C-2", "6001", "CAPTURE_AMOUNT_EXCEED_AUTH_LIMIT"),
        ("C-3", "6000", "SUCCESS"),
        ("C-4", "1", "CAPTURE_AMOUNT_EXCEED_AUTH_LIMIT"),
    ] {
        let answer = bench.post("payments/capture", &capture(id, &payment, &money("KWD", value)));
        assert_eq!(code(&answer), expected, "{id}");
    }
    let books = bench.practice("/practice/books");
    assert_eq!(books["payments"][0]["captured"], "10000");
    assert_eq!(books["payments"][0]["state"], "CAPTURED");
}

#[test]
fn a_capture_in_process_counts_and_arrives() {
    let bench = Bench::new();
    let payment = bench.paid(&hold("P-1", "PRACTICE_CARD_VISA_4242", &money("USD", "10000")));
    let first = capture("C-1", &payment, &money("USD", "6016"));
    assert_eq!(code(&bench.post("payments/capture", &first)), "CAPTURE_IN_PROCESS");
    let second = capture("C-2", &payment, &money("USD", "4000"));
    assert_eq!(code(&bench.post("payments/capture", &second)), "CAPTURE_AMOUNT_EXCEED_AUTH_LIMIT");
    let ask = json!({ "paymentId": payment });
    let rows = |n: usize| {
        bench.post("payments/inquiryPayment", &ask)["transactions"][n]["transactionStatus"].clone()
    };
    assert_eq!(rows(0), "PROCESSING");
    assert_eq!(bench.effects("C-1"), 0);
    assert_eq!(rows(0), "SUCCESS");
    assert_eq!(bench.effects("C-1"), 1);
    assert_eq!(code(&bench.post("payments/capture", &first)), "SUCCESS");
    assert_eq!(bench.effects("C-1"), 1);
}

#[test]
fn the_last_moment_of_an_authorisation_still_counts() {
    let bench = Bench::new();
    let payment = bench.paid(&hold("P-1", "PRACTICE_CARD_VISA_4242", &money("USD", "10000")));
    bench.wait(7 * DAY);
    assert_eq!(
        code(&bench.post("payments/capture", &capture("C-1", &payment, &money("USD", "100")))),
        "SUCCESS"
    );
    bench.wait(1);
    assert_eq!(
        code(&bench.post("payments/capture", &capture("C-2", &payment, &money("USD", "100")))),
        "AUTH_EXPIRED"
    );
}

#[test]
fn a_last_capture_that_contradicts_itself_is_refused() {
    let bench = Bench::new();
    let payment = bench.paid(&hold("P-1", "PRACTICE_CARD_VISA_4242", &money("USD", "10000")));
    let mut request = capture("C-1", &payment, &money("USD", "100"));
    request["captureType"] = json!("FINAL");
    request["isLastCapture"] = json!("false");
    assert_eq!(code(&bench.post("payments/capture", &request)), "PARAM_ILLEGAL");
    // Nothing was created, so the id is still free.
    request["isLastCapture"] = json!(true);
    assert_eq!(code(&bench.post("payments/capture", &request)), "SUCCESS");
    assert_eq!(bench.practice("/practice/books")["payments"][0]["state"], "CAPTURED");
}
