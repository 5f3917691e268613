use serde_json::json;

use super::bench::*;
use crate::clock::MINUTE;

fn text(bench: &Bench, path: &str, headers: &[(&str, &str)]) -> (u16, String) {
    let reply = bench.call("GET", path, headers, "");
    (reply.status, String::from_utf8(reply.body).unwrap())
}

/// The path and query of an address on the gateway.
fn path(address: &serde_json::Value) -> String {
    address.as_str().unwrap().strip_prefix("http://127.0.0.1").unwrap().to_owned()
}

#[test]
fn a_session_is_in_process_until_its_buyer_pays() {
    let bench = Bench::new();
    let request = session("P-1", &money("SGD", "1990"));
    let made = bench.post("payments/createPaymentSession", &request);
    assert_eq!(made["paymentSessionExpiryTime"], "2026-09-14T11:00:00+08:00");
    assert_eq!(bench.post("payments/createPaymentSession", &request), made);
    assert_eq!(bench.inquire("P-1")["paymentStatus"], "PROCESSING");
    assert_eq!(bench.effects("P-1"), 0);
    let done = bench.act(&json!({ "session_id": made["paymentSessionId"], "do": "pay", "method": "PAYNOW" }));
    assert_eq!(done.0, 200, "{done:?}");
    let paid = bench.inquire("P-1");
    assert_eq!((&paid["paymentStatus"], &paid["paymentMethodType"]), (&json!("SUCCESS"), &json!("PAYNOW")));
    assert_eq!(bench.effects("P-1"), 1);
    assert_eq!(bench.told("PAYMENT_RESULT").len(), 1);
    assert_eq!(bench.act(&json!({ "payment_request_id": "P-1", "do": "decline" })).0, 409);
    assert_eq!(bench.post("payments/createPaymentSession", &request), made);
    let told = bench.post("payments/retrievePaymentSession", &json!({ "paymentRequestId": "P-1" }));
    assert_eq!(told["order"], request["order"]);
    assert!(
        !bench.practice("/practice/books").to_string().contains(made["paymentSessionData"].as_str().unwrap())
    );
}

#[test]
fn an_id_belongs_to_one_kind_of_request() {
    let bench = Bench::new();
    let amount = money("SGD", "1990");
    bench.post("payments/createPaymentSession", &session("P-1", &amount));
    let other = session("P-1", &money("SGD", "2000"));
    assert_eq!(code(&bench.post("payments/createPaymentSession", &other)), "REPEAT_REQ_INCONSISTENT");
    let plain = pay("P-1", "PAYNOW", None, &amount);
    assert_eq!(code(&bench.post("payments/pay", &plain)), "REPEAT_REQ_INCONSISTENT");
    bench.paid(&pay("P-2", "PAYNOW", None, &amount));
    assert_eq!(
        code(&bench.post("payments/createPaymentSession", &session("P-2", &amount))),
        "REPEAT_REQ_INCONSISTENT"
    );
    let unknown = bench.post("payments/retrievePaymentSession", &json!({ "paymentRequestId": "P-2" }));
    assert_eq!(code(&unknown), "ORDER_NOT_EXIST");
}

#[test]
fn a_session_ends_within_the_hour_by_time_by_the_buyer_or_by_a_cancel() {
    let bench = Bench::new();
    let amount = money("SGD", "1990");
    for (id, ask) in [("P-1", "wait"), ("P-2", "expire"), ("P-3", "cancel")] {
        bench.post("payments/createPaymentSession", &session(id, &amount));
        match ask {
            "wait" => bench.wait(60 * MINUTE + 1),
            "expire" => assert_eq!(bench.act(&json!({ "payment_request_id": id, "do": "expire" })).0, 200),
            _ => assert_eq!(
                code(&bench.post("payments/cancel", &json!({ "paymentRequestId": id }))),
                "SUCCESS"
            ),
        }
        let status = if ask == "cancel" { "CANCELLED" } else { "FAIL" };
        assert_eq!(bench.inquire(id)["paymentStatus"], status, "{ask}");
        assert_eq!(bench.act(&json!({ "payment_request_id": id, "do": "pay" })).0, 409, "{ask}");
        assert_eq!(bench.effects(id), 0);
    }
    for end in ["2026-09-14T10:00:00+08:00", "2026-09-15T10:00:00+08:00"] {
        let mut request = session("P-4", &amount);
        request["paymentSessionExpiryTime"] = json!(end);
        assert_eq!(code(&bench.post("payments/createPaymentSession", &request)), "PARAM_ILLEGAL");
    }
}

#[test]
fn only_hosted_sessions_name_a_page_and_the_others_need_a_method() {
    let bench = Bench::new();
    let mut request = session("P-1", &money("SGD", "1990"));
    request["productScene"] = json!("ELEMENT_PAYMENT");
    assert!(bench.post("payments/createPaymentSession", &request)["normalUrl"].is_null());
    request.as_object_mut().unwrap().shift_remove("productScene");
    request["paymentRequestId"] = json!("P-2");
    assert_eq!(code(&bench.post("payments/createPaymentSession", &request)), "PARAM_ILLEGAL");
    request["paymentMethod"] = json!({ "paymentMethodType": "GCASH" });
    assert_eq!(code(&bench.post("payments/createPaymentSession", &request)), "SUCCESS");
    let other = json!({ "payment_request_id": "P-2", "do": "pay", "method": "CARD" });
    assert_eq!(bench.act(&other).0, 400, "it was made for another method");
}

