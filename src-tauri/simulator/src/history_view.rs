//! The shop's own half of the seeded history, in pages.

use serde_json::{Value, json};

use crate::model::{Capture, Declaration, Payment, Refund, Status, Update};
use crate::state::State;

/// The largest page.
const LONGEST: usize = 1_000;

/// A page of seeded payments, oldest first, beginning at index `after`.
pub fn page(state: &State, after: usize, limit: usize, now: i64) -> Value {
    let limit = limit.clamp(1, LONGEST);
    let seeded = state.payments.get(..state.seeded).unwrap_or_default();
    let page: Vec<Value> = seeded.iter().skip(after).take(limit).map(|payment| one(payment, now)).collect();
    let end = after.saturating_add(page.len());
    let next = (end < seeded.len()).then_some(end);
    json!({ "payments": page, "next": next, "total": seeded.len() })
}

fn one(payment: &Payment, now: i64) -> Value {
    let card = payment.card.as_ref();
    let declined = payment.status == Status::Fail;
    json!({
        "payment_request_id": payment.request_id,
        "payment_id": payment.payment_id,
        "order_number": payment.order_number,
        "description": payment.description,
        // What it was asked for; its raises tell the rest.
        "amount": payment.asked_for().json(),
        "method": payment.method,
        "card_brand": card.map(|card| &card.brand),
        "last_four": card.map(|card| &card.last_four),
        "capture_mode": if payment.manual { "MANUAL" } else { "AUTOMATIC" },
        "needs_declaration": payment.needs_declaration,
        "state": payment.state(now),
        "created_at": payment.created_at,
        "paid_at": payment.paid_at,
        "auth_expires_at": payment.auth_expires_at,
        "declarable": payment.declarable.as_ref().map(|amount| amount.json()),
        "decline_code": declined.then_some(&payment.code),
        "cancelled_at": payment.cancelled_at,
        "raisable": card.filter(|_| payment.manual).map(|card| card.incremental),
        "raises": payment.updates.iter().map(raise).collect::<Vec<_>>(),
        "captures": payment.captures.iter().map(capture).collect::<Vec<_>>(),
        "refunds": payment.refunds.iter().map(refund).collect::<Vec<_>>(),
        "declarations": payment.declarations.iter().map(declaration).collect::<Vec<_>>(),
    })
}

fn raise(raise: &Update) -> Value {
    json!({
        "request_id": raise.request_id,
        "amount": raise.amount.json(),
        "at": raise.at,
        "status": raise.status.text(),
    })
}

fn capture(capture: &Capture) -> Value {
    json!({
        "request_id": capture.request_id,
        "capture_id": capture.capture_id,
        "amount": capture.amount.json(),
        "at": capture.at,
        "last": capture.last,
        "status": capture.status.text(),
    })
}

fn refund(refund: &Refund) -> Value {
    json!({
        "request_id": refund.request_id,
        "refund_id": refund.refund_id,
        "amount": refund.amount.json(),
        "reason": refund.reason,
        "asked_at": refund.asked_at,
        "at": refund.at,
        "status": refund.status.text(),
    })
}

fn declaration(declaration: &Declaration) -> Value {
    json!({
        "request_id": declaration.request_id,
        "amount": declaration.amount.json(),
        "customs_code": declaration.customs_code,
        "merchant_customs_code": declaration.merchant_customs_code,
        "merchant_customs_name": declaration.merchant_customs_name,
        "split": declaration.split,
        "suborder": declaration.suborder,
        "customs_payment_id": declaration.customs_payment_id,
        "customs_order_id": declaration.customs_order_id,
        "asked_at": declaration.asked_at,
        "status": declaration.status,
        "customs_result_code": declaration.result_code,
        "customs_result_text": declaration.result_text,
        "returned_at": declaration.returned_at,
    })
}
