//! What is sent, byte for byte; what is read; and what an answer proves.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use antom::inquiry_payment::{InquiryPaymentAnswer, InquiryPaymentAsk, TransactionType};
use antom::{ANSWER_DIFFERS, ANSWER_INCOMPLETE, CardToken, GatewayResult, Proof, ResultStatus, StatusWord};
use antom::{cancel, capture, declare, inquiry_declarations, inquiry_refund, pay, refund};
use domain::{
    CaptureId, CaptureMode, CaptureRequestId, Currency, CustomsVerdict, DeclarationRequestId, Moment, Money,
    OrderNumber, PaymentId, PaymentRequestId, RefundRequestId,
};
use serde_json::json;

const PAYMENT: &str = "202602021940108001001888F0200000001";

fn money(text: &str) -> Money {
    let (code, value) = text.split_once(' ').unwrap();
    Money::parse(value, Currency::parse(code).unwrap()).unwrap()
}

fn payment() -> PaymentId {
    PaymentId::parse(PAYMENT).unwrap()
}

fn sent(body: Vec<u8>) -> String {
    String::from_utf8(body).unwrap()
}

fn result(status: &str, code: &str) -> GatewayResult {
    let status = match status {
        "S" => ResultStatus::Success,
        "F" => ResultStatus::Failure,
        "U" => ResultStatus::Unknown,
        other => ResultStatus::Other(other.to_owned()),
    };
    GatewayResult { status, code: code.to_owned(), message: String::new() }
}

fn pay_ask() -> pay::PayAsk {
    pay::PayAsk {
        request: PaymentRequestId::parse("PAYREQ_1").unwrap(),
        order_number: OrderNumber::parse("ORDER-1").unwrap(),
        description: "两张票 \"A\"".into(),
        amount: money("HKD 1000"),
        method: "CARD".into(),
        token: Some(CardToken::new("TOKEN-1")),
        capture_mode: CaptureMode::Manual,
        redirect_url: "https://shop.example.test/r?o=1".into(),
        notify_url: None,
        settlement_currency: None,
        client_ip: None,
        needs_declaration: false,
    }
}

