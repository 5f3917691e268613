//! What the gateway can be made to tell: news of something that really happened, news that cannot be, and the
//! same news once more. It is kept and signed as all news is, and stands in the feed like any other.

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use crate::answer::Word;
use crate::clock::iso;
use crate::events::Event;
use crate::ids;
use crate::model::{Payment, Status};
use crate::money::Amount;
use crate::notices::{pay_body, success};
use crate::pay::settle;
use crate::pay_agreement::debit;
use crate::state::{State, Turn};

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tale {
    /// A buyer paid an order of the shop's own site.
    Elsewhere,
    /// A payment, told with another amount than it has.
    OtherAmount,
    /// A payment, told in another currency.
    OtherCurrency,
    /// A refund of a payment that is another merchant's.
    OtherMerchant,
    /// A refund of more than was paid.
    Impossible,
    /// The newest news under the number of another event.
    Twice,
}

/// What a buyer of the shop's site pays.
const PAID: u64 = 8_800;

/// Whether there is something to tell it of.
pub fn can_be_told(state: &State, tale: Tale) -> bool {
    match tale {
        Tale::Elsewhere | Tale::OtherMerchant => true,
        Tale::OtherAmount | Tale::OtherCurrency | Tale::Impossible => newest_paid(state).is_some(),
        Tale::Twice => newest(state).is_some(),
    }
}

/// Tells it now; answers the event's body.
pub fn tell(turn: &mut Turn<'_>, tale: Tale) -> Result<Value> {
    if tale == Tale::Elsewhere {
        return pay_elsewhere(turn);
    }
    let now = turn.now;
    let (notify_type, body) = match tale {
        Tale::Twice => {
            let newest = newest(turn.state).context("there is no news yet")?;
            (newest.notify_type.clone(), newest.body.clone())
        }
        Tale::OtherMerchant => {
            let count = turn.next_count();
            let stranger = ids::payment_id(now, count);
            ("REFUND_RESULT".to_owned(), refund(turn, &stranger, &Amount::new("SGD", PAID)))
        }
        Tale::Impossible => {
            let paid = paid(turn.state)?;
            let twice = Amount::new(&paid.amount.currency, paid.amount.value.saturating_mul(2));
            ("REFUND_RESULT".to_owned(), refund(turn, &paid.payment_id, &twice))
        }
        Tale::OtherAmount | Tale::OtherCurrency | Tale::Elsewhere => {
            let mut paid = paid(turn.state)?;
            if tale == Tale::OtherAmount {
                paid.amount.value = paid.amount.value.saturating_add(100);
            } else {
                let other = if paid.amount.currency == "USD" { "EUR" } else { "USD" };
                other.clone_into(&mut paid.amount.currency);
            }
            ("PAYMENT_RESULT".to_owned(), pay_body("PAYMENT_RESULT", &paid, &Map::new()))
        }
    };
    turn.event(now, &notify_type, body.clone());
    Ok(json!({ "told": body }))
}

/// The shop's site takes a payment this desk knows nothing of.
fn pay_elsewhere(turn: &mut Turn<'_>) -> Result<Value> {
    let count = turn.next_count();
    let request_id = format!("SITE-{}", ids::payment_id(turn.now, count));
    let about = (format!("SITE-{count}"), "Tea from the shop's site".to_owned());
    let amount = Amount::new("HKD", PAID);
    let mut payment = debit(turn, &request_id, (&about.0, &about.1), "ALIPAY_HK", amount.clone());
    settle(turn, &mut payment);
    let payment_id = payment.payment_id.clone();
    turn.save(payment);
    turn.log("pay", &request_id, (Some(payment_id), Some(amount)), Word::S, true);
    let told = newest(turn.state).context("a payment that is paid is told")?;
    Ok(json!({ "told": told.body }))
}

/// notifyRefund of a refund nobody asked for here.
fn refund(turn: &mut Turn<'_>, payment_id: &str, amount: &Amount) -> Value {
    let count = turn.next_count();
    json!({
        "notifyType": "REFUND_RESULT",
        "result": success(),
        "refundStatus": "SUCCESS",
        "refundRequestId": format!("STRANGE-{count}"),
        "refundId": ids::refund_id(turn.now, count),
        "paymentId": payment_id,
        "refundAmount": amount.json(),
        "refundTime": iso(turn.now),
    })
}

fn newest(state: &State) -> Option<&Event> {
    state.events.newest_first(i64::MIN, i64::MAX, None).next()
}

fn paid(state: &State) -> Result<Payment> {
    newest_paid(state).cloned().context("there is no paid payment to tell it of")
}

/// The newest payment the shop has in full.
fn newest_paid(state: &State) -> Option<&Payment> {
    let whole = |payment: &&Payment| {
        payment.status == Status::Success && payment.refunds.is_empty() && payment.updates.is_empty()
    };
    state.payments.iter().filter(whole).max_by_key(|payment| payment.created_at)
}
