//! What answers prove where a success is not the end: codes, checkouts, raises, registrations.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use antom::in_store::{Scenario, prove_code};
use antom::parts::{Env, Merchant, Order, Store};
use antom::pay::{PayAnswer, PayRequest};
use antom::{ANSWER_DIFFERS, ANSWER_INCOMPLETE, Ask, GatewayResult, Proof, ResultStatus, SecretText, Stamp};
use antom::{registration, session, update_amount};
use domain::{
    Currency, Money, OrderNumber, PaymentId, PaymentRequestId, RegistrationRequestId, UpdateRequestId,
};
use serde_json::{Value, json};

fn result(status: &str, code: &str) -> GatewayResult {
    let status = match status {
        "S" => ResultStatus::Success,
        "F" => ResultStatus::Failure,
        "U" => ResultStatus::Unknown,
        other => ResultStatus::Other(other.to_owned()),
    };
    GatewayResult { status, code: code.to_owned(), message: String::new() }
}

fn yen(minor: u64) -> Money {
    Money::from_minor(minor, Currency::parse("JPY").unwrap()).unwrap()
}

fn request() -> PaymentRequestId {
    PaymentRequestId::parse("PAY-1").unwrap()
}

fn shown<T>(proof: &Proof<T>) -> String {
    match proof {
        Proof::Done(_) => "done".to_owned(),
        Proof::Refused { code, .. } => format!("refused {code}"),
        Proof::InProcess { known: Some(_), .. } => "in process, known".to_owned(),
        Proof::InProcess { known: None, .. } => "in process".to_owned(),
        Proof::Unknown { code, .. } => format!("unknown {code}"),
    }
}

#[test]
fn a_code_that_was_made_is_not_a_payment() {
    let code = json!({"paymentRequestId": "PAY-1",
                      "orderCodeForm": {"expireTime": "2026-09-14T15:03:00+08:00", "codeDetails": [{"codeValue": "x"}]}});
    let other_amount =
        json!({"paymentRequestId": "PAY-1", "paymentAmount": {"currency": "JPY", "value": "1"}});
    for (status, word, answer, wanted) in [
        ("S", "SUCCESS", code.clone(), "in process, known"),
        ("S", "A_CODE_OF_TOMORROW", code.clone(), "in process, known"),
        ("U", "PAYMENT_IN_PROCESS", code.clone(), "in process, known"),
        ("U", "PAYMENT_IN_PROCESS", json!({}), "in process"),
        ("U", "UNKNOWN_EXCEPTION", code.clone(), "unknown UNKNOWN_EXCEPTION"),
        ("F", "RISK_REJECT", json!({}), "refused RISK_REJECT"),
        ("F", "REPEAT_REQ_INCONSISTENT", json!({}), "unknown REPEAT_REQ_INCONSISTENT"),
        ("F", "SUCCESS", code.clone(), "unknown SUCCESS"),
        ("S", "SUCCESS", json!({}), ANSWER_INCOMPLETE),
        ("S", "SUCCESS", json!({"paymentRequestId": "PAY-2"}), ANSWER_DIFFERS),
        ("S", "SUCCESS", other_amount, ANSWER_DIFFERS),
        ("A", "SUCCESS", code, "unknown SUCCESS"),
    ] {
        let answer: PayAnswer = serde_json::from_value(answer).unwrap();
        for scenario in [Scenario::OrderCode, Scenario::EntryCode] {
            let proof = prove_code(scenario, &request(), yen(5200), &result(status, word), &answer);
            assert!(shown(&proof).ends_with(wanted), "{status} {word}: {} is not {wanted}", shown(&proof));
        }
    }
}

#[test]
fn an_open_checkout_is_done_and_nothing_more() {
    let whole = json!({"paymentSessionId": "SESS_1", "paymentSessionData": "SECRET-DATA",
                       "paymentSessionExpiryTime": "2026-02-02T03:40:01Z", "normalUrl": "https://c.example.test/p"});
    let proved = |status, code, answer: Value| {
        let answer = serde_json::from_value(answer).unwrap();
        session::prove(&result(status, code), &answer)
    };
    let Proof::Done(known) = proved("S", "SUCCESS", whole.clone()) else { panic!("not open") };
    assert_eq!((known.session.as_str(), known.page.as_deref()), ("SESS_1", Some("https://c.example.test/p")));
    assert_eq!(known.until, antom::parse_time("2026-02-02T03:40:01Z"));
    assert_eq!(known.handed_on.as_ref().map(SecretText::expose), Some("SECRET-DATA"));
    assert!(!format!("{known:?}").contains("SECRET-DATA"));
    for (status, code, answer, wanted) in [
        ("S", "SUCCESS", json!({"paymentSessionId": "SESS_1"}), ANSWER_INCOMPLETE),
        ("S", "SUCCESS", json!({"normalUrl": "https://c.example.test/p"}), ANSWER_INCOMPLETE),
        ("F", "PARAM_ILLEGAL", whole.clone(), "refused PARAM_ILLEGAL"),
        ("U", "UNKNOWN_EXCEPTION", whole, "unknown UNKNOWN_EXCEPTION"),
    ] {
        let proof = proved(status, code, answer);
        assert!(shown(&proof).ends_with(wanted), "{status} {code}: {}", shown(&proof));
    }
}

