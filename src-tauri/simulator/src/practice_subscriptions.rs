//! Practice: somebody plays the buyer of a subscription.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::auth::Arrived;
use crate::gateway::{Gateway, Reply};
use crate::practice::{error, reply};
use crate::practice_events::read;
use crate::practice_page;
use crate::subscription::Stage;

const PATH: &str = "/practice/subscription";

/// Serves the path of subscriptions; `None` when the path is another's.
pub fn serve(
    gateway: &Gateway,
    request: &Arrived,
    path: &str,
    query: &HashMap<String, String>,
) -> Option<Reply> {
    let done = match (request.method.as_str(), path) {
        ("GET", PATH) => page(gateway, query),
        ("POST", PATH) => decide(gateway, &request.body).map(|answer| reply(&answer)),
        _ => return None,
    };
    Some(done.unwrap_or_else(|cause| error(400, &format!("{cause:#}"))))
}

fn page(gateway: &Gateway, query: &HashMap<String, String>) -> Result<Reply> {
    let id = query.get("request").context("request is missing")?;
    let ledger = gateway.ledger();
    let subscription = ledger.state.subscriptions.by_request(id).context("there is no such subscription")?;
    let asked = format!(
        "{}: {} {} (minor units) every {} {}, from your {} wallet.",
        subscription.description,
        subscription.amount.currency,
        subscription.amount.value,
        subscription.period_count,
        subscription.period_type,
        subscription.wallet
    );
    let choices: &[(&str, &str)] =
        if subscription.stage == Stage::Asked { &[("agree", "Agree"), ("refuse", "Refuse")] } else { &[] };
    Ok(practice_page::html(&asked, PATH, ("subscription_request_id", id), choices))
}

/// `{"subscription_request_id", "do": "agree"|"refuse"|"end"}`; answers where the wallet sends the buyer.
pub fn decide(gateway: &Gateway, body: &[u8]) -> Result<Value> {
    let body = read(body)?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let id = text("subscription_request_id").context("subscription_request_id is missing")?;
    let step = text("do").context("do is missing")?;
    let now = (gateway.clock)();
    gateway.turn(now, |turn| {
        let known = turn.state.subscriptions.by_request(id).context("there is no such subscription")?;
        let mut subscription = known.clone();
        let waits = subscription.stage == Stage::Asked && now <= subscription.expires_at;
        let runs = matches!(subscription.stage, Stage::Active | Stage::Cancelled);
        match step {
            "end" if runs => {
                subscription.stage = Stage::Terminated;
                subscription.ended_at = Some(now);
            }
            "end" => bail!("there is no subscription to end"),
            "agree" | "refuse" if !waits => bail!("the buyer has decided, or took too long"),
            "agree" => {
                subscription.stage = Stage::Active;
                subscription.agreed_at = Some(now);
            }
            "refuse" => subscription.stage = Stage::Refused,
            _ => bail!("do must be agree, refuse or end"),
        }
        turn.save_subscription(subscription.clone());
        Ok(json!({
            "subscription_id": subscription.subscription_id,
            "status": subscription.stage.word(),
            "redirect": subscription.redirect_url,
        }))
    })?
}
