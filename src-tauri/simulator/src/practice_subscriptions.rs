//! Practice: somebody plays the buyer of a subscription.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::auth::Arrived;
use crate::checkout_text::Tongue;
use crate::gateway::{Gateway, Reply};
use crate::practice::{error, reply};
use crate::practice_events::read;
use crate::practice_page::{self, Both, Page};
use crate::subscription::{Stage, pay_periods};

const PATH: &str = "/practice/subscription";

/// Serves the path of subscriptions; `None` when the path is another's.
pub fn serve(
    gateway: &Gateway,
    request: &Arrived,
    path: &str,
    query: &HashMap<String, String>,
) -> Option<Reply> {
    let done = match (request.method.as_str(), path) {
        ("GET", PATH) => page(gateway, request, query),
        ("POST", PATH) => decide(gateway, &request.body).map(|answer| reply(&answer)),
        _ => return None,
    };
    Some(done.unwrap_or_else(|cause| error(400, &format!("{cause:#}"))))
}

fn page(gateway: &Gateway, request: &Arrived, query: &HashMap<String, String>) -> Result<Reply> {
    let id = query.get("request").context("request is missing")?;
    let now = (gateway.clock)();
    let ledger = gateway.ledger();
    let known = ledger.state.subscriptions.by_request(id).context("there is no such subscription")?;
    let (choices, stands): (&[_], _) = match known.stage {
        Stage::Asked if now > known.expires_at => (&[], ("The time to decide is over.", "已超过同意期限。")),
        Stage::Asked => (
            &[("agree", ("Agree", "同意")), ("refuse", ("Refuse", "拒绝"))],
            ("You have not decided yet.", "您尚未决定。"),
        ),
        Stage::Refused => (&[], ("You refused.", "您已拒绝。")),
        Stage::Active => (&[("end", END)], ("You subscribed.", "您已订阅。")),
        Stage::Cancelled => (&[("end", END)], ("It ends with this period.", "本期结束后终止。")),
        Stage::Terminated => (&[], ("It has ended.", "已终止。")),
    };
    let tongue = practice_page::tongue(request, query);
    let asked = Page {
        asks: ("A shop asks you to subscribe.".to_owned(), "商户请您订阅。".to_owned()),
        facts: vec![
            (("For", "商品"), known.description.clone()),
            (("Each period costs", "每期金额"), known.amount.in_words()),
            (("A period is", "周期"), period(tongue, known.period_count, &known.period_type)),
            (("Wallet", "钱包"), known.wallet.clone()),
        ],
        path: PATH,
        query: ("request", id),
        named: "subscription_request_id",
        choices,
        stands,
    };
    Ok(practice_page::html(tongue, &asked))
}

const END: Both = ("End the subscription now", "立即终止订阅");

/// "3 months", as the page's language counts.
fn period(tongue: Tongue, count: u64, unit: &str) -> String {
    let (one, many, chinese) = match unit {
        "DAY" => ("day", "days", "天"),
        "WEEK" => ("week", "weeks", "周"),
        "MONTH" => ("month", "months", "个月"),
        "QUARTER" => ("quarter", "quarters", "个季度"),
        "HALF_YEAR" => ("half-year", "half-years", "个半年"),
        "YEAR" => ("year", "years", "年"),
        other => return format!("{count} {other}"),
    };
    match tongue {
        Tongue::English => format!("{count} {}", if count == 1 { one } else { many }),
        Tongue::Chinese => format!("{count} {chinese}"),
    }
}

/// `{"subscription_request_id", "do": "agree"|"refuse"|"end"|"period"|"empty_period"}`: the last two begin
/// the next period now, paid or met by a wallet that holds too little. Answers where the wallet sends the buyer.
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
            "period" | "empty_period" if subscription.can_hurry() => {
                subscription.hurry(now, step == "period");
            }
            "period" | "empty_period" => bail!("no period is to come"),
            _ => bail!("do must be agree, refuse, end, period or empty_period"),
        }
        turn.save_subscription(subscription.clone());
        pay_periods(turn);
        Ok(json!({
            "subscription_id": subscription.subscription_id,
            "stage": subscription.stage,
            "redirect": subscription.redirect_url,
        }))
    })?
}
