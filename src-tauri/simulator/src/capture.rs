//! capture: takes the money of an authorised payment.

use serde_json::{Map, Value};

use crate::answer::{Answer, Step};
use crate::capture_rules::{Captures, rule_for};
use crate::clock::iso;
use crate::fields::{self, Field, Kind, may, need};
use crate::ids;
use crate::methods;
use crate::model::{Capture, Payment, Status};
use crate::money::Amount;
use crate::pay::check_step;
use crate::state::{Turn, inconsistent};

const API: &str = "capture";

const CAPTURE: &[Field] = &[
    need("captureRequestId", Kind::Id(64)),
    need("paymentId", Kind::Id(64)),
    need("captureAmount", Kind::Amount),
    may("captureType", Kind::OneOf(&["FINAL", "NON_FINAL"])),
    may("isLastCapture", Kind::Flag),
    may("transit", Kind::Free),
];

pub fn capture(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, CAPTURE)?;
    let request_id = fields::text(body, "captureRequestId").unwrap_or_default().to_owned();
    let payment_id = fields::text(body, "paymentId").unwrap_or_default().to_owned();
    let amount = fields::amount(body, "captureAmount")?;

    if let Some((payment, at)) = turn.state.capture(&request_id) {
        let payment = payment.clone();
        return again(turn, payment, at, &payment_id, &amount);
    }
    let content = format!("{payment_id} {} {}", amount.currency, amount.value);
    if let Some(answer) = turn.heard_before(API, &request_id, &content) {
        return Err(answer);
    }
    // Our own choice where the sources disagree: a capture is the last one only when it says so.
    let last = match (fields::text(body, "captureType"), fields::flag(body, "isLastCapture")) {
        (Some("FINAL"), Some(false)) | (Some("NON_FINAL"), Some(true)) => {
            return Err(Answer::param("captureType and isLastCapture contradict each other"));
        }
        (kind, flag) => kind == Some("FINAL") || flag == Some(true),
    };
    let payment = turn.state.payment_by_id(&payment_id).cloned();
    let mut payment = match allowed(payment, &amount, turn.now) {
        Ok(payment) => payment,
        Err(answer) => return Err(turn.refuse(API, &request_id, &content, answer)),
    };
    let done = !turn.not_final_yet;
    let capture = Capture {
        request_id,
        capture_id: ids::capture_id(turn.now, turn.next_count()),
        amount,
        at: turn.now,
        last,
        status: if done { Status::Success } else { Status::Processing },
        asked: 0,
    };
    let answer = outcome(&payment, &capture);
    turn.effect = done;
    payment.released |= last;
    payment.captures.push(capture);
    turn.save(payment);
    Ok(answer)
}

/// The rules of state, time, currency, count and amount, in this order.
fn allowed(payment: Option<Payment>, amount: &Amount, now: i64) -> Step<Payment> {
    let refuse = |code: &str, what: &str| Err(Answer::refused(code, what));
    let Some(payment) = payment else {
        return refuse("AUTH_NOT_FOUND", "there is no authorised payment with this paymentId");
    };
    match payment.status {
        Status::Cancelled => return refuse("AUTH_CANCELLED", "the authorisation was cancelled"),
        Status::Processing | Status::Pending | Status::Fail => {
            return refuse("ORDER_STATUS_INVALID", "the payment is not authorised");
        }
        Status::Success => {}
    }
    if !payment.manual {
        return refuse("ORDER_STATUS_INVALID", "the payment is captured automatically");
    }
    if payment.auth_expires_at.is_none_or(|end| now > end) {
        return refuse("AUTH_EXPIRED", "the authorisation has expired");
    }
    if amount.currency != payment.amount.currency {
        return refuse("CURRENCY_NOT_SUPPORT", "captureAmount must be in the currency of the payment");
    }
    if payment.released {
        return refuse("ORDER_STATUS_INVALID", "the last capture was made; the rest was released");
    }
    let rule = rule_for(&payment);
    let captured = payment.capturing();
    if captured > 0 && rule.is_none_or(|rule| rule.captures == Captures::One) {
        return refuse("MULTI_CAPTURE_NOT_SUPPORTED", "this payment can be captured once only");
    }
    if captured.saturating_add(amount.value) > payment.amount.value {
        return refuse(
            "CAPTURE_AMOUNT_EXCEED_AUTH_LIMIT",
            "captureAmount is above what is left of the authorisation",
        );
    }
    if amount.value != payment.amount.value && rule.is_none_or(|rule| !rule.partial) {
        // Our own choice of code: the sources name the rule, not its refusal.
        return Err(Answer::param("captureAmount must be the full authorised amount with this card"));
    }
    if let Some(method) = methods::find(&payment.method) {
        check_step(method, amount, "captureAmount")?;
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
    let Some(capture) = payment.captures.get_mut(at) else {
        return Err(Answer::refused("SYSTEM_ERROR", "the capture is not in the books"));
    };
    if payment.payment_id != payment_id || capture.amount != *amount {
        return Err(inconsistent(API));
    }
    let pushed = capture.status == Status::Processing && !turn.not_final_yet;
    if pushed {
        capture.status = Status::Success;
        capture.at = turn.now;
    }
    let capture = capture.clone();
    let answer = outcome(&payment, &capture);
    if pushed {
        turn.effect = true;
        turn.save(payment);
    }
    Ok(answer)
}

fn outcome(payment: &Payment, capture: &Capture) -> Answer {
    let answer = match capture.status {
        Status::Success => Answer::success(),
        _ => Answer::unknown("CAPTURE_IN_PROCESS", "the capture is being processed"),
    };
    let time = (capture.status == Status::Success).then(|| iso(capture.at));
    answer
        .with("captureRequestId", capture.request_id.clone())
        .with("captureId", capture.capture_id.clone())
        .with("paymentId", payment.payment_id.clone())
        .with("captureAmount", capture.amount.json())
        .maybe("captureTime", time)
}
