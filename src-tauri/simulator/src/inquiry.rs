//! inquiryPayment: what became of a payment, with its captures and refunds.

use serde_json::{Map, Value, json};

use crate::answer::{Answer, Step, Word};
use crate::cancel::named;
use crate::clock::iso;
use crate::fields::{self, Field, Kind, may};
use crate::in_store::wallet_of;
use crate::model::{Payment, Status};
use crate::pay::{card_facts, lapse, settle};
use crate::state::Turn;
use crate::update;

const INQUIRY: &[Field] = &[
    may("paymentId", Kind::Id(64)),
    may("paymentRequestId", Kind::Id(64)),
    may("merchantAccountId", Kind::Text(32)),
];

pub fn inquiry(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, INQUIRY)?;
    if fields::text(body, "paymentId").or(fields::text(body, "paymentRequestId")).is_none() {
        return Err(Answer::param("paymentId or paymentRequestId is missing"));
    }
    let Some(mut payment) = named(turn.state, body).cloned() else {
        return Err(Answer::refused("ORDER_NOT_EXIST", "there is no payment with this id"));
    };
    lapse(turn, &mut payment);
    go_on(turn, &mut payment);
    Ok(describe(&payment))
}

/// What was on its way arrives at the second inquiry.
fn go_on(turn: &mut Turn<'_>, payment: &mut Payment) {
    let id = Some(payment.payment_id.clone());
    let before = payment.clone();
    let mut arrived = Vec::new();
    if payment.is_open() && payment.paid_after.is_some() {
        payment.asked += 1;
        if payment.paid_after.is_some_and(|after| payment.asked > after) {
            settle(turn, payment);
            arrived.push(("pay", payment.request_id.clone(), payment.amount.clone()));
        }
    }
    for capture in payment.captures.iter_mut().filter(|c| c.status == Status::Processing) {
        capture.asked += 1;
        if capture.asked > 1 {
            capture.status = Status::Success;
            capture.at = turn.now;
            arrived.push(("capture", capture.request_id.clone(), capture.amount.clone()));
        }
    }
    let mut raised = payment.amount.clone();
    for update in payment.updates.iter_mut().filter(|u| u.status == Status::Processing) {
        update.asked += 1;
        if update.asked > 1 {
            update.status = Status::Success;
            update.at = turn.now;
            raised = update.amount.clone();
            arrived.push(("updateAmount", update.request_id.clone(), update.amount.clone()));
        }
    }
    payment.amount = raised;
    if *payment != before {
        turn.save(payment.clone());
    }
    for update in &payment.updates {
        if before.updates.iter().any(|was| was.request_id == update.request_id && was.status != update.status)
        {
            update::tell(turn, payment, update);
        }
    }
    for (api, request_id, amount) in arrived {
        turn.log(api, &request_id, (id.clone(), Some(amount)), Word::S, true);
    }
}

fn describe(payment: &Payment) -> Answer {
    let transactions = transactions(payment);
    Answer::success()
        .with("paymentStatus", payment.status.text())
        .with("paymentResultCode", payment.code.clone())
        .with("paymentResultMessage", payment.message.clone())
        .with("paymentRequestId", payment.request_id.clone())
        .with("paymentId", payment.payment_id.clone())
        .with("paymentAmount", payment.amount.json())
        .maybe("paymentMethodType", (!payment.method.is_empty()).then(|| payment.method.clone()))
        .with("paymentCreateTime", iso(payment.created_at))
        .maybe("paymentTime", payment.paid_at.filter(|_| payment.status == Status::Success).map(iso))
        .maybe("authExpiryTime", payment.auth_expires_at.map(iso))
        .maybe(
            "customsDeclarationAmount",
            payment
                .declarable
                .as_ref()
                .filter(|_| payment.status == Status::Success)
                .map(|amount| amount.json()),
        )
        .maybe("pspCustomerInfo", wallet_of(payment))
        .maybe("paymentResultInfo", payment.card.as_ref().map(|card| card_facts(card, payment.manual)))
        .maybe("transactions", (!transactions.is_empty()).then_some(transactions))
}

fn transactions(payment: &Payment) -> Vec<Value> {
    let captures = payment.captures.iter().map(|capture| {
        let time = (capture.status == Status::Success).then_some(capture.at);
        row(
            "CAPTURE",
            [&capture.capture_id, &capture.request_id],
            capture.status,
            capture.amount.json(),
            time,
        )
    });
    let refunds = payment.refunds.iter().map(|refund| {
        row("REFUND", [&refund.refund_id, &refund.request_id], refund.status, refund.amount.json(), refund.at)
    });
    let updates = payment.updates.iter().map(|update| {
        let time = (update.status == Status::Success).then_some(update.at);
        row("INCREMENTAL", [&update.update_id, &update.request_id], update.status, update.amount.json(), time)
    });
    updates.chain(captures).chain(refunds).collect()
}

fn row(kind: &str, [id, request_id]: [&String; 2], status: Status, amount: Value, at: Option<i64>) -> Value {
    let (word, code, message) = match status {
        Status::Success => ("S", "SUCCESS".to_owned(), "success"),
        Status::Fail => ("F", "PROCESS_FAIL".to_owned(), "it failed"),
        _ => ("U", format!("{kind}_IN_PROCESS"), "it is being processed"),
    };
    let mut row = json!({
        "transactionType": kind,
        "transactionId": id,
        "transactionRequestId": request_id,
        "transactionStatus": status.text(),
        "transactionAmount": amount,
        "transactionResult": { "resultCode": code, "resultStatus": word, "resultMessage": message },
    });
    if let (Some(at), Some(row)) = (at, row.as_object_mut()) {
        row.insert("transactionTime".to_owned(), json!(iso(at)));
    }
    row
}
