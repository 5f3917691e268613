use serde_json::{Value, json};

use super::bench::*;
use crate::clock::{DAY, MINUTE};

const CONSULT: &str = "authorizations/consult";
const APPLY: &str = "authorizations/applyToken";
const QUERY: &str = "authorizations/query";
const REVOKE: &str = "authorizations/revoke";

fn consult(state: &str, wallet: &str) -> Value {
    json!({
        "customerBelongsTo": wallet,
        "authRedirectUrl": "https://shop.example.test/agreed?shop=1",
        "scopes": ["AGREEMENT_PAY"],
        "authState": state,
        "terminalType": "WEB",
    })
}

fn apply(code: &Value, wallet: &str) -> Value {
    json!({ "grantType": "AUTHORIZATION_CODE", "customerBelongsTo": wallet, "authCode": code })
}

fn refresh(token: &Value, wallet: &str) -> Value {
    json!({ "grantType": "REFRESH_TOKEN", "customerBelongsTo": wallet, "refreshToken": token })
}

fn decide(bench: &Bench, state: &str, what: &str) -> (u16, Value) {
    bench.practice_post("/practice/consent", &json!({ "auth_state": state, "do": what }))
}

/// Asks and agrees; the code.
fn agreed(bench: &Bench, state: &str, wallet: &str) -> Value {
    assert_eq!(code(&bench.post(CONSULT, &consult(state, wallet))), "SUCCESS");
    assert_eq!(decide(bench, state, "agree").0, 200);
    bench.told("AUTHCODE_CREATED").last().unwrap()["authCode"].clone()
}

/// A token that debits.
fn token(bench: &Bench, state: &str, wallet: &str) -> Value {
    let code = agreed(bench, state, wallet);
    bench.post(APPLY, &apply(&code, wallet))["accessToken"].clone()
}

fn debit(id: &str, wallet: &str, token: &Value, amount: &Value) -> Value {
    json!({
        "productCode": "AGREEMENT_PAYMENT",
        "paymentRequestId": id,
        "order": { "referenceOrderId": format!("ORDER-{id}"), "orderDescription": "a month", "orderAmount": amount },
        "paymentAmount": amount,
        "paymentMethod": { "paymentMethodType": wallet, "paymentMethodId": token },
        "settlementStrategy": { "settlementCurrency": "USD" },
    })
}

#[test]
fn a_buyer_agrees_and_is_debited() {
    let bench = Bench::new();
    let answer = bench.post(CONSULT, &consult("STATE 1".trim_end_matches(" 1"), "GCASH"));
    assert_eq!(answer["normalUrl"], "http://127.0.0.1/practice/consent?state=STATE");
    let (_, decided) = decide(&bench, "STATE", "agree");
    let back = decided["redirect"].as_str().unwrap();
    assert!(back.starts_with("https://shop.example.test/agreed?shop=1&authState=STATE&authCode="));
    let told = bench.told("AUTHCODE_CREATED").remove(0);
    assert_eq!((&told["authState"], &told["result"]["resultStatus"]), (&json!("STATE"), &json!("S")));
    assert!(back.ends_with(told["authCode"].as_str().unwrap()));
    let tokens = bench.post(APPLY, &apply(&told["authCode"], "GCASH"));
    assert_eq!(tokens["accessTokenExpiryTime"], "2027-09-14T10:00:00+08:00");
    assert!(tokens["refreshTokenExpiryTime"].as_str() > tokens["accessTokenExpiryTime"].as_str());
    let paid =
        bench.post("payments/pay", &debit("P-1", "GCASH", &tokens["accessToken"], &money("PHP", "89900")));
    assert_eq!((code(&paid), &paid["paymentTime"]), ("SUCCESS", &json!(START)));
    assert!(paid.get("normalUrl").is_none());
    assert_eq!(bench.told("PAYMENT_RESULT").len(), 1);
    assert_eq!(bench.effects("P-1"), 1);
}

