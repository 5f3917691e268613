//! pay: creates a payment, or says again what became of it.

use serde_json::{Map, Value, json};

use crate::answer::{Answer, Step, Word};
use crate::clock::{DAY, iso, read_request_time};
use crate::fields;
use crate::ids;
use crate::in_store;
use crate::limits;
use crate::methods::{self, Method};
use crate::model::{Capture, Card, Payment, Status};
use crate::money::{Amount, to_cny};
use crate::pay_agreement;
use crate::pay_form::PAY;
use crate::state::{Turn, inconsistent};

const API: &str = "pay";

/// Brands a practice card token may name.
const BRANDS: &[&str] = &["VISA", "MASTERCARD", "AMEX", "JCB", "DINERS", "DISCOVER", "MAESTRO", "CUP"];

/// Each product has its own form and its own file.
pub fn pay(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    match fields::text(body, "productCode") {
        Some("IN_STORE_PAYMENT") => in_store::pay(turn, body),
        Some("AGREEMENT_PAYMENT") => pay_agreement::pay(turn, body),
        _ => cashier(turn, body),
    }
}

/// `CASHIER_PAYMENT` (section 6.2).
fn cashier(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, PAY)?;
    let request_id = fields::text(body, "paymentRequestId").unwrap_or_default().to_owned();
    let amount = fields::amount(body, "paymentAmount")?;
    let method = fields::text(body, "paymentMethod.paymentMethodType").unwrap_or_default();
    let token = fields::text(body, "paymentMethod.paymentMethodId").unwrap_or_default();
    let token_mark = if token.is_empty() { String::new() } else { turn.mark(token) };

    if let Some(payment) = turn.state.payment_by_request(&request_id).cloned() {
        let other_product = payment.in_store.is_some() || payment.session.is_some();
        if other_product
            || *payment.asked_for() != amount
            || payment.method != method
            || payment.token_mark != token_mark
        {
            return Err(inconsistent(API));
        }
        return Ok(again(turn, payment));
    }
    let content = format!("{} {} {method} {token_mark}", amount.currency, amount.value);
    if let Some(answer) = turn.heard_before(API, &request_id, &content) {
        return Err(answer);
    }
    let Some(method) = methods::find(method) else {
        let answer = Answer::refused(
            "PAYMENT_METHOD_NOT_SUPPORTED",
            "paymentMethod.paymentMethodType is not offered in practice",
        );
        return Err(turn.refuse(API, &request_id, &content, answer));
    };
    check_together(body, method, &amount, turn.now)?;
    if limits::exceeded(&method.name, &amount) {
        let answer =
            Answer::refused("PAYMENT_AMOUNT_EXCEED_LIMIT", "the amount is above the limit for one payment");
        return Err(turn.refuse(API, &request_id, &content, answer));
    }
    let card = read_card(body, method, token)?;
    let manual = fields::text(body, "paymentFactor.captureMode") == Some("MANUAL");

    let count = turn.next_count();
    let needs_declaration = fields::flag(body, "order.needDeclaration").unwrap_or(false);
    let practice = fields::text(body, "paymentMethod.paymentMethodMetaData.practice");
    let (redirect, page) = (practice == Some("redirect"), practice == Some("page"));
    let mut payment = Payment {
        order_number: fields::text(body, "order.referenceOrderId").unwrap_or_default().to_owned(),
        description: fields::text(body, "order.orderDescription").unwrap_or_default().to_owned(),
        declarable: if method.name == "ALIPAY_CN" && needs_declaration { to_cny(&amount) } else { None },
        token_mark,
        card,
        manual,
        needs_declaration,
        redirect: redirect || page,
        // A page somebody really opens waits for its buyer; the other one is paid by itself.
        paid_after: if page { None } else { Some(1) },
        expires_at: fields::text(body, "paymentExpiryTime").and_then(read_request_time),
        ..Payment::begun(&request_id, ids::payment_id(turn.now, count), amount, &method.name, turn.now)
    };
    if let Some((code, message)) = decline(&payment, token) {
        payment.fail(code, message);
    } else if !payment.redirect && !turn.not_final_yet {
        settle(turn, &mut payment);
        turn.effect = true;
    }
    let answer = outcome(turn, &payment);
    turn.save(payment);
    Ok(answer)
}

