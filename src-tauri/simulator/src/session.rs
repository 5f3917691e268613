//! createPaymentSession and retrievePaymentSession: a checkout the buyer finishes (sections 6.3, 6.14).
//!
//! A session is a payment in process from its first moment (section 8.1), so an inquiry by our id finds
//! it; it closes with the session. Which method it is paid with, the buyer says on the checkout page.

use serde_json::{Map, Value};

use crate::answer::{Answer, Step};
use crate::clock::{HOUR, iso, read_request_time};
use crate::fields;
use crate::ids;
use crate::methods;
use crate::model::{Payment, Session, Status};
use crate::pay::lapse;
use crate::session_form::{RETRIEVE, SESSION};
use crate::state::{Turn, inconsistent};

const API: &str = "createPaymentSession";

pub fn create(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, SESSION)?;
    let text = |path: &str| fields::text(body, path).unwrap_or_default();
    let request_id = text("paymentRequestId").to_owned();
    let amount = fields::amount(body, "paymentAmount")?;
    let methods = wanted(body);
    if let Some(mut payment) = turn.state.payment_by_request(&request_id).cloned() {
        let same = payment.session.as_ref().is_some_and(|session| session.methods == methods);
        if !same || *payment.asked_for() != amount {
            return Err(inconsistent(API));
        }
        lapse(turn, &mut payment);
        return outcome(turn, &payment);
    }
    let content = format!("{} {} {}", amount.currency, amount.value, methods.join(","));
    if let Some(answer) = turn.heard_before(API, &request_id, &content) {
        return Err(answer);
    }
    let expires_at = check_together(body, turn.now)?;
    if let Some(unknown) = methods.iter().find(|name| methods::find(name).is_none()) {
        let answer =
            Answer::refused("PAYMENT_METHOD_NOT_SUPPORTED", &format!("{unknown} is not offered in practice"));
        return Err(turn.refuse(API, &request_id, &content, answer));
    }
    let count = turn.next_count();
    let method = if let [only] = methods.as_slice() { only.clone() } else { String::new() };
    let payment = Payment {
        order_number: text("order.referenceOrderId").to_owned(),
        description: text("order.orderDescription").to_owned(),
        manual: text("paymentFactor.captureMode") == "MANUAL",
        needs_declaration: fields::flag(body, "order.needDeclaration").unwrap_or(false),
        redirect: true,
        paid_after: None,
        expires_at: Some(expires_at),
        session: Some(Session {
            id: ids::session_id(turn.now, count),
            scene: fields::text(body, "productScene").map(str::to_owned),
            methods,
            order: body.get("order").cloned().unwrap_or_default(),
            customized: body.get("customizedInfo").cloned(),
            expires_at,
        }),
        ..Payment::begun(&request_id, ids::payment_id(turn.now, count), amount, &method, turn.now)
    };
    let answer = outcome(turn, &payment);
    turn.save(payment);
    answer
}

/// The methods a session is limited to.
fn wanted(body: &Map<String, Value>) -> Vec<String> {
    if let Some(one) = fields::text(body, "paymentMethod.paymentMethodType") {
        return vec![one.to_owned()];
    }
    let list = fields::at(body, "availablePaymentMethod.paymentMethodTypeList").and_then(Value::as_array);
    let name = |item: &Value| item.get("paymentMethodType").and_then(Value::as_str).map(str::to_owned);
    list.into_iter().flatten().filter_map(name).collect()
}

/// Rules that need more than one field; answers when the session ends.
fn check_together(body: &Map<String, Value>, now: i64) -> Step<i64> {
    let refuse = |what: &str| Err(Answer::param(what));
    if fields::text(body, "productScene").is_none() && !body.contains_key("paymentMethod") {
        return refuse("paymentMethod is missing; only CHECKOUT_PAYMENT and ELEMENT_PAYMENT do without");
    }
    if fields::amount(body, "order.orderAmount")?.currency != fields::amount(body, "paymentAmount")?.currency
    {
        return refuse("order.orderAmount and paymentAmount have different currencies");
    }
    match fields::text(body, "paymentFactor.captureMode") {
        None | Some("AUTOMATIC" | "MANUAL") => {}
        Some(_) => return refuse("paymentFactor.captureMode must be AUTOMATIC or MANUAL"),
    }
    let goods = fields::at(body, "order.goods").and_then(Value::as_array);
    let named = |one: &Value| one.get("referenceGoodsId").is_some() || one.get("priceId").is_some();
    if !goods.into_iter().flatten().all(named) {
        return refuse("order.goods: each needs priceId or referenceGoodsId");
    }
    let latest = now.saturating_add(HOUR);
    match fields::text(body, "paymentSessionExpiryTime").and_then(read_request_time) {
        None => Ok(latest),
        Some(end) if end > now && end <= latest => Ok(end),
        Some(_) => refuse("paymentSessionExpiryTime must lie within the next hour"),
    }
}

fn outcome(turn: &Turn<'_>, payment: &Payment) -> Step<Answer> {
    let Some(session) = &payment.session else {
        return Err(inconsistent(API));
    };
    match payment.status {
        Status::Cancelled if payment.paid_at.is_none() => {
            return Err(Answer::refused("ORDER_IS_CANCELED", "the payment was cancelled before it was paid"));
        }
        Status::Fail if payment.code == "ORDER_IS_CLOSED" => {
            return Err(Answer::refused(&payment.code, &payment.message));
        }
        Status::Processing | Status::Pending | Status::Success | Status::Fail | Status::Cancelled => {}
    }
    let page = format!("{}/practice/checkout?session={}", turn.base_url, session.id);
    let hosted = session.scene.as_deref() == Some("CHECKOUT_PAYMENT");
    Ok(Answer::success()
        .with("paymentSessionId", session.id.clone())
        .with("paymentSessionData", format!("{}&&SG&&111", turn.mark(&session.id)))
        .with("paymentSessionExpiryTime", iso(session.expires_at))
        .maybe("normalUrl", hosted.then_some(page)))
}

pub fn retrieve(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, RETRIEVE)?;
    let request_id = fields::text(body, "paymentRequestId").unwrap_or_default();
    let found = turn.state.payment_by_request(request_id).and_then(|payment| payment.session.as_ref());
    let Some(session) = found else {
        return Err(Answer::refused("ORDER_NOT_EXIST", "there is no session with this paymentRequestId"));
    };
    Ok(Answer::success()
        .with("order", session.order.clone())
        .maybe("customizedInfo", session.customized.clone()))
}
