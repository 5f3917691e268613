//! Practice: tells what can be made to happen here, and makes it happen.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::act;
use crate::agreement;
use crate::auth::Arrived;
use crate::dispute;
use crate::facts::{self, Deed, End, Fact, How};
use crate::gateway::{Gateway, Reply};
use crate::model::{Payment, Status};
use crate::practice::{error, reply};
use crate::practice_consent;
use crate::practice_disputes;
use crate::practice_events::read;
use crate::practice_subscriptions;
use crate::state::State;
use crate::subscription;
use crate::tale;
use crate::trouble::Standing;

const PATH: &str = "/practice/facts";

/// Serves the path of facts; `None` when the path is another's.
pub fn serve(
    gateway: &Gateway,
    request: &Arrived,
    path: &str,
    query: &HashMap<String, String>,
) -> Option<Reply> {
    let done = match (request.method.as_str(), path) {
        ("GET", PATH) => list(gateway, query),
        ("POST", PATH) => play(gateway, &request.body),
        _ => return None,
    };
    Some(done.map_or_else(|cause| error(400, &format!("{cause:#}")), |answer| reply(&answer)))
}

/// `?place=refund&subject=ID`: what can happen there now; every fact without a place.
fn list(gateway: &Gateway, query: &HashMap<String, String>) -> Result<Value> {
    let now = (gateway.clock)();
    let subject = query.get("subject").map(String::as_str);
    gateway.turn(now, |turn| {
        let here = |fact: &&Fact| match query.get("place") {
            None => true,
            Some(place) => {
                fact.places.contains(&place.as_str()) && is_possible(turn.state, fact, subject, now)
            }
        };
        let facts: Vec<Value> = facts::all().filter(here).map(|fact| view(turn.state, fact, now)).collect();
        json!({ "facts": facts })
    })
}

fn view(state: &State, fact: &Fact, now: i64) -> Value {
    let (english, chinese) = fact.says;
    let (mut ends, mut exactly, mut fill, mut play) = (None, None, Vec::new(), false);
    match &fact.how {
        How::Ends(digits) => ends = Some(format!("{digits:02}")),
        How::Exactly(minor) => exactly = Some(minor.to_string()),
        How::Fill(fields) => {
            fill = fields.iter().map(|(field, value)| json!([field, written(state, value, now)])).collect();
        }
        How::Play(_) => play = true,
    }
    json!({
        "id": fact.id,
        "places": fact.places,
        "english": english,
        "chinese": chinese,
        "ends": ends,
        "exactly": exactly,
        "fill": fill,
        "play": play,
        "waits": fact.how.waits(),
        "ends_well": fact.end == End::Well,
    })
}

fn written(state: &State, value: &str, now: i64) -> String {
    let last = state.registrations.last();
    let merchant = last.map(|last| last.merchant.as_str()).unwrap_or_default();
    let store = last.and_then(|last| last.store.as_deref()).unwrap_or_default();
    let fresh = format!("{:012}", now.rem_euclid(1_000_000_000_000));
    value.replace("{fresh}", &fresh).replace("{merchant}", merchant).replace("{store}", store)
}

/// Whether it can happen now, to this subject.
fn is_possible(state: &State, fact: &Fact, subject: Option<&str>, now: i64) -> bool {
    let deed = match &fact.how {
        How::Play(deed) => *deed,
        How::Fill(fields) if fields.iter().any(|(_, value)| value.contains("{merchant}")) => {
            return state.registrations.last().is_some_and(|last| last.fault.is_none());
        }
        How::Fill(_) | How::Ends(_) | How::Exactly(_) => return true,
    };
    match deed {
        Deed::Plain(_) => return true,
        Deed::Next(call, trouble) => {
            return state.troubles.get(call) != Some(&Standing { trouble, stays: false });
        }
        Deed::Lasting(call, trouble) => {
            return state.troubles.get(call) != Some(&Standing { trouble, stays: true });
        }
        Deed::Mended(call) => return state.troubles.contains_key(call),
        Deed::Told(told) => return tale::can_be_told(state, told),
        Deed::Dispute(..) if subject.is_none() => return newest_disputable(state).is_some(),
        Deed::Buyer(_) | Deed::Consent(_) | Deed::Subscription(_) | Deed::Dispute(..) | Deed::Decide(_) => {}
    }
    let Some(id) = subject else { return false };
    match deed {
        Deed::Plain(_) | Deed::Next(..) | Deed::Lasting(..) | Deed::Mended(_) | Deed::Told(_) => false,
        Deed::Buyer(_) => {
            payment(state, id).is_some_and(|payment| payment.is_open() && payment.closes_at() > now)
        }
        Deed::Dispute(..) => payment(state, id).is_some_and(disputable),
        Deed::Decide(step) => state.disputes.get(id).is_some_and(|dispute| {
            dispute.is_open()
                && (dispute.stage == dispute::Stage::Created || !matches!(step, "alert" | "timeout" | "rdr"))
                && match step {
                    "alert" => dispute.alerted_at.is_none(),
                    "advise" => dispute.advised_at.is_none(),
                    "write" => dispute.written_at.is_none(),
                    _ => true,
                }
        }),
        Deed::Consent("revoke") => {
            state.agreements.get(id).is_some_and(|consent| consent.stage == agreement::Stage::Active)
        }
        Deed::Consent(_) => state
            .agreements
            .get(id)
            .is_some_and(|consent| consent.stage == agreement::Stage::Asked && !consent.consent_is_over(now)),
        Deed::Subscription(step) => state.subscriptions.by_request(id).is_some_and(|one| match step {
            "end" => matches!(one.stage, subscription::Stage::Active | subscription::Stage::Cancelled),
            "period" | "empty_period" => one.can_hurry(),
            _ => one.stage == subscription::Stage::Asked && now <= one.expires_at,
        }),
    }
}

