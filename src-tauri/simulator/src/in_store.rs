//! pay with `IN_STORE_PAYMENT`: the three ways to pay in a store (in-store reference, sections 1 to 4).
//!
//! `PaymentCode`: the cashier scans the buyer's code, made-up digits here. A code has 16 to 24 digits,
//! begins with 25 to 30, works once, and says by its last two digits what the buyer's wallet does:
//!
//! | ends in | what happens |
//! |---|---|
//! | 00 | paid at once |
//! | 01 | the buyer confirms on the phone: `PAYMENT_IN_PROCESS`, paid when asked the third time |
//! | 02 | `EXPIRED_CODE`: let the buyer refresh it |
//! | 03 | `INVALID_PAYMENT_CODE` |
//! | 04 | `USER_BALANCE_NOT_ENOUGH` |
//! | 05 | never answers finally: in process until it is cancelled |
//! | 06 | `RISK_REJECT` |
//! | others | paid at once |
//!
//! `288123456789012300` is one that is paid; any digits between make another. 24 digits with `801` at
//! positions 4 to 6 are a PayPay code in JPY, `003` there an MPay code in MOP; everything else is Alipay.
//!
//! `OrderCode` answers the text of a code the buyer scans, `EntryCode` the address the buyer is sent to.
//! Both wait for the buyer, who is played at `/practice/checkout` or `/practice/act`.

use serde_json::{Map, Value, json};

use crate::answer::{Answer, Step};
use crate::clock::{DAY, MINUTE, iso, read_request_time};
use crate::fields;
use crate::ids;
use crate::in_store_form::IN_STORE;
use crate::limits;
use crate::model::{InStore, Payment, Scenario, Status};
use crate::money::Amount;
use crate::pay::{basics, decline, lapse, settle};
use crate::state::{Turn, inconsistent};

const API: &str = "pay";
const METHOD: &str = "CONNECT_WALLET";

/// A payment that waits for ever: only a cancel ends it.
const NEVER: i64 = i64::MAX;

pub fn pay(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, IN_STORE)?;
    let text = |path: &str| fields::text(body, path).unwrap_or_default();
    let request_id = text("paymentRequestId").to_owned();
    let amount = fields::amount(body, "paymentAmount")?;
    let scenario = read_scenario(body)?;
    let code = text("paymentMethod.paymentMethodId");
    let token_mark = if code.is_empty() { String::new() } else { turn.mark(code) };

    if let Some(payment) = turn.state.payment_by_request(&request_id).cloned() {
        let same_scenario = payment.in_store.as_ref().is_some_and(|store| store.scenario == scenario);
        if !same_scenario || payment.amount != amount || payment.token_mark != token_mark {
            return Err(inconsistent(API));
        }
        return Ok(again(turn, payment));
    }
    let content = format!("{} {} {scenario:?} {token_mark}", amount.currency, amount.value);
    if let Some(answer) = turn.heard_before(API, &request_id, &content) {
        return Err(answer);
    }
    check_together(body, &amount, turn.now)?;
    let (merchant, store) =
        (text("order.merchant.referenceMerchantId"), text("order.merchant.store.referenceStoreId"));
    if turn.state.is_turned_away(merchant, store) {
        let answer =
            Answer::refused("MERCHANT_NOT_REGISTERED", "the registration of this merchant was rejected");
        return Err(turn.refuse(API, &request_id, &content, answer));
    }
    if limits::exceeded(METHOD, &amount) {
        let answer =
            Answer::refused("PAYMENT_AMOUNT_EXCEED_LIMIT", "the amount is above the limit for one payment");
        return Err(turn.refuse(API, &request_id, &content, answer));
    }

    let reused = !code.is_empty() && turn.state.was_scanned(&token_mark);
    let count = turn.next_count();
    let expires_at = fields::text(body, "paymentExpiryTime").and_then(read_request_time);
    let usual = if scenario == Scenario::Presented { 10 * MINUTE } else { 3 * MINUTE };
    let mut payment = Payment {
        order_number: text("order.referenceOrderId").to_owned(),
        description: text("order.orderDescription").to_owned(),
        token_mark,
        paid_after: None,
        expires_at: Some(expires_at.unwrap_or(turn.now.saturating_add(usual))),
        in_store: Some(InStore {
            scenario,
            wallet: wallet(code, &amount.currency).to_owned(),
            merchant: merchant.to_owned(),
            store: store.to_owned(),
        }),
        ..Payment::begun(&request_id, ids::payment_id(turn.now, count), amount, METHOD, turn.now)
    };
    if let Some((code, message)) = decline(&payment, "") {
        payment.fail(code, message);
    } else if scenario == Scenario::Presented {
        if reused {
            payment
                .fail("INVALID_PAYMENT_CODE", "this code was used before; the buyer has to show a new one");
        } else {
            present(turn, &mut payment, code);
        }
    }
    let answer = outcome(turn, &payment);
    turn.save(payment);
    Ok(answer)
}

fn read_scenario(body: &Map<String, Value>) -> Step<Scenario> {
    let code = fields::text(body, "paymentMethod.paymentMethodId").is_some();
    let scenario = match fields::text(body, "paymentFactor.inStorePaymentScenario") {
        Some("PaymentCode") if !code => {
            return Err(Answer::param("paymentMethod.paymentMethodId, the scanned code, is missing"));
        }
        Some("PaymentCode") => return Ok(Scenario::Presented),
        Some("OrderCode") => Scenario::Order,
        _ => Scenario::Entry,
    };
    if code {
        return Err(Answer::param("paymentMethod.paymentMethodId belongs to PaymentCode only"));
    }
    if scenario == Scenario::Entry && fields::text(body, "order.env.userAgent").is_none() {
        return Err(Answer::param("order.env.userAgent is missing; EntryCode needs it"));
    }
    Ok(scenario)
}

