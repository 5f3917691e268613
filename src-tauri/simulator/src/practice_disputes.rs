//! Practice: somebody disputes a payment, and somebody decides.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::auth::Arrived;
use crate::clock::HOUR;
use crate::dispute::{CHARGEBACK, COMPLIANCE, Dispute, RETRIEVAL, Stage};
use crate::gateway::{Gateway, Reply};
use crate::ids;
use crate::model::{Payment, Status};
use crate::money::Amount;
use crate::practice::{error, reply};
use crate::practice_events::read;
use crate::state::State;

/// The longest time an answer may take, in hours.
const LONGEST: i64 = 24 * 120;

/// Serves the paths of disputes; `None` when the path is another's.
pub fn serve(gateway: &Gateway, request: &Arrived, path: &str) -> Option<Reply> {
    let done = match (request.method.as_str(), path.strip_prefix("/practice/dispute")?) {
        ("GET", "s") => list(gateway),
        ("POST", "") => open(gateway, &request.body),
        ("POST", rest) => step(gateway, rest.strip_prefix('/')?, &request.body),
        _ => return None,
    };
    Some(done.map_or_else(|cause| error(400, &format!("{cause:#}")), |answer| reply(&answer)))
}

fn list(gateway: &Gateway) -> Result<Value> {
    let disputes = gateway.turn((gateway.clock)(), |turn| turn.state.disputes.list.clone())?;
    Ok(json!({ "disputes": disputes.iter().map(view).collect::<Vec<_>>() }))
}

fn view(dispute: &Dispute) -> Value {
    let mut view = serde_json::to_value(dispute).unwrap_or_default();
    if let Some(view) = view.as_object_mut() {
        view.remove("document");
        view.insert("evidence".to_owned(), json!(dispute.evidence.keys().collect::<Vec<_>>()));
    }
    view
}

/// The payment with this number, request id or order number.
fn find<'a>(state: &'a State, id: &str) -> Option<&'a Payment> {
    state
        .payment_by_id(id)
        .or_else(|| state.payment_by_request(id))
        .or_else(|| state.payments.iter().rev().find(|payment| payment.order_number == id))
}

/// `{"payment", "amount"?, "type"?, "reason"?, "due_hours"?, "suffix"?}`. The suffix ends the
/// dispute's id, and so asks for a fault (`_13`, `_16`).
pub fn open(gateway: &Gateway, body: &[u8]) -> Result<Value> {
    let body = read(body)?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let kind = text("type").unwrap_or(CHARGEBACK);
    if ![CHARGEBACK, RETRIEVAL, COMPLIANCE].contains(&kind) {
        bail!("type must be {CHARGEBACK}, {RETRIEVAL} or {COMPLIANCE}");
    }
    let reason = text("reason").unwrap_or("4853");
    let hours = body.get("due_hours").map_or(Some(240), Value::as_i64).filter(|h| (0..=LONGEST).contains(h));
    let hours = hours.context("due_hours must be a number of hours")?;
    let suffix = text("suffix").unwrap_or_default();
    if suffix.len() > 8 || !suffix.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        bail!("suffix may hold letters, digits and _");
    }
    let named = text("payment").context("payment is missing")?;
    let now = (gateway.clock)();
    gateway.turn(now, |turn| {
        let payment = find(turn.state, named).context("there is no such payment")?.clone();
        if payment.status != Status::Success || payment.refundable_total() == 0 {
            bail!("only a payment whose money was taken can be disputed");
        }
        let amount = match body.get("amount") {
            None => Amount::new(&payment.amount.currency, payment.refundable_total()),
            Some(Value::String(minor)) => Amount::new(&payment.amount.currency, minor.parse()?),
            Some(amount) => Amount::read(amount).map_err(|what| anyhow::anyhow!("amount {what}"))?,
        };
        if amount.currency != payment.amount.currency
            || amount.value == 0
            || amount.value > payment.refundable_total()
        {
            bail!("the amount is not a part of what was paid");
        }
        let count = turn.next_count();
        let id = format!("{}{suffix}", ids::dispute_id(now, count));
        let times = (now, now.saturating_add(hours.saturating_mul(HOUR)));
        let mut dispute = Dispute::open(id.clone(), &payment, (kind, reason), amount, times);
        turn.save_dispute(dispute.clone());
        dispute.age(now);
        turn.save_dispute(dispute.clone());
        Ok(json!({ "dispute_id": id, "dispute": view(&dispute) }))
    })?
}

/// `{"do": "judge_won"|"judge_lost"|"cancel"|"alert"|"advise"|"write"|"timeout"|"rdr"}`.
pub fn step(gateway: &Gateway, id: &str, body: &[u8]) -> Result<Value> {
    let body = read(body)?;
    let step = body.get("do").and_then(Value::as_str).context("do is missing")?;
    let now = (gateway.clock)();
    gateway.turn(now, |turn| {
        let mut dispute = turn.state.disputes.get(id).context("there is no such dispute")?.clone();
        if !dispute.is_open() {
            bail!("the dispute is closed");
        }
        let waits = dispute.stage == Stage::Created;
        match step {
            "judge_won" => dispute.end(Stage::Won, now),
            "judge_lost" => dispute.end(Stage::Lost, now),
            "cancel" => dispute.end(Stage::Cancelled, now),
            "alert" if waits => {
                dispute.alerted_at.get_or_insert(now);
            }
            "timeout" if waits => {
                dispute.due_at = now;
                dispute.accept("TIMEOUT", now);
            }
            // Told once each: retries of the real gateway repeat the same time.
            "advise" => {
                dispute.advised_at.get_or_insert(now);
            }
            "write" => {
                dispute.written_at.get_or_insert(now);
            }
            "rdr" if waits => {
                dispute.rdr_at = Some(now);
                dispute.end(Stage::Lost, now);
            }
            "alert" | "timeout" | "rdr" => bail!("the dispute is being defended"),
            _ => bail!("do must be judge_won, judge_lost, cancel, alert, advise, write, timeout or rdr"),
        }
        turn.save_dispute(dispute.clone());
        Ok(json!({ "dispute": view(&dispute) }))
    })?
}