#[test]
fn bodies_are_compact_and_leave_out_what_is_empty() {
    assert_eq!(
        sent(pay_ask().to_body()),
        r#"{"productCode":"CASHIER_PAYMENT","paymentRequestId":"PAYREQ_1","order":{"referenceOrderId":"ORDER-1","orderDescription":"两张票 \"A\"","orderAmount":{"currency":"HKD","value":"100000"}},"paymentAmount":{"currency":"HKD","value":"100000"},"paymentMethod":{"paymentMethodType":"CARD","paymentMethodId":"TOKEN-1"},"paymentFactor":{"isAuthorization":true,"captureMode":"MANUAL"},"paymentRedirectUrl":"https://shop.example.test/r?o=1","env":{"terminalType":"WEB"}}"#
    );
    let wallet = pay::PayAsk {
        method: "ALIPAY_CN".into(),
        token: None,
        capture_mode: CaptureMode::Automatic,
        needs_declaration: true,
        client_ip: Some("203.0.113.7".into()),
        settlement_currency: Some(Currency::parse("USD").unwrap()),
        ..pay_ask()
    };
    let wallet = sent(wallet.to_body());
    assert!(wallet.contains(r#""needDeclaration":true"#) && !wallet.contains("paymentFactor"), "{wallet}");
    assert!(wallet.contains(r#""settlementStrategy":{"settlementCurrency":"USD"}"#), "{wallet}");
    assert!(wallet.contains(r#""env":{"terminalType":"WEB","clientIp":"203.0.113.7"}"#), "{wallet}");

    let ask = capture::CaptureAsk {
        request: CaptureRequestId::parse("CAP_0002").unwrap(),
        payment: payment(),
        amount: money("JPY 1"),
        last: Some(true),
    };
    // The bodies of the published signing vectors.
    assert_eq!(
        sent(ask.to_body()),
        r#"{"captureRequestId":"CAP_0002","paymentId":"202602021940108001001888F0200000001","captureAmount":{"currency":"JPY","value":"1"},"isLastCapture":true}"#
    );
    let ask = refund::RefundAsk {
        request: RefundRequestId::parse("REF_0001").unwrap(),
        payment: payment(),
        capture: None,
        amount: money("CNY 88"),
        reason: "客户取消订单：商品缺货".into(),
    };
    assert_eq!(
        sent(ask.to_body()),
        r#"{"refundRequestId":"REF_0001","paymentId":"202602021940108001001888F0200000001","refundAmount":{"currency":"CNY","value":"8800"},"refundReason":"客户取消订单：商品缺货"}"#
    );
    assert_eq!(ask.check(), Ok(()));
    let long = refund::RefundAsk { reason: "好".repeat(300), capture: CaptureId::parse("C1").ok(), ..ask };
    let refused = long.check().unwrap_err();
    assert_eq!(refused.to_string(), "refundReason has 300 characters; 256 fit");
    let long = sent(long.to_body());
    assert_eq!(long.matches('好').count(), 300, "nothing is cut off in silence");
    assert!(long.contains(r#""captureId":"C1""#), "{long}");
    let long = pay::PayAsk { description: "好".repeat(257), ..pay_ask() };
    let refused = long.check().unwrap_err();
    assert_eq!(refused.to_string(), "order.orderDescription has 257 characters; 256 fit");
    assert_eq!(pay_ask().check(), Ok(()));
    assert_eq!(
        sent(InquiryPaymentAsk::Request(PaymentRequestId::parse("PAYREQ_0001").unwrap()).to_body()),
        r#"{"paymentRequestId":"PAYREQ_0001"}"#
    );
    assert_eq!(
        sent(cancel::CancelAsk::Payment(payment()).to_body()),
        format!(r#"{{"paymentId":"{PAYMENT}"}}"#)
    );
    let asked = inquiry_refund::InquiryRefundAsk::Request(RefundRequestId::parse("R-1").unwrap());
    assert_eq!(sent(asked.to_body()), r#"{"refundRequestId":"R-1"}"#);
}

fn declare_ask() -> declare::DeclareAsk {
    declare::DeclareAsk {
        request: DeclarationRequestId::parse("D20260914000017").unwrap(),
        payment: PaymentId::parse("2026091419401080010018880000004").unwrap(),
        amount: money("CNY 1299"),
        customs: "ZONGSHU".into(),
        merchant_code: "3301960ABC".into(),
        merchant_name: "样例跨境电商有限公司".into(),
        suborder: None,
        buyer: Some(declare::Buyer { id_number: "11010519491231002X".into(), full_name: "王小样".into() }),
    }
}

#[test]
fn a_declaration_has_the_documented_spelling() {
    assert_eq!(
        sent(declare_ask().to_body()),
        r#"{"declarationRequestId":"D20260914000017","paymentId":"2026091419401080010018880000004","declarationAmount":{"currency":"CNY","value":"129900"},"customs":{"region":"CN","customsCode":"ZONGSHU"},"merchantCustomsInfo":{"merchantCustomsCode":"3301960ABC","merchantCustomsName":"样例跨境电商有限公司"},"splitOrder":"false","buyerCertificate":{"certificateType":"ID_CARD","certificateNo":"11010519491231002X","holderName":{"fullName":"王小样"}}}"#
    );
    let part =
        declare::DeclareAsk { suborder: OrderNumber::parse("ORD-2").ok(), buyer: None, ..declare_ask() };
    let part = sent(part.to_body());
    assert!(part.ends_with(r#""splitOrder":"true","suborderId":"ORD-2"}"#), "{part}");
}

#[test]
fn the_buyer_of_an_earlier_declaration_is_found_in_its_bytes() {
    assert_eq!(declare::buyer_in(&declare_ask().to_body()), declare_ask().buyer);
    let without = declare::DeclareAsk { buyer: None, ..declare_ask() };
    assert_eq!(declare::buyer_in(&without.to_body()), None);
    assert_eq!(declare::buyer_in(b"not json"), None);
}

#[test]
fn asks_hide_tokens_and_persons() {
    let shown = format!("{:?} {:?}", pay_ask(), declare_ask());
    for secret in ["TOKEN-1", "11010519491231002X", "王小样"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn an_inquiry_is_read_with_its_transactions() {
    let answer: InquiryPaymentAnswer = serde_json::from_value(json!({
        "paymentStatus": "SUCCESS", "paymentRequestId": "PAYREQ_1", "paymentId": PAYMENT,
        "paymentAmount": {"currency": "HKD", "value": "100000"},
        "authExpiryTime": "2026-02-08T18:41:00-08:00", "paymentTime": "",
        "customsDeclarationAmount": null,
        "paymentResultInfo": {"cardBrand": "VISA", "cardNo": "411111******1111", "cardToken": "TOKEN-1"},
        "authReviewStatus": "ACCEPT", "heardOfTomorrow": 1,
        "transactions": [
            {"transactionType": "CAPTURE", "transactionId": "C1", "transactionRequestId": "CAP_1",
             "transactionStatus": "SUCCESS", "transactionAmount": {"currency": "HKD", "value": 100000},
             "transactionResult": {"resultStatus": "S", "resultCode": "SUCCESS"},
             "transactionTime": "2026-02-01T19:02:11-08:00"},
            {"transactionType": "REFUND", "transactionId": "R1", "transactionRequestId": "REF_1",
             "transactionStatus": "SOMETHING_NEW"},
            {"transactionType": "TELEPORT"}
        ]
    }))
    .unwrap();
    assert_eq!(answer.payment_status, Some(StatusWord::Success));
    assert_eq!(answer.payment_time, None);
    assert_eq!(answer.auth_expiry_time, Some(Moment(1_770_604_860_000)));
    let card = answer.card();
    assert_eq!((card.brand.as_deref(), card.last_four.as_deref()), (Some("VISA"), Some("1111")));
    let capture = answer.capture(&CaptureRequestId::parse("CAP_1").unwrap()).unwrap();
    assert_eq!(capture.transaction_amount, Some(money("HKD 1000")));
    assert_eq!(capture.capture_id(), CaptureId::parse("C1").ok());
    assert_eq!(capture.transaction_result, Some(result("S", "SUCCESS")));
    let refund = answer.refund(&RefundRequestId::parse("REF_1").unwrap()).unwrap();
    assert_eq!(refund.transaction_status, Some(StatusWord::Other("SOMETHING_NEW".into())));
    assert!(answer.refund(&RefundRequestId::parse("CAP_1").unwrap()).is_none());
    assert_eq!(answer.transactions[2].transaction_type, Some(TransactionType::Other("TELEPORT".into())));
    assert_eq!(answer.auth_review_status.as_deref(), Some("ACCEPT"));
    assert!(answer.extra.0.contains_key("heardOfTomorrow"));
    let shown = format!("{answer:?}");
    assert!(!shown.contains("TOKEN-1") && !shown.contains("411111"), "{shown}");
    let none: InquiryPaymentAnswer = serde_json::from_value(json!({"transactions": null})).unwrap();
    assert!(none.transactions.is_empty());
}

#[test]
fn customs_records_are_read() {
    let asked = DeclarationRequestId::parse("D1").unwrap();
    let lost = DeclarationRequestId::parse("D2").unwrap();
    let answer: inquiry_declarations::InquiryDeclarationsAnswer = serde_json::from_value(json!({
        "declarationRequestsNotFound": ["D2"],
        "declarationRecords": [{
            "declarationRequestId": "D1", "splitOrder": "false", "declarationRequestStatus": "IN_PROCESS",
            "customsDeclarationResultCode": 2, "customsDeclarationResultDesc": "新增支付单成功",
            "customsDeclarationReturnTime": "2026-09-14T10:45:02+08:00"
        }]
    }))
    .unwrap();
    let record = answer.record(&asked).unwrap();
    assert_eq!(record.split_order, Some(false));
    let status = record.status();
    assert_eq!(CustomsVerdict::of(&status.status, status.customs_code.as_deref()), CustomsVerdict::Accepted);
    assert!(answer.not_found(&lost) && !answer.not_found(&asked));
}

fn captured(answer: serde_json::Value, status: &str, code: &str) -> Proof<capture::CaptureKnown> {
    let answer: capture::CaptureAnswer = serde_json::from_value(answer).unwrap();
    let request = CaptureRequestId::parse("CAP_1").unwrap();
    capture::prove(&request, &payment(), money("HKD 10"), &result(status, code), &answer)
}

#[test]
fn what_a_capture_answer_proves() {
    let amount = |currency: &str, value: &str| json!({"currency": currency, "value": value});
    let whole = json!({"captureRequestId": "CAP_1", "captureId": "C1", "paymentId": PAYMENT,
                       "captureAmount": amount("HKD", "1000")});
    let with = |name: &str, value: serde_json::Value| {
        let mut changed = whole.clone();
        changed[name] = value;
        changed
    };
    assert!(matches!(captured(whole.clone(), "S", "SUCCESS"), Proof::Done(known) if known.capture.is_some()));
    assert!(matches!(captured(whole.clone(), "S", "SUCCESS_BY_A_NEW_NAME"), Proof::Done(_)));
    for (changed, wanted) in [
        (with("captureRequestId", json!("CAP_2")), ANSWER_DIFFERS),
        (with("paymentId", json!("OTHER")), ANSWER_DIFFERS),
        (with("captureAmount", amount("HKD", "999")), ANSWER_DIFFERS),
        (with("captureAmount", amount("USD", "1000")), ANSWER_DIFFERS),
        (with("captureAmount", json!(null)), ANSWER_INCOMPLETE),
        (with("captureRequestId", json!(null)), ANSWER_INCOMPLETE),
        (with("captureId", json!("")), ANSWER_INCOMPLETE),
        (json!({}), ANSWER_INCOMPLETE),
    ] {
        let proof = captured(changed.clone(), "S", "SUCCESS");
        assert!(matches!(&proof, Proof::Unknown { code, .. } if code == wanted), "{changed}: {proof:?}");
    }
    let unknown =
        |status: &str, code: &str| matches!(captured(json!({}), status, code), Proof::Unknown { .. });
    let refused = |code: &str| matches!(captured(json!({}), "F", code), Proof::Refused { .. });
    assert!(refused("AUTH_EXPIRED") && refused("INVALID_SIGNATURE") && refused("NEVER_HEARD_OF"));
    // The first request under this id may have moved money.
    assert!(unknown("F", "REPEAT_REQ_INCONSISTENT"));
    // Words that do not go together prove nothing.
    assert!(unknown("F", "SUCCESS") && unknown("F", "CAPTURE_IN_PROCESS") && unknown("S", "PROCESS_FAIL"));
    assert!(unknown("U", "UNKNOWN_EXCEPTION") && unknown("U", "NEVER_HEARD_OF") && unknown("A", "SUCCESS"));
    let in_process = captured(json!({"captureRequestId": "CAP_1"}), "U", "CAPTURE_IN_PROCESS");
    assert!(matches!(&in_process, Proof::InProcess { known: Some(known), .. } if known.capture.is_none()));
    assert!(matches!(captured(json!({}), "U", "CAPTURE_IN_PROCESS"), Proof::InProcess { known: None, .. }));
    let differs = captured(json!({"captureRequestId": "CAP_2"}), "U", "CAPTURE_IN_PROCESS");
    assert!(matches!(differs, Proof::Unknown { code, .. } if code == ANSWER_DIFFERS));
}

#[test]
fn what_the_other_answers_prove() {
    let request = PaymentRequestId::parse("PAYREQ_1").unwrap();
    let success = result("S", "SUCCESS");
    let hkd = money("HKD 10");
    let amount = json!({"currency": "HKD", "value": "1000"});

    let paid = |body| pay::prove(&request, hkd, &success, &serde_json::from_value(body).unwrap());
    let whole = json!({"paymentRequestId": "PAYREQ_1", "paymentId": PAYMENT, "paymentAmount": amount,
                       "paymentResultInfo": {"cardBrand": "VISA", "lastFour": "4242"}});
    assert!(matches!(paid(whole), Proof::Done(known) if known.card.last_four.as_deref() == Some("4242")));
    let no_id = json!({"paymentRequestId": "PAYREQ_1", "paymentAmount": amount});
    assert!(matches!(paid(no_id), Proof::Unknown { code, .. } if code == ANSWER_INCOMPLETE));

    let id = RefundRequestId::parse("REF_1").unwrap();
    let refunded =
        |body| refund::prove(&id, &payment(), hkd, &success, &serde_json::from_value(body).unwrap());
    let whole = json!({"refundRequestId": "REF_1", "refundId": "R1", "refundAmount": amount});
    assert!(matches!(refunded(whole), Proof::Done(_)));
    let other = json!({"refundRequestId": "REF_9", "refundId": "R1", "refundAmount": amount});
    assert!(matches!(refunded(other), Proof::Unknown { code, .. } if code == ANSWER_DIFFERS));

    let cancelled = |known: Option<&PaymentId>, body| {
        cancel::prove(&request, known, &success, &serde_json::from_value(body).unwrap())
    };
    let ours = payment();
    assert!(matches!(cancelled(Some(&ours), json!({"paymentId": PAYMENT})), Proof::Done(_)));
    assert!(matches!(
        cancelled(None, json!({"paymentRequestId": "PAYREQ_1", "paymentId": "X"})),
        Proof::Done(_)
    ));
    for (known, body, wanted) in [
        (Some(&ours), json!({"paymentId": "X"}), ANSWER_DIFFERS),
        (Some(&ours), json!({"paymentId": PAYMENT, "paymentRequestId": "X"}), ANSWER_DIFFERS),
        (Some(&ours), json!({}), ANSWER_INCOMPLETE),
        (None, json!({"paymentId": PAYMENT}), ANSWER_INCOMPLETE),
    ] {
        assert!(matches!(cancelled(known, body), Proof::Unknown { code, .. } if code == wanted), "{wanted}");
    }

    let id = DeclarationRequestId::parse("D1").unwrap();
    let declared = |body| declare::prove(&id, &success, &serde_json::from_value(body).unwrap());
    let checked = declared(json!({"customsPaymentId": "P", "identityCheckResult": "CHECK_PASSED"}));
    assert!(matches!(checked, Proof::Done(known) if known.identity_check.as_deref() == Some("CHECK_PASSED")));
    let other = declared(json!({"declarationRequestId": "D2"}));
    assert!(matches!(other, Proof::Unknown { code, .. } if code == ANSWER_DIFFERS));
}