/// Rules that need more than one field, or more than a length.
fn check_together(body: &Map<String, Value>, amount: &Amount, now: i64) -> Step<()> {
    if fields::amount(body, "order.orderAmount")?.currency != amount.currency {
        return Err(Answer::param("order.orderAmount and paymentAmount have different currencies"));
    }
    for path in ["order.merchant.merchantMCC", "order.merchant.store.storeMCC"] {
        let code = fields::text(body, path).unwrap_or_default();
        if code.len() != 4 || !code.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Answer::param(&format!("{path} must be a merchant category code of four digits")));
        }
    }
    if let Some(expiry) = fields::text(body, "paymentExpiryTime").and_then(read_request_time)
        && (expiry <= now || expiry > now.saturating_add(2 * DAY))
    {
        return Err(Answer::param("paymentExpiryTime must lie within the next 48 hours"));
    }
    Ok(())
}

/// The wallet a code belongs to (section 2, "The scanned code").
fn wallet(code: &str, currency: &str) -> &'static str {
    match (currency, code.get(3..6)) {
        ("JPY", Some("801")) if code.len() == 24 => "PAYPAY",
        ("MOP", Some("003")) => "MPAY",
        _ => "ALIPAY_CN",
    }
}

/// The buyer's wallet answers, as the code's last two digits say.
fn present(turn: &mut Turn<'_>, payment: &mut Payment, code: &str) {
    let digits = (16..=24).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    let prefix = code.get(..2).and_then(|prefix| prefix.parse::<u8>().ok());
    if !digits || !prefix.is_some_and(|prefix| (25..=30).contains(&prefix)) {
        payment.fail("INVALID_PAYMENT_CODE", "a payment code has 16 to 24 digits and begins with 25 to 30");
        return;
    }
    match code.get(code.len().saturating_sub(2)..).unwrap_or_default() {
        "01" => payment.paid_after = Some(2),
        "02" => payment.fail("EXPIRED_CODE", "the code has expired; the buyer has to refresh it"),
        "03" => payment.fail("INVALID_PAYMENT_CODE", "no wallet knows this code"),
        "04" => payment.fail("USER_BALANCE_NOT_ENOUGH", "the buyer's balance is too low"),
        "05" => payment.expires_at = Some(NEVER),
        "06" => payment.fail("RISK_REJECT", "risk control refused the payment"),
        _ if turn.not_final_yet => payment.paid_after = Some(1),
        _ => {
            settle(turn, payment);
            turn.effect = true;
        }
    }
}

/// The same request once more.
fn again(turn: &mut Turn<'_>, mut payment: Payment) -> Answer {
    lapse(turn, &mut payment);
    // One inquiry would have done: the answer was only held back, so a repeat pushes it to its end.
    if payment.is_open() && payment.paid_after == Some(1) && !turn.not_final_yet {
        settle(turn, &mut payment);
        turn.effect = true;
        turn.save(payment.clone());
    }
    outcome(turn, &payment)
}

fn outcome(turn: &Turn<'_>, payment: &Payment) -> Answer {
    let scenario = payment.in_store.as_ref().map_or(Scenario::Presented, |store| store.scenario);
    let answer = match (payment.status, scenario) {
        (Status::Fail, _) => return Answer::refused(&payment.code, &payment.message),
        (Status::Cancelled, _) if payment.paid_at.is_none() => {
            return Answer::refused("ORDER_IS_CANCELED", "the payment was cancelled before it was paid");
        }
        (Status::Processing | Status::Pending, Scenario::Presented) => {
            let what = "the buyer has to confirm on the phone";
            return basics(Answer::unknown("PAYMENT_IN_PROCESS", what), payment);
        }
        // For a code of ours success means that it was made, whatever the buyer did since.
        (_, Scenario::Order) => Answer::success().with("orderCodeForm", order_code(turn, payment)),
        (_, Scenario::Entry) => Answer::success()
            .with("redirectActionForm", json!({ "method": "GET", "redirectUrl": turn.page_of(payment) })),
        (_, Scenario::Presented) => Answer::success()
            .with("actualPaymentAmount", payment.amount.json())
            .maybe("paymentTime", payment.paid_at.map(iso))
            .maybe("pspCustomerInfo", wallet_of(payment)),
    };
    basics(answer, payment)
}

/// The code a screen shows (section 3).
fn order_code(turn: &Turn<'_>, payment: &Payment) -> Value {
    json!({
        "paymentMethodType": METHOD,
        "expireTime": iso(payment.closes_at()),
        "codeDetails": [
            { "codeValueType": "QRCODE", "codeValue": turn.page_of(payment), "displayType": "TEXT" }
        ],
    })
}

/// Who paid, once somebody did.
pub fn wallet_of(payment: &Payment) -> Option<Value> {
    let store = payment.in_store.as_ref().filter(|_| payment.paid_at.is_some())?;
    Some(json!({ "pspName": store.wallet, "displayCustomerId": "186******88" }))
}
