use serde_json::{Value, json};

use super::bench::*;
use crate::clock::MINUTE;

fn scanned(id: &str, code: &str) -> Value {
    at_till(id, "PaymentCode", Some(code), &money("JPY", "5200"))
}

#[test]
fn a_code_says_by_its_last_digits_what_happens() {
    for (ending, expected, status) in [
        ("00", "SUCCESS", "SUCCESS"),
        ("77", "SUCCESS", "SUCCESS"),
        ("01", "PAYMENT_IN_PROCESS", "PROCESSING"),
        ("02", "EXPIRED_CODE", "FAIL"),
        ("03", "INVALID_PAYMENT_CODE", "FAIL"),
        ("04", "USER_BALANCE_NOT_ENOUGH", "FAIL"),
        ("05", "PAYMENT_IN_PROCESS", "PROCESSING"),
        ("06", "RISK_REJECT", "FAIL"),
    ] {
        let bench = Bench::new();
        let request = scanned("P-1", &format!("2881234567890123{ending}"));
        let answer = bench.post("payments/pay", &request);
        assert_eq!(code(&answer), expected, "{ending}");
        assert_eq!(bench.post("payments/pay", &request), answer, "{ending}: again");
        assert_eq!(bench.inquire("P-1")["paymentStatus"], status, "{ending}");
        assert_eq!(bench.effects("P-1"), usize::from(expected == "SUCCESS"), "{ending}");
    }
}

#[test]
fn a_buyer_who_has_to_confirm_has_paid_at_the_third_question() {
    let bench = Bench::new();
    let request = scanned("P-1", "288123456789012301");
    bench.post("payments/pay", &request);
    for expected in ["PROCESSING", "PROCESSING", "SUCCESS"] {
        assert_eq!(bench.effects("P-1"), 0);
        assert_eq!(bench.inquire("P-1")["paymentStatus"], expected);
    }
    assert_eq!(bench.effects("P-1"), 1);
    assert_eq!(bench.inquire("P-1")["pspCustomerInfo"]["pspName"], "ALIPAY_CN");
    assert_eq!(code(&bench.post("payments/pay", &request)), "SUCCESS");
    assert_eq!(bench.effects("P-1"), 1);
}

#[test]
fn one_that_never_ends_is_ended_by_a_cancel_and_stays_cancelled() {
    let bench = Bench::new();
    let request = scanned("P-1", "288123456789012305");
    bench.post("payments/pay", &request);
    for _ in 0..30 {
        bench.wait(60 * MINUTE);
        assert_eq!(bench.inquire("P-1")["paymentStatus"], "PROCESSING");
    }
    let ask = json!({ "paymentRequestId": "P-1" });
    assert_eq!(code(&bench.post("payments/cancel", &ask)), "SUCCESS");
    assert_eq!(bench.act(&json!({ "payment_request_id": "P-1", "do": "pay" })).0, 409, "too late");
    assert_eq!(bench.inquire("P-1")["paymentStatus"], "CANCELLED");
    assert_eq!(code(&bench.post("payments/pay", &request)), "ORDER_IS_CANCELED");
    assert_eq!(bench.effects("P-1"), 0);
}

#[test]
fn a_code_works_once_and_is_not_kept() {
    let bench = Bench::new();
    bench.paid(&scanned("P-1", "288123456789012300"));
    assert_eq!(
        code(&bench.post("payments/pay", &scanned("P-2", "288123456789012300"))),
        "INVALID_PAYMENT_CODE"
    );
    assert_eq!(
        code(&bench.post("payments/pay", &scanned("P-1", "288123456789012400"))),
        "REPEAT_REQ_INCONSISTENT"
    );
    bench.paid(&scanned("P-3", "288123456789012400"));
    assert!(!bench.practice("/practice/books").to_string().contains("28812345678901"));
    assert!(!bench.practice("/practice/journal").to_string().contains("28812345678901"));
}

#[test]
fn only_payment_codes_are_paid() {
    for wrong in [
        "28812345678900",
        "248123456789012300",
        "318123456789012300",
        "28812345678901230a",
        "2881234567890123000000000",
    ] {
        let bench = Bench::new();
        assert_eq!(
            code(&bench.post("payments/pay", &scanned("P-1", wrong))),
            "INVALID_PAYMENT_CODE",
            "{wrong}"
        );
    }
    let bench = Bench::new();
    let paypay = bench.post("payments/pay", &scanned("P-1", "288801567890123456789000"));
    assert_eq!(paypay["pspCustomerInfo"]["pspName"], "PAYPAY");
}

#[test]
fn an_order_code_waits_for_its_buyer() {
    let bench = Bench::new();
    let request = at_till("P-1", "OrderCode", None, &money("JPY", "5200"));
    let made = bench.post("payments/pay", &request);
    assert_eq!(made["orderCodeForm"]["expireTime"], "2026-09-14T10:03:00+08:00");
    assert_eq!(bench.inquire("P-1")["paymentStatus"], "PROCESSING");
    assert_eq!(bench.post("payments/pay", &request), made);
    let (status, acted) = bench.act(&json!({ "payment_request_id": "P-1", "do": "pay" }));
    assert_eq!((status, &acted["status"]), (200, &json!("SUCCESS")));
    assert_eq!(bench.inquire("P-1")["paymentStatus"], "SUCCESS");
    assert_eq!(bench.post("payments/pay", &request), made, "success means that the code was made");
    assert_eq!(bench.effects("P-1"), 1);
    let payment = made["paymentId"].as_str().unwrap();
    assert_eq!(
        code(&bench.post("payments/refund", &refund("R-1", payment, &money("JPY", "200")))),
        "SUCCESS"
    );

    let late = at_till("P-2", "OrderCode", None, &money("JPY", "5200"));
    bench.post("payments/pay", &late);
    bench.wait(3 * MINUTE + 1);
    assert_eq!(bench.act(&json!({ "payment_request_id": "P-2", "do": "pay" })).0, 409);
    assert_eq!(bench.inquire("P-2")["paymentResultCode"], "ORDER_IS_CLOSED");
    assert_eq!(code(&bench.post("payments/pay", &late)), "ORDER_IS_CLOSED");
}

