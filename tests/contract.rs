//! The published examples from the client's side: every answer is understood whole, every body of ours is taken,
//! and our rules are never looser than the gateway's.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod shop;

use std::collections::BTreeMap;

use antom::cancel::{self, Cancel, CancelAnswer, CancelAsk};
use antom::capture::{self, Capture, CaptureAnswer, CaptureAsk};
use antom::declare::{self, Buyer, Declare, DeclareAnswer, DeclareAsk};
use antom::inquiry_declarations::{InquiryDeclarations, InquiryDeclarationsAnswer, InquiryDeclarationsAsk};
use antom::inquiry_payment::{InquiryPayment, InquiryPaymentAnswer, InquiryPaymentAsk};
use antom::inquiry_refund::{InquiryRefund, InquiryRefundAnswer, InquiryRefundAsk};
use antom::parts::PaymentResultInfo;
use antom::pay::{self, Pay, PayAnswer, PayAsk};
use antom::refund::{self, Refund, RefundAnswer, RefundAsk};
use antom::signing::{PublicKey, content, signature_header};
use antom::{
    CardToken, Endpoint, Expected, GatewayResult, Heard, Proof, ResultStatus, hear, parse_time, path_for,
};
use domain::{
    CancelWindow, CaptureMode, CaptureRequestId, DeclarationRequestId, Moment, Money, OrderNumber, PaymentId,
    PaymentRequestId, RefundRequestId, capture_rule, method_rule,
};
use engine::port::{Call, Delivered, Gateway, Keys};
use serde::Deserialize;
use serde_json::Value;
use shop::{Street, money};
use testkit::cases;

const CLIENT: &str = "SANDBOX_PRACTICE_CONTRACT";
const TIME: &str = "2026-09-14T10:00:00+08:00";

/// Hears an answer as the gateway would have signed it.
fn heard<E: Endpoint>(answer: &Value) -> (GatewayResult, E::Answer) {
    let body = answer.to_string().into_bytes();
    let path = path_for(E::PATH, CLIENT, domain::PathMode::Auto);
    let signed = content(&path, CLIENT, TIME, &body);
    let digest = <sha2::Sha256 as sha2::Digest>::digest(&signed);
    let signature = testkit::private_key().sign(rsa::Pkcs1v15Sign::new::<sha2::Sha256>(), &digest).unwrap();
    let headers = [
        ("client-id", CLIENT.to_owned()),
        ("response-time", TIME.to_owned()),
        ("signature", signature_header("1", &signature)),
    ]
    .map(|(name, value)| (name.to_owned(), value));
    let key = PublicKey::parse(&testkit::public_key()).unwrap();
    let expected = Expected { path: &path, client_id: CLIENT, gateway_key: &key };
    match hear::<E>(200, &headers, &body, &expected) {
        Heard::Verified { result, answer, response_time } => {
            assert_eq!(response_time, parse_time(TIME));
            (result, answer)
        }
        other => panic!("{}: {:?}", String::from_utf8_lossy(&body), std::mem::discriminant(&other)),
    }
}

/// What was read of an answer: fields by their names on the wire as they were understood, and all of it as it
/// is written again.
struct Seen {
    typed: BTreeMap<&'static str, String>,
    rest: Value,
    /// Read by their own checks.
    apart: &'static [&'static str],
}

fn seen(answer: &impl serde::Serialize) -> Seen {
    Seen { typed: BTreeMap::new(), rest: serde_json::to_value(answer).unwrap(), apart: &[] }
}

impl Seen {
    fn text(mut self, name: &'static str, value: Option<impl ToString>) -> Self {
        self.typed.extend(value.map(|value| (name, value.to_string())));
        self
    }

    fn time(self, name: &'static str, value: Option<Moment>) -> Self {
        self.text(name, value.map(|at| at.0))
    }

    fn money(self, name: &'static str, value: Option<Money>) -> Self {
        self.text(name, value.map(|money| format!("{} {}", money.currency(), money.minor())))
    }

