//! updateAmount: raises the amount of a hold (section 6.11).
//!
//! Accepted is not done: the result stands in inquiryPayment, as a transaction INCREMENTAL. An amount
//! ending in 16 stays in process until asked a second time; one ending in 12 the issuer refuses.

use serde_json::{Map, Value, json};

use crate::answer::{Answer, Step};
use crate::clock::iso;
use crate::fields::{self, Field, Kind, need};
use crate::ids;
use crate::model::{Payment, Status, Update};
use crate::money::Amount;
use crate::notices;
use crate::state::{Turn, inconsistent};

const API: &str = "updateAmount";

/// How often one hold may be raised.
const MOST: usize = 10;

const UPDATE: &[Field] =
    &[need("updateRequestId", Kind::Id(64)), need("paymentId", Kind::Id(64)), need("amount", Kind::Amount)];

pub fn update(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, UPDATE)?;
    let request_id = fields::text(body, "updateRequestId").unwrap_or_default().to_owned();
    let payment_id = fields::text(body, "paymentId").unwrap_or_default().to_owned();
    let amount = fields::amount(body, "amount")?;
    let accepted = |request_id: &str| {
        Answer::success()
            .with("updateRequestId", request_id)
            .with("paymentId", payment_id.clone())
            .with("amount", amount.json())
    };
    if let Some((payment, at)) = turn.state.update(&request_id) {
        let same = payment.payment_id == payment_id
            && payment.updates.get(at).is_some_and(|update| update.amount == amount);
        return if same { Ok(accepted(&request_id)) } else { Err(inconsistent(API)) };
    }
    let content = format!("{payment_id} {} {}", amount.currency, amount.value);
    if let Some(answer) = turn.heard_before(API, &request_id, &content) {
        return Err(answer);
    }
    let payment = turn.state.payment_by_id(&payment_id).cloned();
    let mut payment = match allowed(payment, &amount, turn.now) {
        Ok(payment) => payment,
        Err(answer) => return Err(turn.refuse(API, &request_id, &content, answer)),
    };
    let status = match amount.value % 100 {
        12 => Status::Fail,
        _ if turn.not_final_yet => Status::Processing,
        _ => Status::Success,
    };
    let answer = accepted(&request_id);
    let update = Update {
        request_id,
        update_id: ids::update_id(turn.now, turn.next_count()),
        from: payment.amount.clone(),
        amount: amount.clone(),
        at: turn.now,
        status,
        asked: 0,
    };
    payment.updates.push(update.clone());
    if status == Status::Success {
        payment.amount = amount.clone();
        turn.effect = true;
    }
    turn.save(payment.clone());
    if status != Status::Processing {
        tell(turn, &payment, &update);
    }
    Ok(answer)
}

/// The news of a raise that has its end (section 6.9).
pub fn tell(turn: &mut Turn<'_>, payment: &Payment, update: &Update) {
    let result = match update.status {
        Status::Success => notices::success(),
        _ => json!({
            "resultCode": "PROCESS_FAIL", "resultStatus": "F", "resultMessage": "the issuer refused the raise",
        }),
    };
    let body = json!({
        "notifyType": "UPDATE_AMOUNT_RESULT",
        "result": result,
        "paymentRequestId": payment.request_id,
        "paymentId": payment.payment_id,
        "paymentAmount": payment.amount.json(),
        "paymentCreateTime": iso(payment.created_at),
        "updateRequestId": update.request_id,
    });
    turn.event(turn.now, "UPDATE_AMOUNT_RESULT", body);
}

/// The rules of state, time, contract, count, currency and amount, in this order.
fn allowed(payment: Option<Payment>, amount: &Amount, now: i64) -> Step<Payment> {
    let refuse = |code: &str, what: &str| Err(Answer::refused(code, what));
    let Some(payment) = payment else {
        return refuse("ORDER_NOT_EXIST", "there is no payment with this paymentId");
    };
    match payment.status {
        Status::Cancelled => return refuse("ORDER_IS_CANCELED", "the authorisation was cancelled"),
        Status::Processing | Status::Pending | Status::Fail => {
            return refuse("ORDER_STATUS_INVALID", "the payment is not authorised");
        }
        Status::Success => {}
    }
    if !payment.manual || payment.released || payment.capturing() > 0 {
        return refuse("ORDER_STATUS_INVALID", "the payment is captured, in full or in part");
    }
    if payment.auth_expires_at.is_none_or(|end| now > end) {
        return refuse("ORDER_STATUS_INVALID", "the authorisation has expired");
    }
    if payment.card.as_ref().is_none_or(|card| !card.incremental) {
        return refuse("INCREMENTAL_NOT_SUPPORT", "this authorisation cannot be raised");
    }
    if payment.updates.iter().any(|update| update.status == Status::Processing) {
        return refuse("ORDER_STATUS_INVALID", "another raise of this authorisation is not finished");
    }
    if payment.updates.len() >= MOST {
        return refuse("INCREMENTAL_NOT_SUPPORT", "an authorisation can be raised ten times");
    }
    if amount.currency != payment.amount.currency {
        return refuse("CURRENCY_NOT_SUPPORT", "amount must be in the currency of the payment");
    }
    if amount.value <= payment.amount.value {
        return Err(Answer::param("amount, the new total, must be above the authorised amount"));
    }
    Ok(payment)
}
