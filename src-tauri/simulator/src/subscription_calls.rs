//! subscriptions/create, change, update and cancel (section 7 of the auto debit reference).

use serde_json::{Map, Value};

use crate::agreement_calls::encoded;
use crate::answer::{Answer, Step};
use crate::clock::{DAY, HOUR, MINUTE, read_request_time};
use crate::fields::{self, Field, Kind, may, need};
use crate::ids;
use crate::methods;
use crate::money::Amount;
use crate::state::{Turn, inconsistent};
use crate::subscription::{Stage, Subscription, Trial};

const PERIOD_TYPE: Kind = Kind::OneOf(&["DAY", "WEEK", "MONTH", "QUARTER", "HALF_YEAR", "YEAR"]);
const RULE: &[Field] = &[need("periodType", PERIOD_TYPE)];
const ORDER: &[Field] = &[need("orderAmount", Kind::Amount)];
const TRIAL: Kind = Kind::Object(&[need("trialAmount", Kind::Amount)]);

const CREATE: &[Field] = &[
    need("subscriptionRequestId", Kind::Id(64)),
    need("subscriptionDescription", Kind::Text(256)),
    need("subscriptionRedirectUrl", Kind::Url(2048)),
    need("subscriptionStartTime", Kind::Time),
    may("subscriptionEndTime", Kind::Time),
    need("periodRule", Kind::Object(RULE)),
    may("subscriptionExpiryTime", Kind::Time),
    need("paymentMethod", Kind::Object(&[need("paymentMethodType", Kind::Text(64))])),
    may("subscriptionNotificationUrl", Kind::Url(2048)),
    may("paymentNotificationUrl", Kind::Url(2048)),
    need("orderInfo", Kind::Object(ORDER)),
    need("paymentAmount", Kind::Amount),
    need("settlementStrategy", Kind::Object(&[need("settlementCurrency", Kind::Text(3))])),
    need("env", Kind::Object(&[need("terminalType", Kind::OneOf(&["WEB", "WAP", "APP", "MINI_APP"]))])),
    may("trials", Kind::List(12, &TRIAL)),
    may("merchantAccountId", Kind::Text(32)),
];

const CHANGE: &[Field] = &[
    may("subscriptionChangeRequestId", Kind::Id(64)),
    may("subscriptionUpdateRequestId", Kind::Id(64)),
    need("subscriptionId", Kind::Id(64)),
    may("subscriptionDescription", Kind::Text(256)),
    may("subscriptionStartTime", Kind::Time),
    may("subscriptionEndTime", Kind::Time),
    may("periodRule", Kind::Object(RULE)),
    may("subscriptionExpiryTime", Kind::Time),
    may("orderInfo", Kind::Object(ORDER)),
    may("paymentAmount", Kind::Amount),
    may("paymentAmountDifference", Kind::Amount),
    may(
        "prorationSettings",
        Kind::Object(&[
            need(
                "prorationMode",
                Kind::OneOf(&["IMMEDIATE_PAY_CUSTOM_AMOUNT", "IMMEDIATE_REFUND_CUSTOM_AMOUNT"]),
            ),
            need("customAmount", Kind::Amount),
        ]),
    ),
    may("nextSubscriptionDate", Kind::Time),
];

const CANCEL: &[Field] = &[
    may("subscriptionId", Kind::Id(64)),
    may("subscriptionRequestId", Kind::Id(64)),
    need("cancellationType", Kind::OneOf(&["CANCEL", "TERMINATE"])),
];

fn time(body: &Map<String, Value>, name: &str) -> Option<i64> {
    fields::text(body, name).and_then(read_request_time)
}

/// A whole number of at least 1, bare or as text.
fn count(body: &Map<String, Value>, path: &str) -> Step<u64> {
    let value = fields::at(body, path);
    let read = value.and_then(|value| value.as_u64().or_else(|| value.as_str().and_then(|t| t.parse().ok())));
    read.filter(|count| (1..=1_000).contains(count))
        .ok_or_else(|| Answer::param(&format!("{path} must be a number of at least 1")))
}