    fn apart(mut self, names: &'static [&'static str]) -> Self {
        self.apart = names;
        self
    }

    /// Every field that came was read as it was meant, or kept as it came.
    fn all_of(self, sent: &Value, example: &str) {
        for (name, value) in sent.as_object().unwrap() {
            if name == "result" || self.apart.contains(&name.as_str()) {
                continue;
            }
            if !self.typed.contains_key(name.as_str()) {
                assert_eq!(self.rest.get(name), Some(value), "{example}: {name}");
                continue;
            }
            let meant = match value {
                Value::Object(amount) if amount.contains_key("currency") => {
                    format!("{} {}", amount["currency"].as_str().unwrap(), amount["value"].as_str().unwrap())
                }
                Value::String(text) if name.ends_with("Time") => parse_time(text).unwrap().0.to_string(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(self.typed.get(name.as_str()), Some(&meant), "{example}: {name}");
        }
    }
}

fn card(facts: Option<&PaymentResultInfo>, sent: &Value, example: &str) {
    let (Some(facts), Some(sent)) = (facts, sent.as_object()) else {
        assert!(facts.is_none() && sent.is_null(), "{example}");
        return;
    };
    let card = facts.card();
    assert_eq!(card.brand.as_deref(), sent["cardBrand"].as_str(), "{example}");
    assert_eq!(card.last_four.as_deref(), sent["lastFour"].as_str(), "{example}");
    let kept = serde_json::to_value(facts).unwrap();
    for (name, value) in sent {
        // Of the number only the last four digits are kept.
        let read = ["cardBrand", "lastFour", "cardNo"].contains(&name.as_str());
        assert!(read || kept.get(name) == Some(value), "{example}: {name}");
    }
    let number = sent.get("cardNo").and_then(Value::as_str).unwrap_or_default();
    let whole = number.bytes().filter(u8::is_ascii_digit).count() > 4;
    assert!(!whole || !kept.to_string().contains(number), "{example}");
}

/// What an example's result says about the order it answers.
fn meant(result: &GatewayResult) -> &'static str {
    match (&result.status, result.code.as_str()) {
        (ResultStatus::Success, _) => "done",
        // The first request under this id may have moved money.
        (ResultStatus::Failure, "REPEAT_REQ_INCONSISTENT") => "unknown",
        (ResultStatus::Failure, _) => "refused",
        (_, code) if code.ends_with("_IN_PROCESS") => "in process",
        (_, _) => "unknown",
    }
}

fn proved<T>(proof: &Proof<T>) -> &'static str {
    match proof {
        Proof::Done(_) => "done",
        Proof::Refused { .. } => "refused",
        Proof::InProcess { known: Some(_), .. } => "in process",
        Proof::InProcess { known: None, .. } => "in process without its ids",
        Proof::Unknown { .. } => "unknown",
    }
}

#[derive(Deserialize)]
struct Example {
    #[serde(default)]
    api: String,
    #[serde(default)]
    given: Vec<Value>,
    #[serde(default)]
    request: Value,
    #[serde(default)]
    answer: Value,
}

fn amount(request: &Value, name: &str) -> Option<Money> {
    let minor = request[name]["value"].as_str()?.parse().ok()?;
    Money::from_minor(minor, domain::Currency::parse(request[name]["currency"].as_str()?).ok()?).ok()
}

fn id(request: &Value, name: &str) -> String {
    request[name].as_str().unwrap_or("NOT_GIVEN").to_owned()
}

