//! inquireSubscription, inquireSubscriptionList and inquireSubscriptionPayment, in the shape the official SDK
//! reads; the pages show none.

use serde_json::{Map, Value, json};

use crate::answer::{Answer, Step};
use crate::clock::{DAY, iso, read_request_time};
use crate::fields::{self, Field, Kind, may, need};
use crate::state::Turn;
use crate::subscription::Subscription;
use crate::subscription_calls::named;

const WORD: Kind = Kind::Text(64);

const ONE: &[Field] = &[may("subscriptionId", Kind::Id(64)), may("subscriptionRequestId", Kind::Id(64))];

const LIST: &[Field] = &[
    may("startTimeFrom", Kind::Time),
    may("startTimeTo", Kind::Time),
    may("statuses", Kind::List(16, &WORD)),
    may("paymentMethodTypes", Kind::List(64, &WORD)),
    may("currencies", Kind::List(64, &WORD)),
    may("periodTypes", Kind::List(16, &WORD)),
];

const PAYMENTS: &[Field] =
    &[need("subscriptionId", Kind::Id(64)), may("paymentStatuses", Kind::List(16, &WORD))];

/// The largest page; our own choice.
const LARGEST_PAGE: usize = 100;

pub fn one(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, ONE)?;
    let agreed = named(turn, body).filter(|known| known.stage.word().is_some());
    let Some(subscription) = agreed else {
        return Err(Answer::param("there is no subscription with this id"));
    };
    Ok(Answer::success().with("subscription", Value::Object(view(subscription))))
}

fn view(subscription: &Subscription) -> Map<String, Value> {
    let mut view = Map::new();
    let mut put = |name: &str, value: Value| view.insert(name.to_owned(), value);
    put("subscriptionId", json!(subscription.subscription_id));
    put("status", json!(subscription.stage.word()));
    put("subscriptionDescription", json!(subscription.description));
    put("subscriptionStartTime", json!(iso(subscription.start_at)));
    if let Some(end) = subscription.end_at {
        put("subscriptionEndTime", json!(iso(end)));
    }
    put("periodRule", subscription.rule());
    put("paymentMethod", json!({ "paymentMethodType": subscription.wallet }));
    put("paymentAmount", subscription.amount.json());
    view
}

pub fn list(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, LIST)?;
    let time = |name: &str| fields::text(body, name).and_then(read_request_time);
    let to = time("startTimeTo").unwrap_or(turn.now);
    let from = time("startTimeFrom").unwrap_or(turn.now.saturating_sub(7 * DAY));
    if from > to {
        return Err(Answer::param("startTimeTo is before startTimeFrom"));
    }
    let found: Vec<Value> = turn
        .state
        .subscriptions
        .list
        .iter()
        .rev()
        .filter(|s| (from..=to).contains(&s.start_at))
        .filter(|s| s.stage.word().is_some_and(|word| wants(body, "statuses", word)))
        .filter(|s| wants(body, "paymentMethodTypes", &s.wallet))
        .filter(|s| wants(body, "currencies", &s.amount.currency))
        .filter(|s| wants(body, "periodTypes", &s.period_type))
        .map(|subscription| Value::Object(view(subscription)))
        .collect();
    paged(body, "subscriptions", &found)
}

/// The payments of the periods, newest first.
pub fn payments(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, PAYMENTS)?;
    let Some(subscription) = named(turn, body) else {
        return Err(Answer::param("there is no subscription with this id"));
    };
    let found: Vec<Value> = subscription
        .phases
        .iter()
        .rev()
        .filter_map(|phase| Some((phase, turn.state.payment_by_id(&phase.payment_id)?)))
        .filter(|(_, payment)| wants(body, "paymentStatuses", payment.status.text()))
        .map(|(phase, payment)| {
            json!({
                "paymentId": payment.payment_id,
                "status": payment.status.text(),
                "paymentMethod": { "paymentMethodType": payment.method },
                "paymentAmount": payment.amount.json(),
                "paymentTime": payment.paid_at.map(iso),
                "phaseNo": phase.number.to_string(),
            })
        })
        .collect();
    paged(body, "payments", &found)
}

fn wants(body: &Map<String, Value>, filter: &str, word: &str) -> bool {
    match body.get(filter).and_then(Value::as_array) {
        Some(words) => words.is_empty() || words.iter().any(|wanted| wanted == word),
        None => true,
    }
}

fn page_number(body: &Map<String, Value>, name: &str, default: usize, most: usize) -> Step<usize> {
    let Some(value) = body.get(name) else {
        return Ok(default);
    };
    let number = value.as_u64().or_else(|| value.as_str().and_then(|text| text.parse().ok()));
    number
        .and_then(|number| usize::try_from(number).ok())
        .filter(|number| (1..=most).contains(number))
        .ok_or_else(|| Answer::param(&format!("{name} must be a number of 1 to {most}")))
}

fn paged(body: &Map<String, Value>, name: &str, found: &[Value]) -> Step<Answer> {
    let page = page_number(body, "currentPage", 1, 1_000_000)?;
    let size = page_number(body, "pageSize", 10, LARGEST_PAGE)?;
    let shown: Vec<Value> =
        found.iter().skip(page.saturating_sub(1).saturating_mul(size)).take(size).cloned().collect();
    let paginator = json!({
        "currentPage": page,
        "pageSize": size,
        "totalPage": found.len().div_ceil(size),
        "totalCount": found.len(),
    });
    Ok(Answer::success().with(name, shown).with("paginator", paginator))
}
