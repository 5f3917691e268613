//! The feed: the same events a webhook brings, for a merchant no webhook can reach.

use serde_json::{Map, Value, json};

use crate::answer::{Answer, Step};
use crate::clock::{DAY, SECOND, iso_utc, read_request_time};
use crate::events::Event;
use crate::fields::{self, Field, Kind, may, need};
use crate::secrets;
use crate::state::Turn;

/// How long events are kept.
const RETENTION: i64 = 30 * DAY;

/// The window when none is asked for.
const WINDOW: i64 = 7 * DAY;

/// Events per page when the request names no number.
const PAGE: usize = 10;

/// Our own choice: the sources state no maximum.
const LARGEST_PAGE: u64 = 100;

/// The types a filter may name: those of the feed's reference, then those of agreements,
/// subscriptions and defences, which this gateway puts into its feed under the webhook's own words.
const TYPES: &[&str] = &[
    "PAYMENT_RESULT",
    "PAYMENT_PENDING",
    "UPDATE_AMOUNT_RESULT",
    "OFFLINE_PAYMENT_CODE",
    "CAPTURE_RESULT",
    "REFUND_RESULT",
    "REGISTRATION_STATUS",
    "PAYMENT_METHOD_ACTIVATION_STATUS",
    "PAYMENT_METHOD_DEACTIVATION_STATUS",
    "MERCHANT_RISK_NOTIFICATION",
    "MERCHANT_INFO_UPDATE_RESULT",
    "MERCHANT_RISK_RFI",
    "MERCHANT_INFO_UPDATED",
    "RISK_POST_REVIEW",
    "DISPUTE_CREATED",
    "DISPUTE_CANCELLED",
    "DISPUTE_JUDGED",
    "DISPUTE_ACCEPTED",
    "RDR_RESOLVED",
    "DEFENSE_SUPPLIED",
    "DEFENSE_DUE_ALERT",
    "TRANSFER_RESULT",
    "TRANSFER_REVERSE_RESULT",
    "BALANCE_TRANSACTION_RESULT",
    "PAYOUT_RESULT",
    "AUTHCODE_CREATED",
    "TOKEN_CREATED",
    "TOKEN_CANCELED",
    "SUBSCRIPTION",
    "DEFENSE_STRATEGY_SUGGESTION",
    "DEFENSE_DOCUMENT",
];

const TYPE: Kind = Kind::OneOf(TYPES);

const LIST: &[Field] = &[
    may("notifyType", Kind::List(64, &TYPE)),
    may("eventCreateTimeFrom", Kind::Time),
    may("eventCreateTimeTo", Kind::Time),
    may("startingAfter", Kind::Text(36)),
];

const ONE: &[Field] = &[need("eventId", Kind::Text(36))];

/// inquireNotificationList: a page of events, newest first.
pub fn list(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    let mut body = body.clone();
    body.retain(|_, value| !value.is_null());
    fields::check(&body, LIST)?;
    let limit = limit(&body)?;
    let to = time(&body, "eventCreateTimeTo")?.unwrap_or(turn.now);
    let from = time(&body, "eventCreateTimeFrom")?.unwrap_or(to.saturating_sub(WINDOW));
    if from > to {
        return Err(Answer::param("eventCreateTimeTo is before eventCreateTimeFrom"));
    }
    let from = from.max(turn.now.saturating_sub(RETENTION));
    let cursor = match fields::text(&body, "startingAfter") {
        None => None,
        Some(id) => match kept(turn, id) {
            Some(event) => Some((event.at, event.seq)),
            None => return Err(Answer::param("startingAfter is not the id of an event")),
        },
    };
    let types: Vec<&str> = body
        .get("notifyType")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    // Times are written in seconds: an instant includes the whole of its second.
    let (from, to) = (whole_second(from), whole_second(to).saturating_add(SECOND - 1));
    let mut found = turn
        .state
        .events
        .newest_first(from, to, cursor)
        .filter(|event| types.is_empty() || types.contains(&event.notify_type.as_str()));
    let page: Vec<&Event> = found.by_ref().take(limit).collect();
    let more = found.next().is_some();
    let last = page.last().filter(|_| more).map(|event| event.event_id.clone());
    let page: Vec<Value> = page.into_iter().map(|event| view(turn, event)).collect();
    Ok(Answer::success().with("notifications", page).with("hasMore", more).maybe("nextStartingAfter", last))
}

/// inquireNotification: one event.
pub fn one(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, ONE)?;
    let id = fields::text(body, "eventId").unwrap_or_default();
    match kept(turn, id) {
        Some(event) => Ok(Answer::success().with("notification", view(turn, event))),
        None => Err(Answer::param("eventId is not the id of an event of the last 30 days")),
    }
}

fn kept<'a>(turn: &'a Turn<'_>, id: &str) -> Option<&'a Event> {
    let oldest = whole_second(turn.now.saturating_sub(RETENTION));
    turn.state.events.get(id).filter(|event| event.at >= oldest)
}

/// A JSON number here, unlike every other number of the gateway.
fn limit(body: &Map<String, Value>) -> Step<usize> {
    let Some(limit) = body.get("limit") else {
        return Ok(PAGE);
    };
    limit
        .as_u64()
        .filter(|limit| (1..=LARGEST_PAGE).contains(limit))
        .and_then(|limit| usize::try_from(limit).ok())
        .ok_or_else(|| Answer::param("limit must be a JSON number from 1 to 100"))
}

fn time(body: &Map<String, Value>, name: &str) -> Step<Option<i64>> {
    match fields::text(body, name) {
        None => Ok(None),
        Some(text) => match read_request_time(text).filter(|_| text.contains('T')) {
            Some(at) => Ok(Some(at)),
            None => Err(Answer::param(&format!("{name} must be an ISO 8601 time with an offset"))),
        },
    }
}

fn whole_second(at: i64) -> i64 {
    at.div_euclid(SECOND).saturating_mul(SECOND)
}

fn view(turn: &Turn<'_>, event: &Event) -> Value {
    json!({
        "eventId": event.event_id,
        "notifyType": event.notify_type,
        "eventCreateTime": iso_utc(event.at),
        "deliveryStatus": turn.state.events.delivery_status(event),
        "notificationData": secrets::unveil(turn.salt, &event.body),
    })
}