/// The subscription a request names; its number wins.
pub fn named<'a>(turn: &'a Turn<'_>, body: &Map<String, Value>) -> Option<&'a Subscription> {
    match fields::text(body, "subscriptionId") {
        Some(id) => turn.state.subscriptions.get(id),
        None => turn.state.subscriptions.by_request(fields::text(body, "subscriptionRequestId")?),
    }
}

/// create: where the buyer agrees to the subscription.
pub fn create(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, CREATE)?;
    let text = |path: &str| fields::text(body, path).unwrap_or_default();
    let request_id = text("subscriptionRequestId");
    let content = Value::Object(body.clone()).to_string();
    let content = turn.mark(&content);
    if let Some(known) = turn.state.subscriptions.by_request(request_id) {
        if known.content != content {
            return Err(inconsistent("create"));
        }
        return Ok(where_to(turn, known));
    }
    let amount = fields::amount(body, "paymentAmount")?;
    let wallet = text("paymentMethod.paymentMethodType");
    let Some(method) = methods::find(wallet) else {
        return Err(Answer::refused("PAYMENT_NOT_QUALIFIED", "paymentMethodType is not offered in practice"));
    };
    if method.currency.as_ref().is_some_and(|currency| *currency != amount.currency) {
        return Err(Answer::param("the wallet does not pay in this currency"));
    }
    let start_at = time(body, "subscriptionStartTime").unwrap_or(turn.now);
    let end_at = time(body, "subscriptionEndTime");
    if end_at.is_some_and(|end| end <= start_at) {
        return Err(Answer::param("subscriptionEndTime is not after subscriptionStartTime"));
    }
    let expires_at = time(body, "subscriptionExpiryTime").unwrap_or(turn.now.saturating_add(30 * MINUTE));
    if expires_at <= turn.now || expires_at >= turn.now.saturating_add(48 * HOUR) {
        return Err(Answer::param("subscriptionExpiryTime must lie within the next 48 hours"));
    }
    let number = turn.next_count();
    let subscription = Subscription {
        request_id: request_id.to_owned(),
        subscription_id: ids::subscription_id(turn.now, number),
        content,
        description: text("subscriptionDescription").to_owned(),
        wallet: wallet.to_owned(),
        redirect_url: text("subscriptionRedirectUrl").to_owned(),
        start_at,
        end_at,
        period_type: text("periodRule.periodType").to_owned(),
        period_count: count(body, "periodRule.periodCount")?,
        trials: trials(body, &amount)?,
        amount,
        difference: None,
        asked_at: turn.now,
        expires_at,
        stage: Stage::Asked,
        agreed_at: None,
        ended_at: None,
        phases: Vec::new(),
        hurried: 0,
        empty_at: None,
        changes: Vec::new(),
    };
    turn.effect = true;
    let answer = where_to(turn, &subscription);
    turn.save_subscription(subscription);
    Ok(answer)
}

fn where_to(turn: &Turn<'_>, subscription: &Subscription) -> Answer {
    let id = encoded(&subscription.request_id);
    Answer::success().with("normalUrl", format!("{}/practice/subscription?request={id}", turn.base_url))
}

fn trials(body: &Map<String, Value>, price: &Amount) -> Step<Vec<Trial>> {
    let mut trials = Vec::new();
    for trial in body.get("trials").and_then(Value::as_array).into_iter().flatten() {
        let Some(trial) = trial.as_object() else { continue };
        let amount = fields::amount(trial, "trialAmount")?;
        let first = count(trial, "trialStartPeriod")?;
        let last = if trial.contains_key("trialEndPeriod") { count(trial, "trialEndPeriod")? } else { first };
        let (first, last) = (u32::try_from(first).unwrap_or(1), u32::try_from(last).unwrap_or(1));
        if last < first || amount.currency != price.currency {
            return Err(Answer::param("trials: its periods or its currency do not fit"));
        }
        trials.push(Trial { first, last, amount });
    }
    Ok(trials)
}