#[test]
fn a_code_makes_tokens_once_and_only_for_a_while() {
    let bench = Bench::new();
    let auth_code = agreed(&bench, "STATE", "GCASH");
    assert_eq!(code(&bench.post(APPLY, &apply(&auth_code, "TNG"))), "INVALID_AUTHCODE");
    assert_eq!(code(&bench.post(APPLY, &apply(&json!("UNKNOWN"), "GCASH"))), "INVALID_AUTHCODE");
    let first = bench.post(APPLY, &apply(&auth_code, "GCASH"));
    assert_eq!(first, bench.post(APPLY, &apply(&auth_code, "GCASH")), "a repeat hears the same");
    assert_eq!(bench.effects("STATE"), 2, "the consult, and one token");
    let second = bench.post(APPLY, &refresh(&first["refreshToken"], "GCASH"));
    assert_ne!(second["accessToken"], first["accessToken"]);
    assert_eq!(second, bench.post(APPLY, &refresh(&first["refreshToken"], "GCASH")), "a lost answer");
    assert_eq!(code(&bench.post(APPLY, &apply(&auth_code, "GCASH"))), "INVALID_AUTHCODE", "it was used");
    let old = debit("P-1", "GCASH", &first["accessToken"], &money("PHP", "100"));
    assert_eq!(code(&bench.post("payments/pay", &old)), "INVALID_ACCESS_TOKEN");
    let new = debit("P-2", "GCASH", &second["accessToken"], &money("PHP", "100"));
    assert_eq!(code(&bench.post("payments/pay", &new)), "SUCCESS");
    let late = agreed(&bench, "LATE", "GCASH");
    bench.wait(10 * MINUTE + 1);
    assert_eq!(code(&bench.post(APPLY, &apply(&late, "GCASH"))), "INVALID_AUTHCODE");
}

#[test]
fn tokens_expire_are_revoked_and_asked_about() {
    let bench = Bench::new();
    let access = token(&bench, "STATE", "GCASH");
    let ask = json!({ "accessToken": access });
    assert_eq!(bench.post(QUERY, &ask)["tokenStatusType"], "ACTIVE");
    bench.wait(366 * DAY);
    assert_eq!(bench.post(QUERY, &ask)["tokenStatusType"], "EXPIRED");
    let late = debit("P-1", "GCASH", &access, &money("PHP", "100"));
    assert_eq!(code(&bench.post("payments/pay", &late)), "INVALID_ACCESS_TOKEN");
    for (state, by_merchant) in [("MINE", true), ("THEIRS", false)] {
        let access = token(&bench, state, "GCASH");
        let ask = json!({ "accessToken": access });
        if by_merchant {
            assert_eq!(code(&bench.post(REVOKE, &ask)), "SUCCESS");
        } else {
            assert_eq!(decide(&bench, state, "revoke").0, 200);
        }
        let told = bench.told("TOKEN_CANCELED").pop().unwrap();
        assert_eq!(told["accessToken"], access);
        assert!(told["reason"].as_str().unwrap().contains(if by_merchant { "merchant" } else { "buyer" }));
        assert_eq!(code(&bench.post(REVOKE, &ask)), "INVALID_ACCESS_TOKEN");
        assert_eq!(bench.post(QUERY, &ask)["tokenStatusType"], "CANCELED");
        let late = debit(state, "GCASH", &access, &money("PHP", "100"));
        assert_eq!(code(&bench.post("payments/pay", &late)), "INVALID_ACCESS_TOKEN");
    }
}

#[test]
fn some_wallets_make_the_token_and_some_never_refresh_it() {
    let bench = Bench::new();
    bench.post(CONSULT, &consult("STATE", "BOOST"));
    decide(&bench, "STATE", "agree");
    assert!(bench.told("AUTHCODE_CREATED").is_empty());
    let access = bench.told("TOKEN_CREATED")[0]["accessToken"].clone();
    let paid = bench.post("payments/pay", &debit("P-1", "BOOST", &access, &money("MYR", "1000")));
    assert_eq!(code(&paid), "SUCCESS");
    let tokens = bench.post(APPLY, &apply(&agreed(&bench, "LONG", "ALIPAY_HK"), "ALIPAY_HK"));
    assert!(tokens.get("refreshToken").is_none() && tokens["accessToken"].is_string());
}

#[test]
fn a_consult_is_asked_once_and_may_be_refused() {
    let bench = Bench::new();
    let ask = consult("STATE", "GCASH");
    assert_eq!(bench.post(CONSULT, &ask), bench.post(CONSULT, &ask));
    assert_eq!(code(&bench.post(CONSULT, &consult("STATE", "TNG"))), "PARAM_ILLEGAL");
    let (_, decided) = decide(&bench, "STATE", "refuse");
    assert!(!decided["redirect"].as_str().unwrap().contains("authCode"));
    assert_eq!(decide(&bench, "STATE", "agree").0, 400);
    assert_eq!(code(&bench.post(CONSULT, &ask)), "PARAM_ILLEGAL", "the state was used");
    bench.post(CONSULT, &consult("SLOW", "GCASH"));
    bench.wait(61 * MINUTE);
    assert_eq!(decide(&bench, "SLOW", "agree").0, 400);
    for (field, value) in [
        ("scopes", json!([])),
        ("scopes", json!(["EVERYTHING"])),
        ("customerBelongsTo", json!("MY_WALLET")),
        ("terminalType", json!("WAP")),
        ("customerBelongsTo", json!("PAYPAY")),
        ("authState", Value::Null),
    ] {
        let mut ask = consult("OTHER", "GCASH");
        ask[field] = value;
        assert_eq!(code(&bench.post(CONSULT, &ask)), "PARAM_ILLEGAL", "{field}");
    }
}