#[test]
fn a_held_session_waits_for_its_capture() {
    let bench = Bench::new();
    let mut request = session("P-1", &money("SGD", "1990"));
    request["paymentFactor"] = json!({ "captureMode": "MANUAL" });
    bench.post("payments/createPaymentSession", &request);
    let (_, acted) = bench.act(&json!({ "payment_request_id": "P-1", "do": "pay", "method": "CARD" }));
    let held = capture("C-1", acted["payment_id"].as_str().unwrap(), &money("SGD", "1990"));
    assert_eq!(code(&bench.post("payments/capture", &held)), "SUCCESS");
}

#[test]
fn a_person_plays_the_buyer_on_the_page() {
    let bench = Bench::new();
    let made = bench.post("payments/createPaymentSession", &session("P-1", &money("SGD", "1990")));
    let page = path(&made["normalUrl"]);
    let (status, english) = text(&bench, &page, &[]);
    assert_eq!(status, 200);
    for shown in
        ["SGD 19.90", "ORDER-P-1", "Book &lt;b&gt;", ">Pay<", ">Decline<", ">Let it expire<", "PAYNOW"]
    {
        assert!(english.contains(shown), "{shown}");
    }
    let (_, chinese) = text(&bench, &page, &[("accept-language", "zh-CN,zh;q=0.9")]);
    assert!(chinese.contains(">拒绝支付<") && chinese.contains("lang=\"zh\""));
    assert!(text(&bench, &format!("{page}&lang=zh"), &[]).1.contains("模拟收银台"));

    let form = format!("session={}&lang=zh&method=PAYNOW&do=pay", made["paymentSessionId"].as_str().unwrap());
    let elsewhere = [("origin", "https://shop.example.test")];
    assert_eq!(bench.call("POST", "/practice/checkout", &elsewhere, &form).status, 403);
    assert_eq!(bench.effects("P-1"), 0);
    let here = [("origin", "http://127.0.0.1:8700")];
    for _ in 0..2 {
        let reply = bench.call("POST", "/practice/checkout", &here, &form);
        assert_eq!(reply.status, 303, "a second press changes nothing");
        let (_, place) = reply.headers.iter().find(|(name, _)| *name == "location").unwrap();
        assert!(text(&bench, place, &[]).1.contains("已支付"));
    }
    assert_eq!(bench.effects("P-1"), 1);
    assert_eq!(text(&bench, "/practice/checkout?session=NOBODY", &[]).0, 404);
    assert_eq!(text(&bench, "/practice/checkout?payment=%22%3E", &[]).0, 404);
}

#[test]
fn a_redirect_shows_the_same_page() {
    let bench = Bench::new();
    let mut request = pay("P-1", "GCASH", None, &money("PHP", "10000"));
    request["paymentMethod"]["paymentMethodMetaData"] = json!({ "practice": "page" });
    let asked = bench.post("payments/pay", &request);
    for _ in 0..5 {
        assert_eq!(bench.inquire("P-1")["paymentStatus"], "PROCESSING", "it waits for its buyer");
    }
    assert!(text(&bench, &path(&asked["normalUrl"]), &[]).1.contains("PHP 100.00"));
    let form = format!("payment={}&do=decline", asked["paymentId"].as_str().unwrap());
    assert_eq!(bench.call("POST", "/practice/checkout", &[], &form).status, 303);
    assert_eq!(bench.inquire("P-1")["paymentResultCode"], "USER_PAYMENT_VERIFICATION_FAILED");
    assert_eq!(bench.effects("P-1"), 0);
}

#[test]
fn an_act_that_makes_no_sense_is_turned_away() {
    let bench = Bench::new();
    for (what, status) in [
        (json!({ "payment_request_id": "NOBODY", "do": "pay" }), 404),
        (json!({ "do": "pay" }), 404),
        (json!({ "payment_request_id": "NOBODY", "do": "steal" }), 400),
    ] {
        assert_eq!(bench.act(&what).0, status, "{what}");
    }
}

#[test]
fn sessions_meet_the_faults_of_their_amounts() {
    let bench = Bench::new();
    let lost = session("P-13", &money("SGD", "1913"));
    assert_eq!(bench.try_post("payments/createPaymentSession", &lost), None);
    assert_eq!(bench.inquire("P-13")["paymentStatus"], "PROCESSING");
    let unheard = session("P-17", &money("SGD", "1917"));
    assert_eq!(bench.try_post("payments/createPaymentSession", &unheard), None);
    assert_eq!(code(&bench.inquire("P-17")), "ORDER_NOT_EXIST");
    let unknown = session("P-16", &money("SGD", "1916"));
    assert_eq!(code(&bench.post("payments/createPaymentSession", &unknown)), "UNKNOWN_EXCEPTION");
    for request in [lost, unheard, unknown] {
        assert_eq!(code(&bench.post("payments/createPaymentSession", &request)), "SUCCESS");
    }
    assert_eq!(bench.practice("/practice/books")["payments"].as_array().unwrap().len(), 3);
}