/// Rules that need more than one field.
fn check_together(body: &Map<String, Value>, method: &Method, amount: &Amount, now: i64) -> Step<()> {
    let refuse = |what: &str| Err(Answer::param(what));
    if let Some(order) = fields::at(body, "order.orderAmount").and_then(|v| Amount::read(v).ok())
        && order.currency != amount.currency
    {
        return refuse("order.orderAmount and paymentAmount have different currencies");
    }
    check_step(method, amount, "paymentAmount")?;
    if let (Some(longest), Some(url)) =
        (method.redirect_url_longest, fields::text(body, "paymentRedirectUrl"))
        && url.chars().count() > longest
    {
        return refuse(&format!(
            "paymentRedirectUrl is longer than {longest} characters, the limit of {}",
            method.name
        ));
    }
    match fields::text(body, "paymentFactor.captureMode") {
        None | Some("AUTOMATIC") => {}
        Some("MANUAL") if method.manual_capture => {}
        Some("MANUAL") => {
            return refuse("paymentFactor.captureMode MANUAL does not exist for this payment method");
        }
        Some(_) => return refuse("paymentFactor.captureMode must be AUTOMATIC or MANUAL"),
    }
    match fields::text(body, "env.terminalType") {
        Some("APP" | "WAP") if fields::text(body, "env.osType").is_none() => {
            return refuse("env.osType is missing");
        }
        Some("MINI_APP") if fields::text(body, "appId").is_none() => {
            return refuse("appId is missing");
        }
        _ => {}
    }
    if method.name == "CARD" && fields::text(body, "env.clientIp").is_none() {
        return refuse("env.clientIp is missing; cards need it");
    }
    if let Some(expiry) = fields::text(body, "paymentExpiryTime").and_then(read_request_time)
        && !(now..=now + 2 * DAY).contains(&expiry)
    {
        return refuse("paymentExpiryTime must lie within the next 48 hours");
    }
    Ok(())
}

/// Some methods take round amounts only.
pub fn check_step(method: &Method, amount: &Amount, field: &str) -> Step<()> {
    match &method.value_step {
        Some(step) if step.currency == amount.currency && !amount.value.is_multiple_of(step.value.max(1)) => {
            Err(Answer::param(&format!(
                "{field}.value must be a multiple of {} with {}",
                step.value, method.name
            )))
        }
        _ => Ok(()),
    }
}

/// Reads a token such as `PRACTICE_CARD_VISA_4242` or `PRACTICE_CARD_VISA_4242_US`; with `_INCREMENTAL`
/// at its end the amount of a hold may be raised.
fn read_card(body: &Map<String, Value>, method: &Method, token: &str) -> Step<Option<Card>> {
    if method.name != "CARD" {
        return Ok(None);
    }
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    let is_number = digits >= 12 && token.bytes().all(|b| b.is_ascii_digit() || b == b' ' || b == b'-');
    let meta = fields::at(body, "paymentMethod.paymentMethodMetaData").and_then(Value::as_object);
    if is_number || meta.is_some_and(|meta| meta.contains_key("cardNo") || meta.contains_key("cvv")) {
        return Err(Answer::param("paymentMethod: practice takes tokens only, never card numbers"));
    }
    if token.is_empty() {
        return Err(Answer::param("paymentMethod.paymentMethodId is missing: practice takes tokens only"));
    }
    let (token, incremental) = match token.strip_suffix("_INCREMENTAL") {
        Some(token) => (token, true),
        None => (token, false),
    };
    let card = |brand: &str, last_four: &str, country: &str| {
        Ok(Some(Card {
            brand: brand.to_owned(),
            last_four: last_four.to_owned(),
            issuing_country: country.to_owned(),
            incremental,
        }))
    };
    let Some(rest) = token.strip_prefix("PRACTICE_CARD_") else {
        return card("VISA", "4242", "SG");
    };
    let parts: Vec<&str> = rest.split('_').collect();
    match parts.as_slice() {
        ["DECLINED"] => card("VISA", "0002", "SG"),
        [brand, last_four, country @ ..]
            if BRANDS.contains(brand)
                && last_four.len() == 4
                && last_four.bytes().all(|b| b.is_ascii_digit()) =>
        {
            card(brand, last_four, country.first().copied().unwrap_or("SG"))
        }
        _ => Err(Answer::param(
            "paymentMethod.paymentMethodId is not a practice card such as PRACTICE_CARD_VISA_4242",
        )),
    }
}