fn payment<'a>(state: &'a State, id: &str) -> Option<&'a Payment> {
    state.payment_by_id(id).or_else(|| state.payment_by_request(id))
}

fn disputable(payment: &Payment) -> bool {
    payment.status == Status::Success && payment.refundable_total() > 0
}

/// The newest payment somebody could dispute and nobody did.
fn newest_disputable(state: &State) -> Option<&Payment> {
    let disputed = |payment: &Payment| state.disputes.list.iter().any(|d| d.payment_id == payment.payment_id);
    state
        .payments
        .iter()
        .filter(|payment| disputable(payment) && payment.refunded() == 0 && !disputed(payment))
        .max_by_key(|payment| payment.created_at)
}

/// `{"fact", "subject"?}`: plays the deed of a fact. Answers what the deed's own path answers.
fn play(gateway: &Gateway, body: &[u8]) -> Result<Value> {
    let body = read(body)?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let name = text("fact").context("fact is missing")?;
    let fact = facts::all().find(|fact| fact.id == name).context("there is no such fact")?;
    let How::Play(deed) = &fact.how else { bail!("this one is typed, not played") };
    let subject = match (text("subject"), deed) {
        (Some(subject), _) => subject.to_owned(),
        (None, Deed::Dispute(..)) => {
            let ledger = gateway.ledger();
            let newest = newest_disputable(&ledger.state).context("there is no payment to dispute")?;
            newest.payment_id.clone()
        }
        (None, Deed::Plain(_) | Deed::Next(..) | Deed::Lasting(..) | Deed::Mended(_) | Deed::Told(_)) => {
            String::new()
        }
        (None, Deed::Buyer(_) | Deed::Consent(_) | Deed::Subscription(_) | Deed::Decide(_)) => {
            bail!("subject is missing")
        }
    };
    let asked = |value: Value| value.to_string().into_bytes();
    match *deed {
        Deed::Buyer(step) => {
            let id = payment(&gateway.ledger().state, &subject).map(|payment| payment.payment_id.clone());
            let id = id.context("there is no such payment")?;
            let answer = act::serve(gateway, &asked(json!({ "payment_id": id, "do": step })));
            if answer.status != 200 {
                bail!("{}", String::from_utf8_lossy(&answer.body));
            }
            Ok(serde_json::from_slice(&answer.body)?)
        }
        Deed::Consent(step) => {
            practice_consent::decide(gateway, &asked(json!({ "auth_state": subject, "do": step })))
        }
        Deed::Subscription(step) => practice_subscriptions::decide(
            gateway,
            &asked(json!({ "subscription_request_id": subject, "do": step })),
        ),
        Deed::Dispute(kind, reason, hours, suffix) => {
            let asked = asked(json!({
                "payment": subject, "type": kind, "reason": reason, "due_hours": hours, "suffix": suffix,
            }));
            practice_disputes::open(gateway, &asked)
        }
        Deed::Decide(step) => practice_disputes::step(gateway, &subject, &asked(json!({ "do": step }))),
        Deed::Plain(call) | Deed::Mended(call) => set(gateway, call, None),
        Deed::Next(call, trouble) => set(gateway, call, Some(Standing { trouble, stays: false })),
        Deed::Lasting(call, trouble) => set(gateway, call, Some(Standing { trouble, stays: true })),
        Deed::Told(told) => gateway.turn((gateway.clock)(), |turn| tale::tell(turn, told))?,
    }
}

/// What the requests to a call meet from now on.
fn set(gateway: &Gateway, call: &str, standing: Option<Standing>) -> Result<Value> {
    gateway.turn((gateway.clock)(), |turn| turn.trouble(call, standing))?;
    Ok(json!({ "call": call, "standing": standing }))
}
