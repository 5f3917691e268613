//! Practice: the events with ready-signed headers, where webhooks go, and deliveries on demand.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use crate::auth::Arrived;
use crate::clock::iso_utc;
use crate::dice::Dice;
use crate::events::Event;
use crate::gateway::{Gateway, Reply};
use crate::practice::{error, reply};
use crate::state::Entry;
use crate::webhook::{self, Address};

/// The most one demand delivers an event.
const MOST_TIMES: u64 = 100;

/// Serves the paths of events; `None` when the path is another's.
pub fn serve(
    gateway: &Gateway,
    request: &Arrived,
    path: &str,
    query: &HashMap<String, String>,
) -> Option<Reply> {
    let done = match (request.method.as_str(), path) {
        ("GET", "/practice/events") => list(gateway, query),
        ("POST", "/practice/notify-url") => notify_url(gateway, &request.body),
        ("POST", "/practice/deliver") => deliver(gateway, &request.body),
        _ => return None,
    };
    Some(done.map_or_else(|cause| error(400, &format!("{cause:#}")), |answer| reply(&answer)))
}

/// The body of a practice request.
pub fn read(body: &[u8]) -> Result<Map<String, Value>> {
    crate::json::read_object(body).map_err(anyhow::Error::msg)
}

/// Oldest first, from `after` (a `seq`) on; `path` is the path the headers are signed for.
fn list(gateway: &Gateway, query: &HashMap<String, String>) -> Result<Value> {
    let now = (gateway.clock)();
    let number = |name: &str| query.get(name).and_then(|text| text.parse::<u64>().ok());
    let (after, limit) = (number("after").unwrap_or(0), number("limit").unwrap_or(100).min(1_000));
    let limit = usize::try_from(limit)?;
    let kind = query.get("type");
    let path = query.get("path").map_or("/notify", String::as_str);
    if !path.starts_with('/') || !path.bytes().all(|b| b.is_ascii_graphic()) {
        bail!("path must begin with / and hold no blanks");
    }
    let (total, found) = gateway.turn(now, |turn| {
        let all = turn.state.events.all();
        let wanted = |event: &&Event| event.seq > after && kind.is_none_or(|kind| event.notify_type == *kind);
        let found: Vec<(Event, &str)> = all
            .iter()
            .filter(wanted)
            .take(limit)
            .map(|event| (event.clone(), turn.state.events.delivery_status(event)))
            .collect();
        (all.len(), found)
    })?;
    let mut events = Vec::new();
    for (event, delivery_status) in found {
        let letter = webhook::letter(gateway, &event, path, now)?;
        let headers: Map<String, Value> =
            letter.headers.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
        events.push(json!({
            "seq": event.seq,
            "event_id": event.event_id,
            "notify_type": event.notify_type,
            "made_at": iso_utc(event.at),
            "delivery_status": delivery_status,
            "path": path,
            "headers": headers,
            "body": letter.body,
        }));
    }
    Ok(json!({ "events": events, "total": total }))
}

/// `{"url": "http://127.0.0.1:8080/notify"}`, or null for nowhere.
fn notify_url(gateway: &Gateway, body: &[u8]) -> Result<Value> {
    let body = read(body)?;
    let url = match body.get("url").context("url is missing")? {
        Value::Null => None,
        Value::String(url) => Some(url.clone()),
        _ => bail!("url must be text or null"),
    };
    if let Some(url) = &url {
        Address::read(url)?;
    }
    let entry = Entry::NotifyUrl { url: url.clone() };
    gateway.turn((gateway.clock)(), |turn| turn.write(entry))?;
    Ok(json!({ "url": url }))
}

/// `{"event_id"?, "after"?: seq, "times"?: 1, "order"?: "oldest"|"newest"|"shuffled", "seed"?: 1, "url"?}`:
/// delivers now, outside the schedule. Without an id: every event after `after`.
fn deliver(gateway: &Gateway, body: &[u8]) -> Result<Value> {
    let body = read(body)?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let number = |name: &str| body.get(name).and_then(Value::as_u64);
    let now = (gateway.clock)();
    let (known, mut events) = gateway.turn(now, |turn| {
        let events = &turn.state.events;
        let wanted: Vec<Event> = match text("event_id") {
            Some(id) => events.get(id).cloned().into_iter().collect(),
            None => {
                let after = number("after").unwrap_or(0);
                events.all().iter().filter(|event| event.seq > after).cloned().collect()
            }
        };
        (events.notify_url.clone(), wanted)
    })?;
    if events.is_empty() {
        bail!("there is no such event");
    }
    let url = text("url").map(str::to_owned).or(known).context("there is no notify URL")?;
    let to = Address::read(&url)?;
    let times = number("times").unwrap_or(1);
    if !(1..=MOST_TIMES).contains(&times) {
        bail!("times must be 1 to {MOST_TIMES}");
    }
    let mut line: Vec<Event> = Vec::new();
    events.sort_by_key(|event| (event.at, event.seq));
    for event in events {
        for _ in 0..times {
            line.push(event.clone());
        }
    }
    match text("order").unwrap_or("oldest") {
        "oldest" => {}
        "newest" => line.reverse(),
        "shuffled" => shuffle(&mut line, number("seed").unwrap_or(1)),
        _ => bail!("order must be oldest, newest or shuffled"),
    }
    let mut delivered = Vec::new();
    for event in line {
        let (status, acknowledged) = webhook::post(gateway, &event, &to, false)?;
        delivered.push(json!({
            "event_id": event.event_id,
            "notify_type": event.notify_type,
            "status": status,
            "acknowledged": acknowledged,
        }));
    }
    Ok(json!({ "delivered": delivered }))
}

/// The same order for the same seed.
fn shuffle(line: &mut [Event], seed: u64) {
    let mut dice = Dice::new(seed);
    for at in (1..line.len()).rev() {
        let room = u64::try_from(at).unwrap_or(0).saturating_add(1);
        let other = usize::try_from(dice.below(room)).unwrap_or(0);
        line.swap(at, other);
    }
}