#[test]
fn an_accepted_raise_or_registration_is_not_done() {
    let update = UpdateRequestId::parse("UPD_1").unwrap();
    let payment = PaymentId::parse("P1").unwrap();
    let amount = json!({"currency": "JPY", "value": "6000"});
    for (status, code, answer, wanted) in [
        ("S", "SUCCESS", json!({"updateRequestId": "UPD_1", "paymentId": "P1", "amount": amount}), "known"),
        (
            "S",
            "SUCCESS",
            json!({"updateRequestId": "UPD_1", "paymentId": "P2", "amount": amount}),
            ANSWER_DIFFERS,
        ),
        ("S", "SUCCESS", json!({"updateRequestId": "UPD_1"}), ANSWER_INCOMPLETE),
        ("F", "INCREMENTAL_NOT_SUPPORT", json!({}), "refused INCREMENTAL_NOT_SUPPORT"),
        ("U", "UNKNOWN_EXCEPTION", json!({}), "unknown UNKNOWN_EXCEPTION"),
    ] {
        let answer = serde_json::from_value(answer).unwrap();
        let proof = update_amount::prove(&update, &payment, yen(6000), &result(status, code), &answer);
        assert!(shown(&proof).ends_with(wanted), "{status} {code}: {}", shown(&proof));
    }
    let id = RegistrationRequestId::parse("REG_1").unwrap();
    for (status, code, answer, wanted) in [
        ("S", "SUCCESS", json!({}), "known"),
        ("S", "SUCCESS", json!({"registrationRequestId": "REG_2"}), ANSWER_DIFFERS),
        ("F", "PARAM_ILLEGAL", json!({}), "refused PARAM_ILLEGAL"),
    ] {
        let answer = serde_json::from_value(answer).unwrap();
        let proof = registration::prove(false, &id, &result(status, code), &answer);
        assert!(shown(&proof).ends_with(wanted), "{status} {code}: {}", shown(&proof));
    }
    // Sent for the first time they speak of another registration; sent again they may speak of this very one.
    for code in registration::OF_ANOTHER {
        for (repeated, status, wanted) in [
            (false, "F", "refused"),
            (true, "F", "unknown"),
            (false, "U", "unknown"),
            (false, "S", "unknown"),
        ] {
            let answer = serde_json::from_value(json!({})).unwrap();
            let proof = registration::prove(repeated, &id, &result(status, code), &answer);
            assert_eq!(shown(&proof), format!("{wanted} {code}"), "{repeated} {status}");
        }
    }
}

fn order() -> Order {
    let text = |text: &str| Some(text.to_owned());
    let store = Store {
        reference_store_id: text("STORE-1"),
        store_name: text("Sample Tea"),
        store_mcc: text("5499"),
        ..Store::default()
    };
    let merchant = Merchant {
        reference_merchant_id: text("SHOP-1"),
        merchant_name: text("Sample Tea"),
        merchant_mcc: text("5499"),
        store: Some(store),
        ..Merchant::default()
    };
    let env = Env {
        user_agent: text("Made-up wallet/1.0"),
        store_terminal_id: text("TILL-1"),
        store_terminal_request_time: Some(Stamp::new("2026-09-14T14:12:28+09:00")),
        ..Env::default()
    };
    Order {
        reference_order_id: OrderNumber::parse("ORDER-1").ok(),
        order_description: text("Tea"),
        order_amount: Some(yen(5200)),
        merchant: Some(merchant),
        env: Some(env),
        ..Order::default()
    }
}

#[test]
fn the_three_ways_at_the_counter() {
    let notify = "https://relay.example.test/notify";
    let code = SecretText::new("288123456789012345");
    let scanned = PayRequest::payment_code(request(), order(), yen(5200), code, notify);
    let shown_to_buyer = PayRequest::order_code(request(), order(), yen(5200), notify);
    let entered =
        PayRequest::entry_code(request(), order(), yen(5200), notify, "https://shop.example.test/r");
    for (ask, scenario) in [
        (&scanned, Scenario::PaymentCode),
        (&shown_to_buyer, Scenario::OrderCode),
        (&entered, Scenario::EntryCode),
    ] {
        assert_eq!(ask.check(), Ok(()));
        assert_eq!(ask.scenario(), Some(scenario));
        assert!(!format!("{ask:?}").contains("288123456789012345"));
        let body: Value = serde_json::from_slice(&ask.to_body()).unwrap();
        assert_eq!(body["productCode"], "IN_STORE_PAYMENT");
        assert_eq!(body["paymentFactor"], json!({"inStorePaymentScenario": scenario.word()}));
        let sent = scenario == Scenario::PaymentCode;
        assert_eq!(body["paymentMethod"]["paymentMethodId"] == "288123456789012345", sent);
    }
    assert_eq!(Scenario::of("PAYMENTCODE"), Some(Scenario::PaymentCode));
    assert_eq!(Scenario::of("SOMETHING"), None);
}

#[test]
fn both_spellings_of_the_gateway_are_read_and_the_documented_one_is_written() {
    let detail = json!({"contactInfo": {"contactNo": "office@example.test", "contactType": "EMAIL"}});
    let detail: registration::RegistrationDetail = serde_json::from_value(detail).unwrap();
    assert_eq!(detail.contact_info.0.len(), 1);
    assert!(serde_json::to_value(&detail).unwrap()["contactInfo"].is_array());
    let declared: antom::declare::DeclareRequest =
        serde_json::from_value(json!({"subOrderId": "S-1", "splitOrder": true})).unwrap();
    let written = serde_json::to_value(&declared).unwrap();
    assert_eq!(written, json!({"suborderId": "S-1", "splitOrder": "true"}));
    let asked: antom::pay::PayRequest = serde_json::from_value(json!({
        "dualOfflinePayment": "true", "creditPayPlan": {"installmentNum": 6},
        "paymentAmount": {"currency": "SGD", "value": 1050}
    }))
    .unwrap();
    let written = serde_json::to_value(&asked).unwrap();
    assert_eq!(written["dualOfflinePayment"], true);
    assert_eq!(written["creditPayPlan"]["installmentNum"], "6");
    assert_eq!(written["paymentAmount"]["value"], "1050");
}