/// A payment refused whatever its method.
pub fn decline(payment: &Payment, token: &str) -> Option<(&'static str, &'static str)> {
    if payment.amount.value == 11 {
        return Some(("RISK_REJECT", "risk control refused the payment"));
    }
    if token == "PRACTICE_CARD_DECLINED" {
        return Some(("DO_NOT_HONOR", "the issuer declined the card"));
    }
    None
}

/// The buyer paid, or the issuer holds the money; what needs no capture call is captured at once.
pub fn settle(turn: &mut Turn<'_>, payment: &mut Payment) {
    payment.pay(turn.now);
    if payment.card.is_some() && !payment.manual {
        let count = turn.next_count();
        payment.captures.push(Capture {
            request_id: ids::automatic_capture_request_id(turn.now, count),
            capture_id: ids::capture_id(turn.now, count),
            amount: payment.amount.clone(),
            at: turn.now,
            last: true,
            status: Status::Success,
            asked: 0,
        });
        payment.released = true;
    }
}

/// An open payment whose time is over closes by itself.
pub fn lapse(turn: &mut Turn<'_>, payment: &mut Payment) {
    if payment.is_open() && turn.now > payment.closes_at() {
        payment.fail("ORDER_IS_CLOSED", "the buyer did not pay in time");
        turn.save(payment.clone());
    }
}

/// The same request once more.
fn again(turn: &mut Turn<'_>, mut payment: Payment) -> Answer {
    lapse(turn, &mut payment);
    let waits_for_buyer = payment.redirect || payment.paid_after.is_none();
    if payment.is_open() && !waits_for_buyer && !turn.not_final_yet {
        // After an unknown outcome a repeat pushes the payment to its end.
        settle(turn, &mut payment);
        turn.effect = true;
        turn.save(payment.clone());
    }
    outcome(turn, &payment)
}

pub fn outcome(turn: &Turn<'_>, payment: &Payment) -> Answer {
    match payment.status {
        Status::Processing | Status::Pending => {
            basics(Answer::unknown("PAYMENT_IN_PROCESS", "the payment is being processed"), payment)
                .with("normalUrl", turn.page_of(payment))
        }
        Status::Fail => Answer::refused(&payment.code, &payment.message),
        Status::Cancelled if payment.paid_at.is_none() => {
            Answer::refused("ORDER_IS_CANCELED", "the payment was cancelled before it was paid")
        }
        Status::Success | Status::Cancelled => basics(Answer::success(), payment)
            .maybe("paymentTime", payment.paid_at.map(iso))
            .maybe("authExpiryTime", payment.auth_expires_at.map(iso))
            .maybe("paymentResultInfo", payment.card.as_ref().map(|card| card_facts(card, payment.manual))),
    }
}

/// The fields every known payment's answer carries.
pub fn basics(answer: Answer, payment: &Payment) -> Answer {
    debug_assert!(answer.word != Word::F);
    answer
        .with("paymentRequestId", payment.request_id.clone())
        .with("paymentId", payment.payment_id.clone())
        .with("paymentAmount", payment.asked_for().json())
        .with("paymentCreateTime", iso(payment.created_at))
}

/// The card facts of a result; the number is masked.
pub fn card_facts(card: &Card, manual: bool) -> Value {
    let first = match card.brand.as_str() {
        "MASTERCARD" => "516277",
        "AMEX" => "371449",
        "JCB" => "353011",
        _ => "405469",
    };
    let mut facts = json!({
        "cardNo": format!("{first}******{}", card.last_four),
        "cardBrand": card.brand,
        "lastFour": card.last_four,
        "funding": "CREDIT",
        "issuingCountry": card.issuing_country,
        "paymentMethodRegion": "GLOBAL",
    });
    if let (true, Some(facts)) = (manual, facts.as_object_mut()) {
        facts.insert("incrementalAuthorizationAvailable".to_owned(), json!(card.incremental));
        facts.insert("extendedAuthorizationAvailable".to_owned(), json!(false));
        facts.insert("refundOnAuthorizationAvailable".to_owned(), json!(true));
    }
    facts
}
