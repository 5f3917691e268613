//! refund and inquiryRefund: money back to the buyer.

use serde_json::{Map, Value};

use crate::answer::{Answer, Step, Word};
use crate::clock::{DAY, iso};
use crate::fields::{self, Field, Kind, may, need};
use crate::ids;
use crate::methods::{self, RefundMode};
use crate::model::{Payment, Refund, Status};
use crate::money::Amount;
use crate::pay::{check_step, lapse};
use crate::state::{Turn, inconsistent};

const API: &str = "refund";

const REFUND: &[Field] = &[
    need("refundRequestId", Kind::PlainId(64)),
    need("paymentId", Kind::Id(64)),
    need("refundAmount", Kind::Amount),
    may("captureId", Kind::Id(64)),
    may("referenceRefundId", Kind::Text(64)),
    may("refundReason", Kind::Text(256)),
    may("refundNotifyUrl", Kind::Url(1024)),
    may("isAsyncRefund", Kind::Flag),
    may("metadata", Kind::Text(2048)),
    may("extendInfo", Kind::Text(2048)),
];

const INQUIRY: &[Field] = &[
    may("refundRequestId", Kind::PlainId(64)),
    may("refundId", Kind::PlainId(64)),
    may("merchantAccountId", Kind::Text(32)),
];

pub fn refund(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, REFUND)?;
    let request_id = fields::text(body, "refundRequestId").unwrap_or_default().to_owned();
    let payment_id = fields::text(body, "paymentId").unwrap_or_default().to_owned();
    let capture_id = fields::text(body, "captureId").map(str::to_owned);
    let amount = fields::amount(body, "refundAmount")?;

    if let Some((payment, at)) = turn.state.refund(&request_id) {
        let payment = payment.clone();
        return again(turn, payment, at, &payment_id, &amount);
    }
    let content = format!("{payment_id} {} {}", amount.currency, amount.value);
    if let Some(answer) = turn.heard_before(API, &request_id, &content) {
        return Err(answer);
    }
    let mut payment = match allowed(turn, &payment_id, capture_id.as_deref(), &amount) {
        Ok(payment) => payment,
        Err(answer) => return Err(turn.refuse(API, &request_id, &content, answer)),
    };
    let slow_method = methods::find(&payment.method).is_some_and(|method| method.refund == RefundMode::Async);
    let done = !slow_method && !turn.not_final_yet;
    let refund = Refund {
        request_id,
        refund_id: ids::refund_id(turn.now, turn.next_count()),
        capture_id,
        amount,
        reason: fields::text(body, "refundReason").unwrap_or_default().to_owned(),
        asked_at: turn.now,
        at: done.then_some(turn.now),
        status: if done { Status::Success } else { Status::Processing },
        asked: 0,
    };
    let answer = outcome(&payment, &refund);
    turn.effect = done;
    payment.refunds.push(refund);
    turn.save(payment);
    Ok(answer)
}

fn allowed(
    turn: &mut Turn<'_>,
    payment_id: &str,
    capture_id: Option<&str>,
    amount: &Amount,
) -> Step<Payment> {
    let refuse = |code: &str, what: &str| Err(Answer::refused(code, what));
    let Some(mut payment) = turn.state.payment_by_id(payment_id).cloned() else {
        return refuse("ORDER_NOT_EXIST", "there is no payment with this paymentId");
    };
    lapse(turn, &mut payment);
    match payment.status {
        Status::Cancelled => return refuse("ORDER_IS_CANCELED", "the payment was cancelled"),
        Status::Fail if payment.code == "ORDER_IS_CLOSED" => {
            return refuse("ORDER_IS_CLOSED", "the payment was closed unpaid");
        }
        Status::Processing | Status::Pending | Status::Fail => {
            return refuse("ORDER_STATUS_INVALID", "the payment was not successful");
        }
        Status::Success => {}
    }
    if amount.currency != payment.amount.currency {
        return refuse("CURRENCY_NOT_SUPPORT", "refundAmount must be in the currency of the payment");
    }
    if payment.is_authorisation() && payment.captured() == 0 {
        return refuse("ORDER_STATUS_INVALID", "nothing of this payment is captured; cancel it instead");
    }
    if let Some(method) = methods::find(&payment.method) {
        if payment.paid_at.is_none_or(|paid| turn.now > paid + method.refund_days * DAY) {
            return refuse("REFUND_WINDOW_EXCEED", "the time for refunds of this payment is over");
        }
        if let Some(least) = &method.refund_minimum
            && least.currency == amount.currency
            && amount.value < least.value
        {
            return refuse(
                "REFUND_AMOUNT_EXCEED",
                "refundAmount is below the least this payment method refunds",
            );
        }
        check_step(method, amount, "refundAmount")?;
    }
    if let Some(capture_id) = capture_id {
        let Some(capture) =
            payment.captures.iter().find(|c| c.capture_id == capture_id && c.status == Status::Success)
        else {
            return Err(Answer::param("captureId is not a capture of this payment"));
        };
        let before = payment
            .refunds
            .iter()
            .filter(|r| r.status != Status::Fail && r.capture_id.as_deref() == Some(capture_id))
            .fold(0u64, |sum, r| sum.saturating_add(r.amount.value));
        if before.saturating_add(amount.value) > capture.amount.value {
            return refuse("REFUND_AMOUNT_EXCEED", "refundAmount is above what is left of this capture");
        }
    }
    if payment.refunding().saturating_add(amount.value) > payment.refundable_total() {
        return refuse("REFUND_AMOUNT_EXCEED", "refundAmount is above what is left to refund");
    }
    Ok(payment)
}