#[test]
fn every_published_answer_is_understood() {
    let mut apis = BTreeMap::new();
    for (file, Example { api, given, request, answer }) in cases::<Example>("contract") {
        if api.is_empty() {
            continue; // the capture rules
        }
        *apis.entry(api.clone()).or_insert(0) += 1;
        let payment = PaymentId::parse(&id(&request, "paymentId"));
        let proof = match api.as_str() {
            "payments/pay" => {
                let (result, told): (_, PayAnswer) = heard::<Pay>(&answer);
                seen(&told)
                    .text("paymentRequestId", told.payment_request_id.as_ref())
                    .text("paymentId", told.payment_id.as_ref())
                    .text("normalUrl", told.normal_url.as_ref())
                    .money("paymentAmount", told.payment_amount)
                    .money("customsDeclarationAmount", told.customs_declaration_amount)
                    .time("paymentCreateTime", told.payment_create_time)
                    .time("paymentTime", told.payment_time)
                    .time("authExpiryTime", told.auth_expiry_time)
                    .apart(&["paymentResultInfo"])
                    .all_of(&answer, &file);
                card(told.payment_result_info.as_ref(), &answer["paymentResultInfo"], &file);
                let own = PaymentRequestId::parse(&id(&request, "paymentRequestId")).unwrap();
                // An amount we would never write: its refusal names none.
                let amount = amount(&request, "paymentAmount").unwrap_or(money(1, "HKD"));
                Some((proved(&pay::prove(&own, amount, &result, &told)), meant(&result)))
            }
            "payments/capture" => {
                let (result, told): (_, CaptureAnswer) = heard::<Capture>(&answer);
                seen(&told)
                    .text("captureRequestId", told.capture_request_id.as_ref())
                    .text("captureId", told.capture_id.as_ref())
                    .text("paymentId", told.payment_id.as_ref())
                    .money("captureAmount", told.capture_amount)
                    .time("captureTime", told.capture_time)
                    .all_of(&answer, &file);
                let own = CaptureRequestId::parse(&id(&request, "captureRequestId")).unwrap();
                let amount = amount(&request, "captureAmount").unwrap();
                let proof = capture::prove(&own, &payment.unwrap(), amount, &result, &told);
                Some((proved(&proof), meant(&result)))
            }
            "payments/cancel" => {
                let (result, told): (_, CancelAnswer) = heard::<Cancel>(&answer);
                seen(&told)
                    .text("paymentRequestId", told.payment_request_id.as_ref())
                    .text("paymentId", told.payment_id.as_ref())
                    .time("cancelTime", told.cancel_time)
                    .all_of(&answer, &file);
                let made =
                    given.first().map_or("NOT_GIVEN".into(), |pay| id(&pay["request"], "paymentRequestId"));
                let own = PaymentRequestId::parse(&made).unwrap();
                let payment = payment.as_ref().ok().filter(|_| !request["paymentId"].is_null());
                Some((proved(&cancel::prove(&own, payment, &result, &told)), meant(&result)))
            }
            "payments/refund" => {
                let (result, told): (_, RefundAnswer) = heard::<Refund>(&answer);
                seen(&told)
                    .text("refundRequestId", told.refund_request_id.as_ref())
                    .text("refundId", told.refund_id.as_ref())
                    .text("paymentId", told.payment_id.as_ref())
                    .money("refundAmount", told.refund_amount)
                    .time("refundTime", told.refund_time)
                    .all_of(&answer, &file);
                let own = RefundRequestId::parse(&id(&request, "refundRequestId")).unwrap();
                let amount = amount(&request, "refundAmount").unwrap();
                let proof = refund::prove(&own, &payment.unwrap(), amount, &result, &told);
                Some((proved(&proof), meant(&result)))
            }
            "customs/declare" => {
                let (result, told): (_, DeclareAnswer) = heard::<Declare>(&answer);
                seen(&told)
                    .text("customsPaymentId", told.customs_payment_id.as_ref())
                    .text("customsOrderId", told.customs_order_id.as_ref())
                    .text("identityCheckResult", told.identity_check_result.as_ref())
                    .text("clearingChannel", told.clearing_channel.as_ref())
                    .text("clearingTransactionId", told.clearing_transaction_id.as_ref())
                    .text("customsProviderRegistrationId", told.customs_provider_registration_id.as_ref())
                    .all_of(&answer, &file);
                let own = DeclarationRequestId::parse(&id(&request, "declarationRequestId")).unwrap();
                Some((proved(&declare::prove(&own, &result, &told)), meant(&result)))
            }
            "payments/inquiryPayment" => {
                let (_, told): (_, InquiryPaymentAnswer) = heard::<InquiryPayment>(&answer);
                payment_inquiry(&told, &answer, &file);
                None
            }
            "payments/inquiryRefund" => {
                let (_, told): (_, InquiryRefundAnswer) = heard::<InquiryRefund>(&answer);
                seen(&told)
                    .text("refundStatus", told.refund_status.as_ref().map(antom::StatusWord::word))
                    .text("refundId", told.refund_id.as_ref())
                    .text("refundRequestId", told.refund_request_id.as_ref())
                    .money("refundAmount", told.refund_amount)
                    .time("refundTime", told.refund_time)
                    .all_of(&answer, &file);
                None
            }
            "customs/inquiryDeclarationRequests" => {
                let (_, told): (_, InquiryDeclarationsAnswer) = heard::<InquiryDeclarations>(&answer);
                declarations_inquiry(&told, &answer, &file);
                None
            }
            _ => {
                // The gateway publishes more calls than are spoken here so far.
                apis.remove(&api);
                continue;
            }
        };
        if let Some((proved, meant)) = proof {
            assert_eq!(proved, meant, "{file}");
        }
    }
    assert_eq!(apis.len(), 8, "every endpoint has examples: {apis:?}");
    assert!(apis.values().sum::<i32>() > 90, "{apis:?}");
}

