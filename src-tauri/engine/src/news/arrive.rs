//! A notification comes in: written down whole before anything is made of it.

use antom::notify::{Notification, content_print, masked, merge_key, secret_paths};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{
    Arrival, Body, DossierKind, Moment, Money, NewsEvent, Notice, NotificationId, Road, Source, StreamId,
};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::Failed;
use crate::hear::WRITE_TRIES;
use crate::merchant::Merchant;
use crate::port::{Append, LedgerError, NewFact};

/// A notification as a road brought it, verified.
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub road: Road,
    /// The gateway's id of the event, when the road tells it.
    pub event: Option<NotificationId>,
    /// The feed's word for it.
    pub word: Option<String>,
    /// When it happened, when the road tells it.
    pub at: Option<Moment>,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub fields: Map<String, Value>,
    pub key_version: Option<String>,
}

/// A notification in the ledger.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub stream: StreamId,
    pub version: u64,
    pub notice: Notice,
}

impl Merchant {
    /// Writes a notification down, or that it came again.
    pub(crate) async fn arrive(&self, delivery: Delivery) -> Result<Kept, Failed> {
        let notification = Notification::of(delivery.fields.clone(), delivery.word.as_deref());
        let merge_key = merge_key(&notification);
        // Two bodies under one merge key are two notifications; the same body by two roads is one.
        let content = format!("{merge_key}\n{}", content_print(&delivery.fields));
        let first = self.news_stream(&content)?;
        let mut arrival = self.arrival(&delivery, &notification, merge_key).await?;
        for _ in 0..WRITE_TRIES {
            let mut stream = first.clone();
            let mut known = self.notice(&stream).await?;
            // Two changes of a subscription may be told in the same words, and only their ids tell them apart: they
            // are two notices, and the second happened when its event did. A road without ids cannot know: what it
            // brings is a repeat. Every other word names what it is about, and is one however often it is listed.
            let told = known.as_ref().and_then(|known| known.notice.arrival.event.as_ref());
            if let (Some(told), Some(event), true) = (told, &delivery.event, tells_a_change(&notification))
                && told != event
            {
                stream = self.news_stream(&format!("{content}\n{event}"))?;
                known = self.notice(&stream).await?;
                arrival.happened_at = delivery.at.unwrap_or(arrival.happened_at);
            }
            let event = match &known {
                Some(known) if listed_before(&known.notice, &delivery) => return Ok(known.clone()),
                Some(_) => NewsEvent::Again { road: delivery.road, event: delivery.event.clone() },
                None => NewsEvent::Arrived(arrival.clone()),
            };
            let version = known.map_or(0, |known| known.version);
            match self.write_news(&stream, version, event, arrival.happened_at).await {
                Ok(kept) => return Ok(kept),
                Err(Failed::Ledger(LedgerError::SomeoneElseWrote)) => {}
                Err(error) => return Err(error),
            }
        }
        Err(LedgerError::SomeoneElseWrote.into())
    }

    /// The stream of a notification, named by what it says.
    fn news_stream(&self, content: &str) -> Result<StreamId, Failed> {
        let digest = Sha256::digest(content);
        let name: String = digest.iter().take(20).map(|byte| format!("{byte:02x}")).collect();
        Ok(StreamId::dossier(DossierKind::News, &self.account.id, &name)?)
    }

    pub(crate) async fn write_news(
        &self,
        stream: &StreamId,
        version: u64,
        event: NewsEvent,
        at: Moment,
    ) -> Result<Kept, Failed> {
        self.write_facts(stream, version, vec![Body::News(event)], at).await?;
        self.notice(stream).await?.ok_or_else(|| Failed::NotFound(stream.to_string()))
    }

    pub(crate) async fn write_facts(
        &self,
        stream: &StreamId,
        version: u64,
        facts: Vec<Body>,
        at: Moment,
    ) -> Result<(), Failed> {
        let fact = |body| NewFact { source: Source::Notification, occurred_at: at, body };
        let append = Append {
            stream: stream.clone(),
            expected_version: version,
            actor: self.actor_of(Source::Notification),
            heard_at: self.now(),
            facts: facts.into_iter().map(fact).collect(),
            open: None,
            close: None,
        };
        self.parts.ledger.append(append).await?;
        self.announce(stream);
        Ok(())
    }

    /// A notification as it stands in the ledger.
    pub(crate) async fn notice(&self, stream: &StreamId) -> Result<Option<Kept>, Failed> {
        let entries = self.parts.ledger.stream(stream).await?;
        let version = entries.last().map_or(0, |entry| entry.version);
        let events = entries.iter().filter_map(|entry| match &entry.body {
            Body::News(event) => Some((event, entry.heard_at)),
            Body::Payment(_) | Body::Account(_) | Body::Dossier(_) | Body::Mark(_) => None,
        });
        Ok(Notice::fold(events).map(|notice| Kept { stream: stream.clone(), version, notice }))
    }

    async fn arrival(
        &self,
        delivery: &Delivery,
        notification: &Notification,
        merge_key: String,
    ) -> Result<Arrival, Failed> {
        let kind = notification.kind();
        let whole = Value::Object(delivery.fields.clone());
        let secret = !secret_paths(kind).is_empty() || masked(kind, &whole) != whole;
        let body = if secret {
            STANDARD.encode(self.parts.keys.seal(delivery.body.clone()).await?)
        } else {
            String::from_utf8_lossy(&delivery.body).into_owned()
        };
        Ok(Arrival {
            road: delivery.road,
            event: delivery.event.clone(),
            merge_key,
            word: word_of(notification, delivery.word.as_deref()),
            happened_at: happened_at(&delivery.fields).or(delivery.at).unwrap_or_else(|| self.now()),
            amount: amount_of(notification),
            names: names_of(&delivery.fields),
            body,
            sealed: secret,
            headers: delivery.headers.clone(),
            key_version: delivery.key_version.clone(),
        })
    }