fn again(
    turn: &mut Turn<'_>,
    mut payment: Payment,
    at: usize,
    payment_id: &str,
    amount: &Amount,
) -> Step<Answer> {
    // Only an answer that was held back is pushed on; a slow method keeps its own pace.
    let slow_method = methods::find(&payment.method).is_some_and(|method| method.refund == RefundMode::Async);
    let Some(refund) = payment.refunds.get_mut(at) else {
        return Err(Answer::refused("SYSTEM_ERROR", "the refund is not in the books"));
    };
    if payment.payment_id != payment_id || refund.amount != *amount {
        return Err(inconsistent(API));
    }
    let pushed = refund.status == Status::Processing && !slow_method && !turn.not_final_yet;
    if pushed {
        refund.status = Status::Success;
        refund.at = Some(turn.now);
    }
    let refund = refund.clone();
    let answer = outcome(&payment, &refund);
    if pushed {
        turn.effect = true;
        turn.save(payment);
    }
    Ok(answer)
}

fn outcome(payment: &Payment, refund: &Refund) -> Answer {
    let answer = match refund.status {
        Status::Success => Answer::success(),
        Status::Fail => return Answer::refused("PROCESS_FAIL", "the refund failed"),
        _ => Answer::unknown("REFUND_IN_PROCESS", "the refund is being processed"),
    };
    answer
        .with("refundRequestId", refund.request_id.clone())
        .with("refundId", refund.refund_id.clone())
        .with("paymentId", payment.payment_id.clone())
        .with("refundAmount", refund.amount.json())
        .maybe("refundTime", refund.at.map(iso))
}

/// inquiryRefund: what became of a refund. A refund on its way arrives at the second inquiry.
pub fn inquiry(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, INQUIRY)?;
    let found = match (fields::text(body, "refundId"), fields::text(body, "refundRequestId")) {
        (Some(id), _) => turn.state.refund_by_id(id),
        (None, Some(id)) => turn.state.refund(id),
        (None, None) => return Err(Answer::param("refundId or refundRequestId is missing")),
    };
    let Some((payment, at)) = found else {
        return Err(Answer::refused("ORDER_NOT_EXIST", "there is no refund with this id"));
    };
    let mut payment = payment.clone();
    let payment_id = payment.payment_id.clone();
    let Some(refund) = payment.refunds.get_mut(at) else {
        return Err(Answer::refused("SYSTEM_ERROR", "the refund is not in the books"));
    };
    if refund.status == Status::Processing {
        refund.asked += 1;
        let arrived = refund.asked > 1;
        if arrived {
            refund.status = Status::Success;
            refund.at = Some(turn.now);
        }
        let (request_id, amount) = (refund.request_id.clone(), refund.amount.clone());
        turn.save(payment.clone());
        if arrived {
            turn.log(API, &request_id, (Some(payment_id), Some(amount)), Word::S, true);
        }
    }
    let Some(refund) = payment.refunds.get(at) else {
        return Err(Answer::refused("SYSTEM_ERROR", "the refund is not in the books"));
    };
    Ok(Answer::success()
        .with("refundStatus", refund.status.text())
        .with("refundId", refund.refund_id.clone())
        .with("refundRequestId", refund.request_id.clone())
        .with("refundAmount", refund.amount.json())
        .maybe("refundTime", refund.at.map(iso)))
}