fn payment_inquiry(told: &InquiryPaymentAnswer, answer: &Value, file: &str) {
    seen(told)
        .text("paymentStatus", told.payment_status.as_ref().map(antom::StatusWord::word))
        .text("paymentResultCode", told.payment_result_code.as_ref())
        .text("paymentResultMessage", told.payment_result_message.as_ref())
        .text("paymentRequestId", told.payment_request_id.as_ref())
        .text("paymentId", told.payment_id.as_ref())
        .text("paymentMethodType", told.payment_method_type.as_ref())
        .money("paymentAmount", told.payment_amount)
        .money("customsDeclarationAmount", told.customs_declaration_amount)
        .time("paymentCreateTime", told.payment_create_time)
        .time("paymentTime", told.payment_time)
        .time("authExpiryTime", told.auth_expiry_time)
        .apart(&["paymentResultInfo", "transactions"])
        .all_of(answer, file);
    card(told.payment_result_info.as_ref(), &answer["paymentResultInfo"], file);
    let rows = answer["transactions"].as_array().cloned().unwrap_or_default();
    assert_eq!(told.transactions.len(), rows.len(), "{file}");
    for (row, sent) in told.transactions.iter().zip(&rows) {
        seen(row)
            .text("transactionId", row.transaction_id.as_ref())
            .text("transactionRequestId", row.transaction_request_id.as_ref())
            .text("transactionStatus", row.transaction_status.as_ref().map(antom::StatusWord::word))
            .money("transactionAmount", row.transaction_amount)
            .time("transactionTime", row.transaction_time)
            .apart(&["transactionType", "transactionResult"])
            .all_of(sent, file);
        let result = row.transaction_result.as_ref().unwrap();
        assert_eq!(sent["transactionResult"]["resultCode"], result.code, "{file}");
        let kind = format!("{:?}", row.transaction_type.as_ref().unwrap()).to_uppercase();
        assert_eq!(sent["transactionType"], kind, "{file}");
    }
}

fn declarations_inquiry(told: &InquiryDeclarationsAnswer, answer: &Value, file: &str) {
    seen(told).apart(&["declarationRecords", "declarationRequestsNotFound"]).all_of(answer, file);
    let unknown = answer["declarationRequestsNotFound"].as_array().cloned().unwrap_or_default();
    assert_eq!(
        serde_json::to_value(&told.declaration_requests_not_found).unwrap(),
        Value::Array(unknown),
        "{file}"
    );
    let records = answer["declarationRecords"].as_array().cloned().unwrap_or_default();
    assert_eq!(told.declaration_records.len(), records.len(), "{file}");
    for (record, sent) in told.declaration_records.iter().zip(&records) {
        seen(record)
            .text("declarationRequestId", record.declaration_request_id.as_ref())
            .text("customsPaymentId", record.customs_payment_id.as_ref())
            .text("customsOrderId", record.customs_order_id.as_ref())
            .text("splitOrder", record.split_order)
            .text("declarationRequestStatus", record.declaration_request_status.as_ref())
            .text("customsDeclarationResultCode", record.customs_declaration_result_code.as_ref())
            .text("customsDeclarationResultDesc", record.customs_declaration_result_desc.as_ref())
            .money("declarationAmount", record.declaration_amount)
            .time("lastModifiedTime", record.last_modified_time)
            .time("customsDeclarationReturnTime", record.customs_declaration_return_time)
            .all_of(sent, file);
    }
}

/// Posts a body as the engine does, and hears the answer.
async fn post<E: Endpoint>(street: &Street, body: Vec<u8>) -> (GatewayResult, E::Answer) {
    let told = &street.listening;
    let path = path_for(E::PATH, &told.client_id, domain::PathMode::Auto);
    let time = street.now().0.to_string();
    let signed = content(&path, &told.client_id, &time, &body);
    let signature = street.keys.sign(&shop::account_id(), &told.key_version, signed).await.unwrap();
    let headers = antom::request_headers(&told.client_id, &time, &told.key_version, &signature);
    let call = Call { url: format!("{}{path}", told.base_url), path: path.clone(), headers, body };
    let Delivered::Answer(answer) = street.http.ask(call).await else { panic!("no answer") };
    let key = PublicKey::parse(&told.gateway_public_key).unwrap();
    let expected = Expected { path: &path, client_id: &told.client_id, gateway_key: &key };
    match hear::<E>(answer.status, &answer.headers, &answer.body, &expected) {
        Heard::Verified { result, answer, .. } => (result, answer),
        _ => panic!("not understood: {}", String::from_utf8_lossy(&answer.body)),
    }
}

