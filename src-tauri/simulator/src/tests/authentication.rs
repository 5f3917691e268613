use serde_json::{Value, json};

use super::bench::*;
use crate::auth::Arrived;
use crate::clock::MINUTE;
use crate::gateway::{Reaction, Reply};

const PATH: &str = "/ams/sandbox/api/v1/payments/inquiryPayment";

fn request(bench: &Bench) -> Arrived {
    bench.signed(PATH, br#"{"paymentRequestId":"P-1"}"#)
}

fn reply(bench: &Bench, request: &Arrived) -> Reply {
    match bench.gateway.exchange(request) {
        Reaction::Reply(reply) => reply,
        Reaction::Silence => panic!("no answer"),
    }
}

/// The code of a refusal that must carry neither signature nor response-time.
fn unsigned(bench: &Bench, request: &Arrived) -> String {
    let reply = reply(bench, request);
    assert_eq!(reply.status, 200);
    for name in ["signature", "response-time", "client-id"] {
        assert!(reply.headers.iter().all(|(n, _)| *n != name), "{name} on an unsigned answer");
    }
    assert!(reply.headers.iter().any(|(n, _)| *n == "date"));
    let answer: Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(answer["result"]["resultStatus"], "F");
    code(&answer).to_owned()
}

fn set(request: &mut Arrived, name: &str, value: &str) {
    request.headers.retain(|(n, _)| n != name);
    request.headers.push((name.to_owned(), value.to_owned()));
}

#[test]
fn what_cannot_be_routed_is_refused_unsigned() {
    let bench = Bench::new();
    let mut wrong = request(&bench);
    wrong.path = "/ams/api/v1/payments/nothing".to_owned();
    assert_eq!(unsigned(&bench, &wrong), "NO_INTERFACE_DEF");
    let mut wrong = request(&bench);
    wrong.method = "GET".to_owned();
    assert_eq!(unsigned(&bench, &wrong), "METHOD_NOT_SUPPORTED");
    for kind in ["text/plain", "application/json; charset=latin1", ""] {
        let mut wrong = request(&bench);
        set(&mut wrong, "content-type", kind);
        assert_eq!(unsigned(&bench, &wrong), "MEDIA_TYPE_NOT_ACCEPTABLE", "{kind}");
    }
}

#[test]
fn a_header_that_is_missing_empty_or_doubled_is_refused() {
    let bench = Bench::new();
    for (name, expected) in [
        ("client-id", "PARAM_ILLEGAL"),
        ("request-time", "PARAM_ILLEGAL"),
        ("signature", "INVALID_SIGNATURE"),
    ] {
        let mut missing = request(&bench);
        missing.headers.retain(|(n, _)| n != name);
        assert_eq!(unsigned(&bench, &missing), expected, "{name} missing");
        let mut empty = request(&bench);
        set(&mut empty, name, "");
        assert_eq!(unsigned(&bench, &empty), expected, "{name} empty");
        let mut doubled = request(&bench);
        let again = doubled.headers.iter().find(|(n, _)| n == name).cloned().unwrap();
        doubled.headers.push(again);
        assert_eq!(unsigned(&bench, &doubled), expected, "{name} doubled");
    }
}

#[test]
fn who_is_not_known_is_refused() {
    let bench = Bench::new();
    let mut other = request(&bench);
    set(&mut other, "client-id", "SANDBOX_5Y000000000");
    assert_eq!(unsigned(&bench, &other), "INVALID_CLIENT");
    let mut customs = bench.signed("/ams/api/v1/customs/declare", b"{}");
    set(&mut customs, "client-id", "SANDBOX_5Y000000000");
    assert_eq!(unsigned(&bench, &customs), "CLIENT_INVALID");
    let mut later = request(&bench);
    let header = later
        .headers
        .iter()
        .find(|(n, _)| n == "signature")
        .unwrap()
        .1
        .replace("keyVersion=1", "keyVersion=9");
    set(&mut later, "signature", &header);
    assert_eq!(unsigned(&bench, &later), "KEY_NOT_FOUND");
}

#[test]
fn what_was_signed_is_what_was_posted() {
    let bench = Bench::new();
    let mut body = request(&bench);
    body.body.push(b'\n');
    assert_eq!(unsigned(&bench, &body), "INVALID_SIGNATURE");
    let mut path = request(&bench);
    path.path = "/ams/api/v1/payments/inquiryPayment".to_owned();
    assert_eq!(unsigned(&bench, &path), "INVALID_SIGNATURE");
    let mut query = request(&bench);
    query.path.push_str("?a=b");
    assert_eq!(unsigned(&bench, &query), "INVALID_SIGNATURE");
    let with_query = bench.signed(&format!("{PATH}?a=b"), br#"{"paymentRequestId":"P-1"}"#);
    assert!(bench.is_signed(&with_query.path, &reply(&bench, &with_query)));
}

#[test]
fn a_signature_may_be_written_in_every_way_official_clients_write_it() {
    let bench = Bench::new();
    let honest = request(&bench);
    let header = honest.headers.iter().find(|(n, _)| n == "signature").unwrap().1.clone();
    let raw = header.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    let lower = header.replace("%2B", "%2b").replace("%2F", "%2f").replace("%3D", "%3d");
    for form in [header.clone(), raw, lower, header.replace(',', ", ")] {
        let mut request = honest.clone();
        set(&mut request, "signature", &form);
        assert!(bench.is_signed(PATH, &reply(&bench, &request)), "{form}");
    }
}

#[test]
fn a_clock_that_is_off_is_refused_with_a_signature() {
    let bench = Bench::new();
    for off in [6 * MINUTE, -6 * MINUTE] {
        let request = request(&bench);
        bench.wait(off);
        let reply = reply(&bench, &request);
        bench.wait(-off);
        assert!(bench.is_signed(PATH, &reply));
        let answer: Value = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!(code(&answer), "PARAM_ILLEGAL");
    }
    let request = request(&bench);
    bench.wait(4 * MINUTE);
    let answer: Value = serde_json::from_slice(&reply(&bench, &request).body).unwrap();
    assert_eq!(code(&answer), "ORDER_NOT_EXIST");
}

#[test]
fn a_body_is_one_object_and_names_nothing_twice() {
    let bench = Bench::new();
    for body in [&br#"{"paymentId":"a","paymentId":"a"}"#[..], b"", b"[]", b"{", b"{} {}", b"\xff"] {
        let request = bench.signed(PATH, body);
        let answer: Value = serde_json::from_slice(&reply(&bench, &request).body).unwrap();
        assert_eq!(code(&answer), "PARAM_ILLEGAL");
    }
    let escaped = b"{\n   \"paymentRequestId\": \"P-1\",\n   \"note\": \"\\u738b\"\n}";
    let answer: Value = serde_json::from_slice(&reply(&bench, &bench.signed(PATH, escaped)).body).unwrap();
    assert_eq!(code(&answer), "ORDER_NOT_EXIST");
}

#[test]
fn wrong_types_are_refused_and_booleans_may_be_text() {
    let bench = Bench::new();
    let amount = money("HKD", "1000");
    for (field, value) in [
        ("paymentRequestId", json!(7)),
        ("paymentRequestId", json!("")),
        ("paymentRequestId", json!("x".repeat(65))),
        ("paymentRequestId", json!("a b")),
        ("order", json!("text")),
        ("paymentAmount", json!("1000")),
        ("paymentRedirectUrl", json!("nowhere")),
        ("paymentFactor", json!({ "isAuthorization": "yes" })),
        ("paymentFactor", json!({ "captureMode": "LATER" })),
        ("env", json!({ "terminalType": "APP" })),
        ("productCode", json!("AGREEMENT_PAYMENT")),
    ] {
        let mut request = pay("P-1", "ALIPAY_HK", None, &amount);
        request[field] = value.clone();
        assert_eq!(code(&bench.post("payments/pay", &request)), "PARAM_ILLEGAL", "{field} {value}");
    }
    for (at, flag) in [json!(true), json!("true")].into_iter().enumerate() {
        let mut request = pay(&format!("P-{at}"), "ALIPAY_HK", None, &amount);
        request["order"]["needDeclaration"] = flag;
        assert_eq!(code(&bench.post("payments/pay", &request)), "SUCCESS");
    }
}