#[test]
fn a_debit_follows_the_rules_and_is_idempotent() {
    let bench = Bench::new();
    let access = token(&bench, "STATE", "GCASH");
    let pay = |id: &str, amount: Value| bench.post("payments/pay", &debit(id, "GCASH", &access, &amount));
    assert_eq!(pay("P-1", money("PHP", "5000")), pay("P-1", money("PHP", "5000")));
    assert_eq!(bench.effects("P-1"), 1);
    assert_eq!(code(&pay("P-1", money("PHP", "6000"))), "REPEAT_REQ_INCONSISTENT");
    assert_eq!(code(&pay("P-2", money("USD", "5000"))), "CURRENCY_NOT_SUPPORT");
    assert_eq!(code(&pay("P-3", money("PHP", "5011"))), "USER_BALANCE_NOT_ENOUGH");
    let answer = pay("P-4", money("PHP", "5016"));
    assert_eq!(code(&answer), "PAYMENT_IN_PROCESS");
    assert_eq!(code(&pay("P-4", money("PHP", "5016"))), "SUCCESS");
    let lost = debit("P-5", "GCASH", &access, &money("PHP", "5013"));
    assert_eq!(bench.try_post("payments/pay", &lost), None);
    assert_eq!(code(&bench.post("payments/pay", &lost)), "SUCCESS");
    assert_eq!(bench.effects("P-5"), 1);
    let mut late = debit("P-6", "GCASH", &access, &money("PHP", "5000"));
    late["paymentExpiryTime"] = json!("2026-09-14T10:02:00+08:00");
    assert_eq!(code(&bench.post("payments/pay", &late)), "PARAM_ILLEGAL");
    let other = debit("P-7", "TNG", &access, &money("MYR", "5000"));
    assert_eq!(code(&bench.post("payments/pay", &other)), "INVALID_ACCESS_TOKEN");
}

#[test]
fn the_end_of_a_state_asks_for_a_fault() {
    let bench = Bench::new();
    assert_eq!(bench.try_post(CONSULT, &consult("STATE_13", "GCASH")), None);
    assert_eq!(code(&bench.post(CONSULT, &consult("STATE_13", "GCASH"))), "SUCCESS");
    decide(&bench, "STATE_13", "agree");
    let auth_code = bench.told("AUTHCODE_CREATED")[0]["authCode"].clone();
    assert_eq!(bench.try_post(APPLY, &apply(&auth_code, "GCASH")), None);
    let tokens = bench.post(APPLY, &apply(&auth_code, "GCASH"));
    assert_eq!(code(&tokens), "SUCCESS");
    let ask = json!({ "accessToken": tokens["accessToken"] });
    assert_eq!(bench.try_post(REVOKE, &ask), None);
    assert_eq!(code(&bench.post(REVOKE, &ask)), "INVALID_ACCESS_TOKEN");
}

#[test]
fn the_history_holds_agreements_whose_tokens_a_test_can_have() {
    let bench = Bench::with(60, 1, None);
    let all = bench.practice("/practice/agreements")["agreements"].as_array().unwrap().clone();
    let outcome = |name: &str, currency: &str| {
        let one = all.iter().find(|a| a["auth_state"] == format!("SHOP_AGREEMENT_{name}")).unwrap();
        let wallet = one["wallet"].as_str().unwrap();
        let ask = debit(name, wallet, &one["access_token"], &money(currency, "10000"));
        code(&bench.post("payments/pay", &ask)).to_owned()
    };
    assert_eq!(outcome("ACTIVE", "PHP"), "SUCCESS");
    assert_eq!(outcome("ENDING", "MYR"), "SUCCESS");
    assert_eq!(outcome("LONG", "HKD"), "SUCCESS");
    assert_eq!(outcome("CANCELED", "IDR"), "INVALID_ACCESS_TOKEN");
    assert_eq!(outcome("OVER", "KRW"), "INVALID_ACCESS_TOKEN");
    assert_eq!(bench.told("TOKEN_CANCELED").len(), 1);
}
