//! pay with AGREEMENT_PAYMENT: a debit the buyer agreed to before, final at once (section 6 of the
//! auto debit reference).

use serde_json::{Map, Value, json};

use crate::agreement_calls::may_debit;
use crate::answer::{Answer, Step};
use crate::clock::{MINUTE, read_request_time};
use crate::fields::{self, Field, Kind, may, need};
use crate::ids;
use crate::methods;
use crate::model::{Payment, Status};
use crate::money::{Amount, is_known};
use crate::pay::{check_step, outcome, settle};
use crate::pay_form::ORDER;
use crate::state::{Turn, inconsistent};

const API: &str = "pay";

/// A debit whose amount ends in these digits meets an empty wallet.
pub const NO_BALANCE: u64 = 11;

const DEBIT: &[Field] = &[
    need("productCode", Kind::OneOf(&["AGREEMENT_PAYMENT"])),
    need("paymentRequestId", Kind::Id(64)),
    need("order", Kind::Object(ORDER)),
    need("paymentAmount", Kind::Amount),
    need(
        "paymentMethod",
        Kind::Object(&[
            need("paymentMethodType", Kind::Text(64)),
            need("paymentMethodId", Kind::Id(128)),
            may("extendInfo", Kind::Text(2048)),
        ]),
    ),
    need("settlementStrategy", Kind::Object(&[need("settlementCurrency", Kind::Text(3))])),
    may("paymentExpiryTime", Kind::Time),
    may("paymentNotifyUrl", Kind::Url(2048)),
    may("paymentRedirectUrl", Kind::Url(2048)),
    may("creditPayPlan", Kind::Free),
    may("env", Kind::Free),
    may("merchantRegion", Kind::Text(2)),
    may("merchantAccountId", Kind::Text(32)),
    may("appId", Kind::Text(32)),
    may("metadata", Kind::Text(2048)),
    may("extendInfo", Kind::Text(2048)),
];

pub fn pay(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, DEBIT)?;
    let request_id = fields::text(body, "paymentRequestId").unwrap_or_default().to_owned();
    let amount = fields::amount(body, "paymentAmount")?;
    let wallet = fields::text(body, "paymentMethod.paymentMethodType").unwrap_or_default().to_owned();
    let token = fields::text(body, "paymentMethod.paymentMethodId").unwrap_or_default();
    let token_mark = turn.mark(token);

    if let Some(mut payment) = turn.state.payment_by_request(&request_id).cloned() {
        if payment.amount != amount || payment.method != wallet || payment.token_mark != token_mark {
            return Err(inconsistent(API));
        }
        if payment.is_open() && !turn.not_final_yet {
            settle(turn, &mut payment);
            turn.effect = true;
            turn.save(payment.clone());
        }
        return Ok(final_answer(turn, &payment));
    }
    let content = format!("{} {} {wallet} {token_mark}", amount.currency, amount.value);
    if let Some(answer) = turn.heard_before(API, &request_id, &content) {
        return Err(answer);
    }
    if let Err(answer) = allowed(turn, body, (&wallet, token), &amount) {
        return Err(turn.refuse(API, &request_id, &content, answer));
    }
    let order = (
        fields::text(body, "order.referenceOrderId").unwrap_or_default(),
        fields::text(body, "order.orderDescription").unwrap_or_default(),
    );
    let mut payment = debit(turn, &request_id, order, &wallet, amount);
    payment.token_mark = token_mark;
    if payment.amount.value % 100 == NO_BALANCE {
        payment.status = Status::Fail;
        payment.code = "USER_BALANCE_NOT_ENOUGH".to_owned();
        payment.message = "the buyer's balance is too small".to_owned();
    } else if !turn.not_final_yet {
        settle(turn, &mut payment);
        turn.effect = true;
    }
    let answer = final_answer(turn, &payment);
    turn.save(payment);
    Ok(answer)
}

/// Rules that need more than one field, and the agreement.
fn allowed(
    turn: &Turn<'_>,
    body: &Map<String, Value>,
    (wallet, token): (&str, &str),
    amount: &Amount,
) -> Step<()> {
    if !is_known(fields::text(body, "settlementStrategy.settlementCurrency").unwrap_or_default()) {
        return Err(Answer::param("settlementStrategy.settlementCurrency is not a currency"));
    }
    if let Some(expiry) = fields::text(body, "paymentExpiryTime").and_then(read_request_time)
        && !(turn.now..=turn.now.saturating_add(MINUTE)).contains(&expiry)
    {
        return Err(Answer::param("paymentExpiryTime must lie within the next minute"));
    }
    let Some(method) = methods::find(wallet) else {
        return Err(Answer::refused("NO_PAY_OPTIONS", "paymentMethodType is not offered in practice"));
    };
    may_debit(turn, token, wallet)?;
    if method.currency.as_ref().is_some_and(|currency| *currency != amount.currency) {
        return Err(Answer::refused("CURRENCY_NOT_SUPPORT", "the wallet does not pay in this currency"));
    }
    check_step(method, amount, "paymentAmount")
}

/// A debit that is not decided yet.
pub fn debit(
    turn: &mut Turn<'_>,
    request_id: &str,
    (order_number, description): (&str, &str),
    wallet: &str,
    amount: Amount,
) -> Payment {
    let count = turn.next_count();
    let payment_id = ids::payment_id(turn.now, count);
    Payment {
        order_number: order_number.to_owned(),
        description: description.to_owned(),
        ..Payment::begun(request_id, payment_id, amount, wallet, turn.now)
    }
}

/// There is no page to send the buyer to.
fn final_answer(turn: &Turn<'_>, payment: &Payment) -> Answer {
    let mut answer = outcome(turn, payment);
    answer.fields.remove("normalUrl");
    if payment.status == Status::Success {
        answer = answer.with("pspCustomerInfo", json!({ "pspName": payment.method }));
    }
    answer
}
