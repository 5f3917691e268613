use serde_json::json;

use super::bench::*;
use crate::clock::MINUTE;

#[test]
fn a_repeat_is_the_same_payment() {
    let bench = Bench::new();
    let request = hold("P-1", "PRACTICE_CARD_VISA_4242", &money("USD", "5000"));
    let first = bench.post("payments/pay", &request);
    bench.wait(60 * MINUTE);
    assert_eq!(bench.post("payments/pay", &request), first);
    assert_eq!(bench.effects("P-1"), 1);
    let other = hold("P-1", "PRACTICE_CARD_VISA_1111", &money("USD", "5000"));
    assert_eq!(code(&bench.post("payments/pay", &other)), "REPEAT_REQ_INCONSISTENT");
    assert_eq!(bench.practice("/practice/books")["payments"].as_array().unwrap().len(), 1);
}

#[test]
fn a_refusal_is_final_for_its_id() {
    let bench = Bench::new();
    let request = pay("P-1", "CARD", Some("PRACTICE_CARD_DECLINED"), &money("USD", "5000"));
    assert_eq!(code(&bench.post("payments/pay", &request)), "DO_NOT_HONOR");
    assert_eq!(code(&bench.post("payments/pay", &request)), "DO_NOT_HONOR");
    let other = pay("P-1", "CARD", Some("PRACTICE_CARD_VISA_4242"), &money("USD", "5000"));
    assert_eq!(code(&bench.post("payments/pay", &other)), "REPEAT_REQ_INCONSISTENT");
    let unknown = capture("C-1", "NOBODY", &money("USD", "1"));
    assert_eq!(code(&bench.post("payments/capture", &unknown)), "AUTH_NOT_FOUND");
    let other = capture("C-1", "NOBODY", &money("USD", "2"));
    assert_eq!(code(&bench.post("payments/capture", &other)), "REPEAT_REQ_INCONSISTENT");
    assert_eq!(bench.effects("P-1") + bench.effects("C-1"), 0);
}

#[test]
fn a_redirect_shows_its_page_again_until_the_buyer_is_done() {
    let bench = Bench::new();
    let mut request = pay("P-1", "GCASH", None, &money("PHP", "10000"));
    request["paymentMethod"]["paymentMethodMetaData"] = json!({ "practice": "redirect" });
    let first = bench.post("payments/pay", &request);
    assert!(first["normalUrl"].as_str().unwrap().len() <= 2048);
    assert_eq!(bench.post("payments/pay", &request), first);
    let ask = json!({ "paymentRequestId": "P-1" });
    assert_eq!(bench.post("payments/inquiryPayment", &ask)["paymentStatus"], "PROCESSING");
    assert_eq!(bench.effects("P-1"), 0);
    assert_eq!(bench.post("payments/inquiryPayment", &ask)["paymentStatus"], "SUCCESS");
    assert_eq!(bench.effects("P-1"), 1);
    assert_eq!(code(&bench.post("payments/pay", &request)), "SUCCESS");
    assert_eq!(bench.effects("P-1"), 1);
}

#[test]
fn an_amount_ending_in_16_is_pushed_on_by_a_repeat() {
    let bench = Bench::new();
    let request = pay("P-1", "ALIPAY_HK", None, &money("HKD", "10016"));
    assert_eq!(code(&bench.post("payments/pay", &request)), "PAYMENT_IN_PROCESS");
    assert_eq!(bench.effects("P-1"), 0);
    assert_eq!(code(&bench.post("payments/pay", &request)), "SUCCESS");
    assert_eq!(bench.effects("P-1"), 1);
}

#[test]
fn nothing_secret_is_kept() {
    let bench = Bench::new();
    bench.paid(&pay("P-1", "CARD", Some("PRACTICE_CARD_VISA_4242"), &money("USD", "5000")));
    let books = bench.practice("/practice/books").to_string();
    assert!(!books.contains("PRACTICE_CARD"), "a token stands in the books");
    let number = pay("P-2", "CARD", Some("4111 1111 1111 1111"), &money("USD", "5000"));
    assert_eq!(code(&bench.post("payments/pay", &number)), "PARAM_ILLEGAL");
}

#[test]
fn round_amounts_where_a_method_asks_for_them() {
    let bench = Bench::new();
    for (method, currency, value, expected) in [
        ("JKOPAY", "TWD", "10050", "PARAM_ILLEGAL"),
        ("JKOPAY", "TWD", "10000", "SUCCESS"),
        ("OCTOPUS", "HKD", "1005", "PARAM_ILLEGAL"),
        ("OCTOPUS", "HKD", "1020", "SUCCESS"),
        ("DANA", "IDR", "100050", "PARAM_ILLEGAL"),
        ("DANA", "IDR", "100000", "SUCCESS"),
    ] {
        let id = format!("P-{method}-{value}");
        let answer = bench.post("payments/pay", &pay(&id, method, None, &money(currency, value)));
        assert_eq!(code(&answer), expected, "{id}");
    }
}