    /// The exact body of a notification, opened when it is sealed.
    pub async fn news_body(&self, arrival: &Arrival) -> Result<Vec<u8>, Failed> {
        if !arrival.sealed {
            return Ok(arrival.body.clone().into_bytes());
        }
        let sealed = STANDARD
            .decode(&arrival.body)
            .map_err(|_| LedgerError::Damaged("a sealed notification is no base64".to_owned()))?;
        Ok(self.parts.keys.open(sealed).await?)
    }
}

/// Whether the feed only lists again what it listed before: it says the same every time it is read. The same
/// words under another event's id are told once more.
fn listed_before(notice: &Notice, delivery: &Delivery) -> bool {
    delivery.road == Road::Feed
        && notice.times.contains_key(&Road::Feed)
        && delivery.event.as_ref().is_none_or(|event| notice.told.contains(event))
}

/// Whether it tells that a subscription was changed. Its fields say how the subscription stands, and nothing of
/// which change it was.
fn tells_a_change(notification: &Notification) -> bool {
    let Notification::Subscription(news) = notification else { return false };
    news.subscription_notification_type
        .as_ref()
        .is_some_and(|word| matches!(word.word(), "CHANGE" | "UPDATE"))
}

/// The gateway's own word for what happened.
fn word_of(notification: &Notification, feed: Option<&str>) -> String {
    let own = match notification {
        Notification::Payment(news) => news.notify_type.as_ref().map(|word| word.word().to_owned()),
        Notification::Capture(_) => Some("CAPTURE_RESULT".to_owned()),
        Notification::Refund(_) => Some("REFUND_RESULT".to_owned()),
        Notification::Dispute(news) => {
            news.dispute_notification_type.as_ref().map(|word| word.word().to_owned())
        }
        Notification::DefenseStrategySuggestion(_) => Some("DEFENSE_STRATEGY_SUGGESTION".to_owned()),
        Notification::DefenseDocument(_) => Some("DEFENSE_DOCUMENT".to_owned()),
        Notification::Authorization(news) => {
            news.authorization_notify_type.as_ref().map(|word| word.word().to_owned())
        }
        Notification::RegistrationStatus(_) => Some("REGISTRATION_STATUS".to_owned()),
        Notification::Subscription(news) => {
            news.subscription_notification_type.as_ref().map(|word| format!("SUBSCRIPTION_{}", word.word()))
        }
        Notification::Other(news) => news.notify_type.clone(),
    };
    own.or_else(|| feed.map(str::to_owned)).unwrap_or_else(|| notification.kind().word().to_owned())
}

fn amount_of(notification: &Notification) -> Option<Money> {
    match notification {
        Notification::Payment(news) => news.payment_amount,
        Notification::Capture(news) => news.capture_amount,
        Notification::Refund(news) => news.refund_amount,
        Notification::Dispute(news) => news.dispute_judged_amount.or(news.dispute_amount),
        Notification::DefenseStrategySuggestion(_)
        | Notification::DefenseDocument(_)
        | Notification::Authorization(_)
        | Notification::RegistrationStatus(_)
        | Notification::Subscription(_)
        | Notification::Other(_) => None,
    }
}

/// Ids people look for. None of them is a secret.
fn names_of(fields: &Map<String, Value>) -> Vec<String> {
    const IDS: [&str; 15] = [
        "paymentId",
        "paymentRequestId",
        "captureId",
        "captureRequestId",
        "refundId",
        "refundRequestId",
        "updateRequestId",
        "disputeId",
        "authState",
        "subscriptionId",
        "subscriptionRequestId",
        "registrationRequestId",
        "referenceMerchantId",
        "referenceStoreId",
        "arn",
    ];
    IDS.iter()
        .filter_map(|name| fields.get(*name)?.as_str())
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The time the notification itself names: the most telling one it has. When a subscription or a period of it
/// begins is not when something was told of it, and may be ahead.
fn happened_at(fields: &Map<String, Value>) -> Option<Moment> {
    const TIMES: [&str; 10] = [
        "notifyTime",
        "disputeJudgedTime",
        "disputeAcceptTime",
        "disputeCancelledTime",
        "defenseSuppliedTime",
        "captureTime",
        "refundTime",
        "paymentTime",
        "disputeTime",
        "paymentCreateTime",
    ];
    TIMES.iter().find_map(|name| antom::parse_time(fields.get(*name)?.as_str()?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn when_a_subscription_begins_is_not_when_it_was_told() {
        let begins = "2026-04-01T00:00:00+08:00";
        let paid = "2026-03-01T08:30:00+08:00";
        let at = antom::parse_time(paid);
        for (body, when) in [
            (json!({ "subscriptionStartTime": begins, "subscriptionEndTime": begins }), None),
            (json!({ "periodStartTime": begins, "subscriptionId": "S1" }), None),
            (json!({ "periodStartTime": begins, "paymentTime": paid }), at),
        ] {
            assert_eq!(happened_at(body.as_object().unwrap()), when, "{body}");
        }
    }
}
