//! Practice: somebody plays the buyer, who agrees, refuses, or ends an agreement in the wallet.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::agreement::{Agreement, Stage};
use crate::agreement_calls::encoded;
use crate::auth::Arrived;
use crate::clock::iso;
use crate::gateway::{Gateway, Reply};
use crate::practice::{error, reply};
use crate::practice_events::read;
use crate::practice_page::{self, Page};
use crate::secrets::Kind;

/// Serves the paths of agreements; `None` when the path is another's.
pub fn serve(
    gateway: &Gateway,
    request: &Arrived,
    path: &str,
    query: &HashMap<String, String>,
) -> Option<Reply> {
    let done = match (request.method.as_str(), path) {
        ("GET", "/practice/consent") => match page(gateway, request, query) {
            Ok(page) => return Some(page),
            Err(cause) => Err(cause),
        },
        ("POST", "/practice/consent") => decide(gateway, &request.body),
        ("GET", "/practice/agreements") => list(gateway),
        _ => return None,
    };
    Some(done.map_or_else(|cause| error(400, &format!("{cause:#}")), |answer| reply(&answer)))
}

fn page(gateway: &Gateway, request: &Arrived, query: &HashMap<String, String>) -> Result<Reply> {
    let state = query.get("state").context("state is missing")?;
    let now = (gateway.clock)();
    let ledger = gateway.ledger();
    let agreement = ledger.state.agreements.get(state).context("there is no such consent")?;
    let (choices, stands): (&[_], _) = match agreement.stage {
        Stage::Asked if agreement.consent_is_over(now) => {
            (&[], ("The time to decide is over.", "已超过同意期限。"))
        }
        Stage::Asked => (
            &[("agree", ("Agree", "同意")), ("refuse", ("Refuse", "拒绝"))],
            ("You have not decided yet.", "您尚未决定。"),
        ),
        Stage::Refused => (&[], ("You refused.", "您已拒绝。")),
        Stage::Agreed => (&[], ("You agreed. The shop is being connected.", "您已同意，正在为商户开通。")),
        Stage::Active => (
            &[("revoke", ("End this consent", "解除授权"))],
            ("You agreed. The shop may debit your wallet.", "您已同意，商户可以从您的钱包扣款。"),
        ),
        Stage::Cancelled => (&[], ("This consent has ended.", "该授权已解除。")),
    };
    let asked = Page {
        asks: (
            "A shop asks to debit your wallet without asking you each time.".to_owned(),
            "商户请求从您的钱包扣款，无需每次确认。".to_owned(),
        ),
        facts: vec![(("Wallet", "钱包"), agreement.wallet.clone())],
        path: "/practice/consent",
        query: ("state", state),
        named: "auth_state",
        choices,
        stands,
    };
    Ok(practice_page::html(practice_page::tongue(request, query), &asked))
}

/// `{"auth_state", "do": "agree"|"refuse"|"revoke"}`; answers where the wallet sends the buyer.
pub fn decide(gateway: &Gateway, body: &[u8]) -> Result<Value> {
    let body = read(body)?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let (state, step) =
        (text("auth_state").context("auth_state is missing")?, text("do").context("do is missing")?);
    let now = (gateway.clock)();
    gateway.turn(now, |turn| {
        let mut agreement = turn.state.agreements.get(state).context("there is no such consent")?.clone();
        let waits = agreement.stage == Stage::Asked && !agreement.consent_is_over(now);
        match step {
            "agree" if waits => turn.agree(&mut agreement, now),
            "refuse" if waits => agreement.stage = Stage::Refused,
            "agree" | "refuse" => bail!("the buyer has decided, or took too long"),
            "revoke" if agreement.stage == Stage::Active => {
                agreement.cancel("the buyer ended it in the wallet", now);
            }
            "revoke" => bail!("there is no agreement to end"),
            _ => bail!("do must be agree, refuse or revoke"),
        }
        turn.save_agreement(agreement.clone());
        let mut back = back_to(&agreement, step);
        if step == "agree" && !agreement.created_token {
            back.push_str(&format!("&authCode={}", agreement.secret(turn.salt, Kind::Code)));
        }
        Ok(json!({ "stage": agreement.stage, "redirect": back }))
    })?
}

fn back_to(agreement: &Agreement, step: &str) -> String {
    let joint = if agreement.redirect_url.contains('?') { '&' } else { '?' };
    let state = encoded(&agreement.auth_state);
    let refused = if step == "refuse" { "&result=REFUSED" } else { "" };
    format!("{}{joint}authState={state}{refused}", agreement.redirect_url)
}

/// All agreements, with the tokens a test needs; they are worth nothing outside practice.
fn list(gateway: &Gateway) -> Result<Value> {
    let agreements = gateway.turn((gateway.clock)(), |turn| turn.state.agreements.list.clone())?;
    let salt = &gateway.opening.salt;
    let view = |agreement: &Agreement| {
        let has_tokens = agreement.turn > 0;
        json!({
            "auth_state": agreement.auth_state,
            "wallet": agreement.wallet,
            "stage": agreement.stage,
            "access_token": has_tokens.then(|| agreement.secret(salt, Kind::Access)),
            "access_token_expiry_time": has_tokens.then(|| iso(agreement.access_until)),
            "refresh_token": agreement.refresh_until.map(|_| agreement.secret(salt, Kind::Refresh)),
            "auth_code": agreement.code_at.map(|_| agreement.secret(salt, Kind::Code)),
            "seeded": agreement.seeded,
        })
    };
    Ok(json!({ "agreements": agreements.iter().map(view).collect::<Vec<_>>() }))
}
