//! What a buyer does with an open payment, played by a person on the checkout page or by a program.
//!
//! `POST /practice/act` takes `{"payment_request_id" | "session_id" | "payment_id": …, "do": "pay" |
//! "decline" | "expire"}`, and for a session `"method"`, if the buyer is to choose one. It answers
//! `{"payment_id", "payment_request_id", "status", "code"}`; 404 when there is no such payment, 409 when
//! it is over (a payment that was cancelled stays cancelled), 400 when the request makes no sense.

use serde_json::{Value, json};

use crate::answer::Word;
use crate::gateway::{Gateway, Reply};
use crate::json;
use crate::limits;
use crate::methods;
use crate::model::{Card, Payment};
use crate::money::to_cny;
use crate::pay::{lapse, settle};
use crate::practice::{error, reply};
use crate::state::{State, Turn};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Pay,
    Decline,
    Expire,
}

impl Deed {
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "pay" => Some(Self::Pay),
            "decline" => Some(Self::Decline),
            "expire" => Some(Self::Expire),
            _ => None,
        }
    }
}

/// Why nothing was done.
#[derive(Debug, PartialEq, Eq)]
pub enum Idle {
    Unknown,
    /// The payment has its end already.
    Over,
    /// The session cannot be paid with this method.
    Method,
}

/// The payment a request names by any of its ids.
pub fn find(state: &State, name: impl Fn(&str) -> Option<String>) -> Option<&Payment> {
    let either = |long: &str, short: &str| name(long).or_else(|| name(short));
    if let Some(id) = either("session_id", "session") {
        return state.payment_by_session(&id);
    }
    if let Some(id) = either("payment_id", "payment") {
        return state.payment_by_id(&id);
    }
    state.payment_by_request(&name("payment_request_id")?)
}

/// Does it, books it, and writes the journal.
pub fn act(
    turn: &mut Turn<'_>,
    name: impl Fn(&str) -> Option<String>,
    deed: Deed,
    method: Option<&str>,
) -> Result<Payment, Idle> {
    let mut payment = find(turn.state, name).cloned().ok_or(Idle::Unknown)?;
    lapse(turn, &mut payment);
    if !payment.is_open() {
        return Err(Idle::Over);
    }
    let word = match deed {
        Deed::Pay => {
            choose(&mut payment, method)?;
            settle(turn, &mut payment);
            Word::S
        }
        Deed::Decline if payment.method == "CARD" => {
            payment.fail("DO_NOT_HONOR", "the issuer declined the card");
            Word::F
        }
        Deed::Decline => {
            payment.fail("USER_PAYMENT_VERIFICATION_FAILED", "the buyer did not confirm the payment");
            Word::F
        }
        Deed::Expire => {
            payment.expires_at = Some(turn.now);
            payment.fail("ORDER_IS_CLOSED", "the buyer did not pay in time");
            Word::F
        }
    };
    turn.save(payment.clone());
    let about = (Some(payment.payment_id.clone()), Some(payment.amount.clone()));
    turn.log("pay", &payment.request_id, about, word, word == Word::S);
    Ok(payment)
}

/// The buyer of a session says what to pay with.
fn choose(payment: &mut Payment, method: Option<&str>) -> Result<(), Idle> {
    let Some(session) = &payment.session else {
        return if method.is_none_or(|name| name == payment.method) { Ok(()) } else { Err(Idle::Method) };
    };
    let name = method.or(session.methods.first().map(String::as_str)).unwrap_or("CARD");
    let offered = session.methods.is_empty() || session.methods.iter().any(|offered| offered == name);
    let Some(method) = methods::find(name).filter(|method| offered && method.name != "CONNECT_WALLET") else {
        return Err(Idle::Method);
    };
    if limits::exceeded(name, &payment.amount) {
        return Err(Idle::Method);
    }
    payment.method = method.name.clone();
    payment.manual &= method.manual_capture;
    if method.name == "CARD" {
        payment.card = Some(Card {
            brand: "VISA".to_owned(),
            last_four: "4242".to_owned(),
            issuing_country: "SG".to_owned(),
            incremental: false,
        });
    }
    if method.name == "ALIPAY_CN" && payment.needs_declaration {
        payment.declarable = to_cny(&payment.amount);
    }
    Ok(())
}

/// The way for programs.
pub fn serve(gateway: &Gateway, body: &[u8]) -> Reply {
    let body = match json::read_object(body) {
        Ok(body) => body,
        Err(what) => return error(400, &format!("the body is not strict JSON: {what}")),
    };
    let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    let Some(deed) = text("do").and_then(|word| Deed::read(&word)) else {
        return error(400, "\"do\" must be pay, decline or expire");
    };
    let method = text("method");
    let done = gateway.turn((gateway.clock)(), |turn| act(turn, text, deed, method.as_deref()));
    match done {
        Err(cause) => error(500, &format!("{cause:#}")),
        Ok(Err(Idle::Unknown)) => error(404, "there is no such payment"),
        Ok(Err(Idle::Over)) => error(409, "this payment has its end already"),
        Ok(Err(Idle::Method)) => error(400, "it cannot be paid with this method"),
        Ok(Ok(payment)) => reply(&json!({
            "payment_id": payment.payment_id,
            "payment_request_id": payment.request_id,
            "status": payment.status.text(),
            "code": payment.code,
        })),
    }
}