async fn taken<E: Endpoint>(street: &Street, body: Vec<u8>) -> E::Answer {
    let (result, answer) = post::<E>(street, body.clone()).await;
    assert_eq!(result.status, ResultStatus::Success, "{result:?} to {}", String::from_utf8_lossy(&body));
    answer
}

fn pay_ask(request: &str, method: &str, amount: Money) -> PayAsk {
    PayAsk {
        request: PaymentRequestId::parse(request).unwrap(),
        order_number: OrderNumber::parse(&format!("ORDER-{request}")).unwrap(),
        description: "两张票 \"A\" \\ \u{1F3AB}".into(),
        amount,
        method: method.into(),
        token: (method == "CARD").then(|| CardToken::new("PRACTICE_CARD_MASTERCARD_4444")),
        capture_mode: if method == "CARD" { CaptureMode::Manual } else { CaptureMode::Automatic },
        redirect_url: "https://counterfoil.invalid/return".into(),
        notify_url: Some("https://counterfoil.invalid/notify".into()),
        settlement_currency: Some(amount.currency()),
        client_ip: Some("127.0.0.1".into()),
        needs_declaration: method == "ALIPAY_CN",
    }
}

#[tokio::test]
async fn every_body_of_ours_is_taken() {
    let street = Street::open().await;
    let held = taken::<Pay>(&street, pay_ask("P-HELD", "CARD", money(10_000, "SGD")).to_body()).await;
    let automatic =
        PayAsk { capture_mode: CaptureMode::Automatic, ..pay_ask("P-CARD", "CARD", money(10_000, "SGD")) };
    taken::<Pay>(&street, automatic.to_body()).await;
    let wallet = taken::<Pay>(&street, pay_ask("P-HK", "ALIPAY_HK", money(10_000, "HKD")).to_body()).await;
    for (method, currency, minor) in
        [("PAYPAY", "JPY", 500), ("KAKAOPAY", "KRW", 5_000), ("DANA", "IDR", 10_000), ("GCASH", "PHP", 5_000)]
    {
        taken::<Pay>(&street, pay_ask(&format!("P-{method}"), method, money(minor, currency)).to_body())
            .await;
    }
    let mainland = taken::<Pay>(&street, pay_ask("P-CN", "ALIPAY_CN", money(129_900, "CNY")).to_body()).await;

    let payment = held.payment_id.unwrap();
    let mut captures = Vec::new();
    for (n, last) in [(1, None), (2, Some(false)), (3, Some(true))] {
        let request = CaptureRequestId::parse(&format!("C-{n}")).unwrap();
        let ask = CaptureAsk { request, payment: payment.clone(), amount: money(1_000, "SGD"), last };
        captures.push(taken::<Capture>(&street, ask.to_body()).await.capture_id.unwrap());
    }
    for (n, capture) in [(1, None), (2, Some(captures[1].clone()))] {
        let request = RefundRequestId::parse(&format!("R-{n}")).unwrap();
        let ask = RefundAsk {
            request: request.clone(),
            payment: payment.clone(),
            capture,
            amount: money(500, "SGD"),
            reason: "客户取消订单：商品缺货".repeat(23),
        };
        let refunded = taken::<Refund>(&street, ask.to_body()).await;
        let asked = taken::<InquiryRefund>(&street, InquiryRefundAsk::Request(request).to_body()).await;
        assert_eq!(asked.refund_id, refunded.refund_id);
        taken::<InquiryRefund>(&street, InquiryRefundAsk::Refund(refunded.refund_id.unwrap()).to_body())
            .await;
    }
    let by_id = taken::<InquiryPayment>(&street, InquiryPaymentAsk::Payment(payment).to_body()).await;
    let ours = PaymentRequestId::parse("P-HELD").unwrap();
    let by_ours = taken::<InquiryPayment>(&street, InquiryPaymentAsk::Request(ours).to_body()).await;
    assert_eq!((by_id.transactions.len(), by_id), (5, by_ours));

    taken::<Cancel>(&street, CancelAsk::Payment(wallet.payment_id.unwrap()).to_body()).await;
    let ours = PaymentRequestId::parse("P-GCASH").unwrap();
    taken::<Cancel>(&street, CancelAsk::Request(ours).to_body()).await;

    let mut requests = Vec::new();
    for n in 1..=10 {
        let request = DeclarationRequestId::parse(&format!("D{n}")).unwrap();
        requests.push(request.clone());
        let buyer = Buyer { id_number: "11010519491231002X".into(), full_name: "王小样".into() };
        let ask = DeclareAsk {
            request,
            payment: mainland.payment_id.clone().unwrap(),
            amount: money(10_000, "CNY"),
            customs: "ZONGSHU".into(),
            merchant_code: "3301960ABC".into(),
            merchant_name: "样例跨境电商有限公司".into(),
            suborder: OrderNumber::parse(&format!("PART-{n}")).ok(),
            buyer: (n % 2 == 0).then_some(buyer),
        };
        taken::<Declare>(&street, ask.to_body()).await;
    }
    assert_eq!(requests.len(), antom::inquiry_declarations::MOST);
    let found = taken::<InquiryDeclarations>(&street, InquiryDeclarationsAsk { requests }.to_body()).await;
    assert_eq!(found.declaration_records.len(), 10);
}

