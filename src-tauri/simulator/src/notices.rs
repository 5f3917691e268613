//! The bodies of notifications about payments, captures and refunds, exactly as a webhook carries
//! them (section 6.9 of the online reference).

use serde_json::{Map, Value, json};

use crate::clock::iso;
use crate::in_store::wallet_of;
use crate::model::{Capture, Payment, Refund, Status};
use crate::money::Amount;
use crate::pay::card_facts;

/// An event to be: when, of which type, with which body.
pub type Notice = (i64, &'static str, Value);

fn result(word: &str, code: &str, message: &str) -> Value {
    json!({ "resultCode": code, "resultStatus": word, "resultMessage": message })
}

/// The result of everything that went well.
pub fn success() -> Value {
    result("S", "SUCCESS", "success")
}

/// What a changed payment gives to tell, oldest first. `before` is absent for a new payment;
/// `further` are fields the product adds to notifyPayment; `now` dates what has no time of its own.
pub fn of_change(
    before: Option<&Payment>,
    after: &Payment,
    further: &Map<String, Value>,
    now: i64,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    let was = before.map(|payment| payment.status);
    if after.status == Status::Pending && was != Some(Status::Pending) {
        notices.push((now, "PAYMENT_PENDING", pay_body("PAYMENT_PENDING", after, further)));
    }
    if let (Some(paid), None) = (after.paid_at, before.and_then(|payment| payment.paid_at)) {
        notices.push((paid, "PAYMENT_RESULT", pay_body("PAYMENT_RESULT", after, further)));
    } else if after.status == Status::Fail && was != Some(Status::Fail) {
        let closed = after.code == "ORDER_IS_CLOSED";
        let at = if closed { after.closes_at().min(now) } else { now };
        notices.push((at, "PAYMENT_RESULT", pay_body("PAYMENT_RESULT", after, further)));
    }
    for (at, capture) in after.captures.iter().enumerate() {
        let was = before.and_then(|p| p.captures.get(at)).map(|c| c.status);
        if is_final(capture.status) && was != Some(capture.status) {
            notices.push((capture.at, "CAPTURE_RESULT", capture_body(after, capture)));
        }
    }
    for (at, refund) in after.refunds.iter().enumerate() {
        let was = before.and_then(|p| p.refunds.get(at)).map(|r| r.status);
        if is_final(refund.status) && was != Some(refund.status) {
            notices.push((refund.at.unwrap_or(now), "REFUND_RESULT", refund_body(refund)));
        }
    }
    notices
}

fn is_final(status: Status) -> bool {
    matches!(status, Status::Success | Status::Fail)
}

pub fn pay_body(notify_type: &str, payment: &Payment, further: &Map<String, Value>) -> Value {
    let mut body = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            body.insert(name.to_owned(), value);
        }
    };
    let paid = payment.paid_at;
    let failed = payment.status == Status::Fail;
    put("notifyType", Some(json!(notify_type)));
    put("result", Some(if failed { result("F", &payment.code, &payment.message) } else { success() }));
    put("paymentRequestId", Some(json!(payment.request_id)));
    put("paymentId", Some(json!(payment.payment_id)));
    put("paymentAmount", Some(payment.amount.json()));
    put("paymentCreateTime", Some(json!(iso(payment.created_at))));
    put("paymentTime", paid.map(|at| json!(iso(at))));
    put("paymentMethodType", Some(json!(payment.method)).filter(|_| !payment.method.is_empty()));
    put("authExpiryTime", payment.auth_expires_at.map(|at| json!(iso(at))));
    put("customsDeclarationAmount", payment.declarable.as_ref().filter(|_| paid.is_some()).map(Amount::json));
    let card = payment.card.as_ref().filter(|_| paid.is_some());
    put("paymentResultInfo", card.map(|card| card_facts(card, payment.manual)));
    put("pspCustomerInfo", wallet_of(payment));
    body.extend(further.clone());
    Value::Object(body)
}

fn capture_body(payment: &Payment, capture: &Capture) -> Value {
    let failed = capture.status == Status::Fail;
    let mut body = json!({
        "notifyType": "CAPTURE_RESULT",
        "result": if failed { result("F", "PROCESS_FAIL", "the capture failed") } else { success() },
        "captureRequestId": capture.request_id,
        "paymentId": payment.payment_id,
        "captureId": capture.capture_id,
        "captureAmount": capture.amount.json(),
    });
    if let (false, Some(body)) = (failed, body.as_object_mut()) {
        body.insert("captureTime".to_owned(), json!(iso(capture.at)));
    }
    body
}

fn refund_body(refund: &Refund) -> Value {
    let failed = refund.status == Status::Fail;
    let mut body = json!({
        "notifyType": "REFUND_RESULT",
        "result": if failed { result("F", "PROCESS_FAIL", "the refund failed") } else { success() },
        "refundStatus": refund.status.text(),
        "refundRequestId": refund.request_id,
        "refundId": refund.refund_id,
        "refundAmount": refund.amount.json(),
    });
    if let (Some(at), false, Some(body)) = (refund.at, failed, body.as_object_mut()) {
        body.insert("refundTime".to_owned(), json!(iso(at)));
    }
    body
}
