//! The paths only a practice gateway has: journal, books, history, the buyer's side, a further merchant key.

use std::collections::HashMap;

use anyhow::Result;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::act;
use crate::auth::Arrived;
use crate::checkout;
use crate::gateway::{Gateway, Ledger, Reply, held};
use crate::history_view;
use crate::model::Payment;
use crate::practice_consent;
use crate::practice_disputes;
use crate::practice_events;
use crate::practice_facts;
use crate::practice_subscriptions;
use crate::state::Entry;

pub fn serve(gateway: &Gateway, request: &Arrived) -> Reply {
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    if !from_this_machine(request) {
        return error(403, "a web page of another origin may not look in here");
    }
    let now = (gateway.clock)();
    match (request.method.as_str(), path) {
        ("GET", "/practice/journal") => journal(gateway, &read_query(query)),
        ("GET", "/practice/books") => {
            let ledger = gateway.ledger();
            let payments: Vec<Value> = ledger.state.payments.iter().map(|p| in_full(p, now)).collect();
            reply(&json!({ "payments": payments }))
        }
        ("GET", "/practice/history") => {
            let query = read_query(query);
            let number = |name: &str| query.get(name).and_then(|text| text.parse().ok());
            let (after, limit) = (number("after").unwrap_or(0), number("limit").unwrap_or(200));
            reply(&history_view::page(&gateway.ledger().state, after, limit, now))
        }
        ("GET", "/practice/checkout") => checkout::show(gateway, request, &read_query(query)),
        ("POST", "/practice/checkout") => checkout::press(gateway, &read_form(&request.body)),
        ("POST", "/practice/act") => act::serve(gateway, &request.body),
        ("GET", "/practice/logo") => checkout::logo(&read_query(query)),
        ("POST", "/practice/register-key") => match register(gateway, &request.body) {
            Ok(answer) => reply(&answer),
            Err(cause) => error(400, &format!("{cause:#}")),
        },
        _ => practice_events::serve(gateway, request, path, &read_query(query))
            .or_else(|| practice_consent::serve(gateway, request, path, &read_query(query)))
            .or_else(|| practice_subscriptions::serve(gateway, request, path, &read_query(query)))
            .or_else(|| practice_disputes::serve(gateway, request, path))
            .or_else(|| practice_facts::serve(gateway, request, path, &read_query(query)))
            .unwrap_or_else(|| error(404, "practice knows no such path")),
    }
}

pub fn reply(value: &Value) -> Reply {
    Reply::json(200, value.to_string().into_bytes())
}

pub fn error(status: u16, what: &str) -> Reply {
    Reply::json(status, json!({ "error": what }).to_string().into_bytes())
}

/// A browser says which page is asking; only pages of this machine get an answer.
fn from_this_machine(request: &Arrived) -> bool {
    request.headers.iter().filter(|(name, _)| name == "origin").all(|(_, origin)| {
        let host = origin.split_once("://").map_or("", |(_, host)| host);
        let host = host.split(':').next().unwrap_or_default();
        matches!(host, "127.0.0.1" | "localhost" | "tauri.localhost")
    })
}

fn read_query(query: &str) -> HashMap<String, String> {
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    query
        .split('&')
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

/// A form as a browser posts it.
fn read_form(body: &[u8]) -> HashMap<String, String> {
    read_query(&String::from_utf8_lossy(body).replace('+', " "))
}

fn journal(gateway: &Gateway, query: &HashMap<String, String>) -> Reply {
    let ledger = gateway.ledger();
    let wanted = query.get("request_id");
    let effects: Vec<_> =
        ledger.state.journal.iter().filter(|line| wanted.is_none_or(|id| line.request_id == *id)).collect();
    reply(&json!({ "effects": effects, "calls": ledger.state.calls }))
}

fn in_full(payment: &Payment, now: i64) -> Value {
    let mut full = serde_json::to_value(payment).unwrap_or_default();
    let Some(object) = full.as_object_mut() else {
        return full;
    };
    object.remove("token_mark");
    if let Some(session) = object.get_mut("session").and_then(Value::as_object_mut) {
        session.remove("order");
        session.remove("customized");
    }
    for declaration in object.get_mut("declarations").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(declaration) = declaration.as_object_mut() {
            declaration.remove("certificate");
        }
    }
    let sums = [
        ("captured", payment.captured()),
        ("capturing", payment.capturing()),
        ("refunded", payment.refunded()),
        ("refunding", payment.refunding()),
        ("declared", payment.declared()),
    ];
    for (name, sum) in sums {
        object.insert(name.to_owned(), json!(sum.to_string()));
    }
    object.insert("state".to_owned(), json!(payment.state(now)));
    full
}

fn register(gateway: &Gateway, body: &[u8]) -> Result<Value> {
    let body = crate::json::read_object(body).map_err(anyhow::Error::msg)?;
    let spki = body.get("public_key").and_then(Value::as_str).unwrap_or_default();
    let version = body.get("key_version").and_then(Value::as_str);
    let mut keys = held(gateway.keys.write());
    let (version, new) = keys.register(spki, version)?;
    if new {
        let Ledger { state, books } = &mut *gateway.ledger();
        let spki = spki.split_whitespace().collect();
        books.write(state.count, vec![Entry::MerchantKey { version: version.clone(), spki }])?;
    }
    Ok(json!({
        "client_id": keys.client_id,
        "key_version": version,
        "gateway_public_key": keys.gateway_public,
    }))
}