#[test]
fn an_entry_code_names_where_the_buyer_goes() {
    let bench = Bench::new();
    let mut request = at_till("P-1", "EntryCode", None, &money("JPY", "5200"));
    let answer = bench.post("payments/pay", &request);
    let target = answer["redirectActionForm"]["redirectUrl"].as_str().unwrap();
    assert!(
        target.ends_with(&format!("/practice/checkout?payment={}", answer["paymentId"].as_str().unwrap()))
    );
    bench.act(&json!({ "payment_id": answer["paymentId"], "do": "decline" }));
    assert_eq!(bench.inquire("P-1")["paymentStatus"], "FAIL");
    assert_eq!(bench.effects("P-1"), 0);
    request["paymentRequestId"] = json!("P-2");
    request["order"]["env"] = json!({});
    assert_eq!(code(&bench.post("payments/pay", &request)), "PARAM_ILLEGAL");
}

#[test]
fn every_field_the_tables_demand_is_demanded() {
    let bench = Bench::new();
    let whole = scanned("P-1", "288123456789012300");
    for path in [
        "/paymentRequestId",
        "/paymentAmount",
        "/paymentMethod/paymentMethodType",
        "/paymentMethod/paymentMethodId",
        "/paymentFactor/inStorePaymentScenario",
        "/paymentNotifyUrl",
        "/order",
        "/order/merchant/referenceMerchantId",
        "/order/merchant/merchantName",
        "/order/merchant/merchantMCC",
        "/order/merchant/store/referenceStoreId",
        "/order/merchant/store/storeName",
        "/order/merchant/store/storeMCC",
    ] {
        let mut request = whole.clone();
        let (parent, name) = path.rsplit_once('/').unwrap();
        request.pointer_mut(parent).unwrap().as_object_mut().unwrap().shift_remove(name);
        assert_eq!(code(&bench.post("payments/pay", &request)), "PARAM_ILLEGAL", "{path}");
    }
    for (path, value) in [
        ("/order/merchant/merchantMCC", "549"),
        ("/order/orderAmount/currency", "USD"),
        ("/paymentMethod/paymentMethodType", "ALIPAY_CN"),
    ] {
        let mut request = whole.clone();
        *request.pointer_mut(path).unwrap() = json!(value);
        assert_eq!(code(&bench.post("payments/pay", &request)), "PARAM_ILLEGAL", "{path}");
    }
    let with_code = at_till("P-2", "OrderCode", Some("288123456789012300"), &money("JPY", "5200"));
    assert_eq!(code(&bench.post("payments/pay", &with_code)), "PARAM_ILLEGAL");
    bench.paid(&whole);
}

#[test]
fn faults_by_amount_meet_a_till_too() {
    let bench = Bench::new();
    let lost = at_till("P-13", "PaymentCode", Some("288123456789013300"), &money("JPY", "5213"));
    assert_eq!(bench.try_post("payments/pay", &lost), None);
    assert_eq!(bench.inquire("P-13")["paymentStatus"], "SUCCESS");
    let twice = at_till("P-14", "PaymentCode", Some("288123456789014400"), &money("JPY", "5214"));
    assert_eq!(code(&bench.post("payments/pay", &twice)), "SUCCESS");
    let slow = at_till("P-16", "PaymentCode", Some("288123456789016600"), &money("JPY", "5216"));
    assert_eq!(code(&bench.post("payments/pay", &slow)), "PAYMENT_IN_PROCESS");
    assert_eq!(bench.effects("P-16"), 0);
    assert_eq!(code(&bench.post("payments/pay", &slow)), "SUCCESS");
    for id in ["P-13", "P-14", "P-16"] {
        assert_eq!(bench.effects(id), 1, "{id}");
    }
    let unheard = at_till("P-17", "OrderCode", None, &money("JPY", "5217"));
    assert_eq!(bench.try_post("payments/pay", &unheard), None);
    assert_eq!(code(&bench.inquire("P-17")), "ORDER_NOT_EXIST");
    let held_back = at_till("P-26", "OrderCode", None, &money("JPY", "5216"));
    assert_eq!(code(&bench.post("payments/pay", &held_back)), "UNKNOWN_EXCEPTION");
    assert!(bench.post("payments/pay", &held_back)["orderCodeForm"].is_object());
}

#[test]
fn both_forms_of_the_path_are_served_and_nothing_but_post() {
    let bench = Bench::new();
    for (id, path) in [("P-1", "/ams/api/v1/payments/pay"), ("P-2", "/ams/sandbox/api/v1/payments/pay")] {
        let body = at_till(id, "OrderCode", None, &money("JPY", "5200")).to_string();
        let mut arrived = bench.signed(path, body.as_bytes());
        let crate::gateway::Reaction::Reply(reply) = bench.gateway.exchange(&arrived) else {
            panic!("no answer")
        };
        assert!(bench.is_signed(path, &reply));
        arrived.method = "GET".to_owned();
        let crate::gateway::Reaction::Reply(reply) = bench.gateway.exchange(&arrived) else {
            panic!("no answer")
        };
        let answer: Value = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!(code(&answer), "METHOD_NOT_SUPPORTED");
    }
}