#[derive(Deserialize)]
struct PublishedRule {
    method: String,
    brand: String,
    issuing_country: String,
    captures: String,
    partial: bool,
}

#[derive(Deserialize)]
struct PublishedRules {
    rules: Vec<PublishedRule>,
}

/// What we offer, the gateway takes. Where we know less (the card's country) or ask for less, it is named here.
#[test]
fn capture_rules_are_the_published_ones() {
    let text = include_str!("cases/contract/capture_rules.json");
    let PublishedRules { rules } = serde_json::from_str(text).unwrap();
    let mut methods: Vec<&str> = rules.iter().map(|rule| rule.method.as_str()).collect();
    methods.push("ALIPAY_CN");
    methods.dedup();
    let brands =
        [None, Some("VISA"), Some("MASTERCARD"), Some("AMEX"), Some("JCB"), Some("CUP"), Some("DINERS")];
    let mut differ = Vec::new();
    for method in methods {
        for brand in brands {
            let fits = |rule: &&PublishedRule| {
                let same_brand = rule.brand == "*" || Some(rule.brand.as_str()) == brand;
                // Where a card was issued is not kept here: a card of the US is refused by the gateway, signed.
                rule.method == method && same_brand && rule.issuing_country == "*"
            };
            let published = rules.iter().find(fits);
            let theirs = published.map_or((false, false), |rule| (rule.partial, rule.captures == "several"));
            let ours = capture_rule(method, brand);
            assert!(theirs.0 || !ours.partial, "{method} {brand:?}: we offer parts");
            assert!(theirs.1 || !ours.several, "{method} {brand:?}: we offer several");
            if theirs != (ours.partial, ours.several) {
                differ.push(format!("{method} {}", brand.unwrap_or("-")));
            }
        }
    }
    assert_eq!(differ, ["CARD CUP"], "UnionPay: the reference's pages disagree, and ours is the careful one");
}

#[derive(Deserialize)]
struct Method {
    r#type: String,
    refund_days: u32,
    cancel: String,
    #[serde(default)]
    refund_minimum: Option<Least>,
}

#[derive(Deserialize)]
struct Least {
    value: u64,
}

#[test]
fn cancel_and_refund_windows_are_the_gateways() {
    let text = include_str!("../src-tauri/simulator/data/methods.json");
    let methods: Vec<Method> = serde_json::from_str(text).unwrap();
    assert!(methods.len() > 80);
    for method in methods {
        let ours = method_rule(&method.r#type);
        let window = match method.cancel.as_str() {
            "none" => CancelWindow::Never,
            "until_paid" => CancelWindow::UntilPaid,
            "card" => CancelWindow::SevenDaysUncaptured,
            "seven_days" => CancelWindow::SevenDays,
            "next_day" => CancelWindow::NextDay,
            other => panic!("{other}"),
        };
        assert_eq!(ours.cancel, window, "{}", method.r#type);
        // A bank whose own period is not published here has the general one; the gateway's answer decides.
        let general = ours.method.is_empty() && method.refund_days < ours.refund.days;
        assert!(ours.refund.days == method.refund_days || general, "{}", method.r#type);
        let least = method.refund_minimum.map_or(1, |least| least.value);
        assert!(ours.refund.least_minor >= least || ours.refund.least_minor == 1, "{}", method.r#type);
    }
}
