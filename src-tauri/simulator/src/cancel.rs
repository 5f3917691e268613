//! cancel: takes a whole payment back before the money is final.

use serde_json::{Map, Value};

use crate::answer::{Answer, Step};
use crate::clock::{DAY, iso, wallet_cancel_end};
use crate::fields::{self, Field, Kind, may};
use crate::methods::{self, CancelRule};
use crate::model::{Payment, Status};
use crate::pay::lapse;
use crate::state::{State, Turn};

const CANCEL: &[Field] = &[
    may("paymentId", Kind::Id(64)),
    may("paymentRequestId", Kind::Id(64)),
    may("merchantAccountId", Kind::Text(32)),
];

/// The payment a request names; paymentId wins over paymentRequestId.
pub fn named<'a>(state: &'a State, body: &Map<String, Value>) -> Option<&'a Payment> {
    match fields::text(body, "paymentId") {
        Some(id) => state.payment_by_id(id),
        None => state.payment_by_request(fields::text(body, "paymentRequestId")?),
    }
}

pub fn cancel(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, CANCEL)?;
    if fields::text(body, "paymentId").or(fields::text(body, "paymentRequestId")).is_none() {
        return Err(Answer::param("paymentId or paymentRequestId is missing"));
    }
    let Some(mut payment) = named(turn.state, body).cloned() else {
        return Err(Answer::refused("ORDER_NOT_EXIST", "there is no payment with this id"));
    };
    lapse(turn, &mut payment);
    if payment.status != Status::Cancelled {
        allowed(&payment, turn.now)?;
        payment.status = Status::Cancelled;
        payment.code = "ORDER_IS_CANCELED".to_owned();
        payment.message = "the payment was cancelled".to_owned();
        payment.cancelled_at = Some(turn.now);
        turn.effect = true;
        turn.save(payment.clone());
    }
    Ok(Answer::success()
        .with("paymentId", payment.payment_id.clone())
        .with("paymentRequestId", payment.request_id.clone())
        .maybe("cancelTime", payment.cancelled_at.map(iso)))
}

fn allowed(payment: &Payment, now: i64) -> Step<()> {
    let refuse = |code: &str, what: &str| Err(Answer::refused(code, what));
    let rule = match methods::find(&payment.method) {
        Some(method) => method.cancel,
        // The buyer of a session has not chosen yet.
        None if payment.session.is_some() => CancelRule::UntilPaid,
        None => CancelRule::None,
    };
    if payment.status == Status::Fail {
        return refuse("ORDER_STATUS_INVALID", "the payment failed; there is nothing to cancel");
    }
    if payment.refunding() > 0 {
        return refuse("PROCESS_FAIL", "the payment was refunded, in full or in part");
    }
    if payment.capturing() > 0 {
        return refuse("ORDER_STATUS_INVALID", "the payment is captured; refund it instead");
    }
    let too_late =
        || refuse("CANCEL_WINDOW_EXCEED", "the time to cancel this payment is over, or its method has none");
    let Some(paid) = payment.paid_at else {
        return if rule == CancelRule::None { too_late() } else { Ok(()) };
    };
    let end = match rule {
        CancelRule::None | CancelRule::UntilPaid => return too_late(),
        CancelRule::Card | CancelRule::SevenDays => paid + 7 * DAY,
        CancelRule::NextDay => wallet_cancel_end(paid),
    };
    if now > end { too_late() } else { Ok(()) }
}