/// change: from the next period on; that it took hold is told by notifySubscription.
pub fn change(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    alter(turn, body, "change", "subscriptionChangeRequestId")
}

/// update: the newer form of change.
pub fn update(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    alter(turn, body, "update", "subscriptionUpdateRequestId")
}

fn alter(turn: &mut Turn<'_>, body: &Map<String, Value>, kind: &str, id: &str) -> Step<Answer> {
    fields::check(body, CHANGE)?;
    let Some(request_id) = fields::text(body, id) else {
        return Err(Answer::param(&format!("{id} is missing")));
    };
    let Some(mut subscription) = named(turn, body).cloned() else {
        return Err(Answer::param("subscriptionId is not the id of a subscription"));
    };
    let content = turn.mark(&Value::Object(body.clone()).to_string());
    if let Some((_, known, _)) = subscription.changes.iter().find(|(id, _, k)| id == request_id && k == kind)
    {
        // The table of change has no code of its own for an id used for something else.
        return if *known == content {
            Ok(Answer::success())
        } else {
            Err(Answer::param("this id was used for another change before"))
        };
    }
    if subscription.stage != Stage::Active {
        return Err(Answer::refused("PROCESS_FAIL", "only an active subscription can be changed"));
    }
    let optional = |path: &str| match fields::at(body, path) {
        Some(_) => fields::amount(body, path).map(Some),
        None => Ok(None),
    };
    let amount = optional("paymentAmount")?;
    let difference = match optional("paymentAmountDifference")? {
        Some(difference) => Some(difference),
        None if kind == "change" && amount.as_ref().is_some_and(|new| *new != subscription.amount) => {
            return Err(Answer::param("paymentAmountDifference is missing; the amount changes"));
        }
        None => None,
    };
    if amount.iter().chain(&difference).any(|amount| amount.currency != subscription.amount.currency) {
        return Err(Answer::param("the currency of a subscription does not change"));
    }
    if let Some(next) = time(body, "nextSubscriptionDate")
        && next < turn.now.saturating_add(DAY)
    {
        return Err(Answer::refused("PROCESS_FAIL", "nextSubscriptionDate is less than 24 hours ahead"));
    }
    let end_at = time(body, "subscriptionEndTime").or(subscription.end_at);
    if end_at.is_some_and(|end| end <= turn.now) {
        return Err(Answer::param("subscriptionEndTime has passed"));
    }
    if body.contains_key("periodRule") {
        subscription.period_count = count(body, "periodRule.periodCount")?;
        subscription.period_type = fields::text(body, "periodRule.periodType").unwrap_or_default().to_owned();
    }
    if let Some(description) = fields::text(body, "subscriptionDescription") {
        subscription.description = description.to_owned();
    }
    subscription.end_at = end_at;
    subscription.amount = amount.unwrap_or(subscription.amount);
    subscription.difference = difference.or(subscription.difference);
    subscription.changes.push((request_id.to_owned(), content, kind.to_owned()));
    turn.effect = true;
    turn.save_subscription(subscription);
    Ok(Answer::success())
}

/// cancel: `CANCEL` lets the period run out, `TERMINATE` ends it at once. A repeat hears S again.
pub fn cancel(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, CANCEL)?;
    let Some(mut subscription) = named(turn, body).cloned() else {
        return Err(Answer::param("there is no subscription with this id"));
    };
    let wanted = match fields::text(body, "cancellationType") {
        Some("TERMINATE") => Stage::Terminated,
        _ => Stage::Cancelled,
    };
    match (subscription.stage, wanted) {
        (stage, wanted) if stage == wanted => return Ok(Answer::success()),
        (Stage::Active, _) | (Stage::Cancelled, Stage::Terminated) => {}
        _ => return Err(Answer::refused("PROCESS_FAIL", "only an active subscription can be cancelled")),
    }
    subscription.stage = wanted;
    subscription.ended_at = Some(turn.now);
    turn.effect = true;
    turn.save_subscription(subscription);
    Ok(Answer::success())
}
