//! When a webhook and an event of the feed are the same news.

use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::{NewsKind, Notification};
use crate::SecretText;
use crate::wire::GatewayResult;

/// The key under which a webhook without an event id, its repeats and the same event of the feed are one:
/// the kind, the gateway's ids, the type of a dispute's or a subscription's event, and how it came out (last
/// section of the notification feed reference). Codes and tokens stand in it as SHA-256.
///
/// The key leaves amounts out. Two bodies under one key may still differ: compare [`content_print`], and
/// keep and show the second one when it is another.
#[must_use]
pub fn merge_key(notification: &Notification) -> String {
    let key = Key::of(notification.kind());
    match notification {
        Notification::Payment(news) => key
            .part(news.notify_type.as_ref().map(|word| word.word()))
            .either(news.payment_id.as_ref().map(|id| id.as_str()), "ours", || {
                news.payment_request_id.as_ref().map(|id| id.as_str())
            })
            .part(news.update_request_id.as_ref().map(|id| id.as_str()))
            .part(news.auth_review_status.as_deref())
            .result(news.result.as_ref())
            .part(news.payment_status.as_ref().map(|word| word.word())),
        Notification::Capture(news) => key
            .part(news.payment_id.as_ref().map(|id| id.as_str()))
            .either(news.capture_id.as_ref().map(|id| id.as_str()), "ours", || {
                news.capture_request_id.as_ref().map(|id| id.as_str())
            })
            .result(news.result.as_ref()),
        Notification::Refund(news) => key
            .either(news.refund_id.as_ref().map(|id| id.as_str()), "ours", || {
                news.refund_request_id.as_ref().map(|id| id.as_str())
            })
            .result(news.result.as_ref())
            .part(news.refund_status.as_ref().map(|word| word.word())),
        Notification::Dispute(news) => key
            .part(news.dispute_id.as_ref().map(|id| id.as_str()))
            .part(news.dispute_notification_type.as_ref().map(|word| word.word()))
            .part(news.dispute_judged_result.as_ref().map(|word| word.word()))
            .result(news.result.as_ref()),
        Notification::DefenseStrategySuggestion(news) => key
            .part(news.dispute_id.as_ref().map(|id| id.as_str()))
            .part(news.notify_time.as_ref().map(|time| time.text())),
        Notification::DefenseDocument(news) => key
            .part(news.dispute_id.as_ref().map(|id| id.as_str()))
            .part(news.notify_time.as_ref().map(|time| time.text())),
        // The reference asks for the type and the code or the token.
        Notification::Authorization(news) => key
            .part(news.authorization_notify_type.as_ref().map(|word| word.word()))
            .part(news.auth_state.as_ref().map(|state| state.as_str()))
            .secret(news.auth_code.as_ref())
            .secret(news.access_token.as_ref()),
        Notification::RegistrationStatus(news) => {
            let own = news.registration_result.as_ref().and_then(|news| news.registration_status.as_ref());
            let mut wallets: Vec<String> = news
                .psp_registration_result_list
                .iter()
                .map(|wallet| {
                    let status = wallet
                        .registration_result
                        .as_ref()
                        .and_then(|news| news.registration_status.as_ref());
                    let status = status.map_or("", |word| word.word());
                    format!("{}={status}", wallet.psp_name.as_deref().unwrap_or_default())
                })
                .collect();
            wallets.sort();
            key.part(news.registration_request_id.as_ref().map(|id| id.as_str()))
                .part(news.reference_merchant_id.as_ref().map(|id| id.as_str()))
                .part(news.reference_store_id.as_ref().map(|id| id.as_str()))
                .part(own.map(|word| word.word()))
                .part(Some(&wallets.join(",")))
        }
        // Several changes of one subscription are told by what they changed.
        Notification::Subscription(news) => {
            let rule = news.period_rule.as_ref();
            key.part(news.subscription_id.as_ref().map(|id| id.as_str()))
                .part(news.subscription_request_id.as_ref().map(|id| id.as_str()))
                .part(news.subscription_notification_type.as_ref().map(|word| word.word()))
                .part(news.subscription_status.as_ref().map(|word| word.word()))
                .part(news.subscription_start_time.as_ref().map(|time| time.text()))
                .part(news.subscription_end_time.as_ref().map(|time| time.text()))
                .part(rule.and_then(|rule| rule.period_type.as_deref()))
                .part(rule.and_then(|rule| rule.period_count.as_deref()))
        }
        Notification::Other(news) => {
            key.part(news.notify_type.as_deref()).part(Some(&content_print(&news.fields.0)))
        }
    }
    .0
}

/// SHA-256 of a body's content in hexadecimal, whatever the order of its fields and the space between them.
#[must_use]
pub fn content_print(fields: &Map<String, Value>) -> String {
    hex(sorted(&Value::Object(fields.clone())).to_string().as_bytes())
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut entries: Vec<(&String, &Value)> = fields.iter().collect();
            entries.sort_by_key(|(name, _)| name.as_str());
            Value::Object(entries.into_iter().map(|(name, value)| (name.clone(), sorted(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Parts with `/` between them; a `/` inside a part is written `%2F`, so that no two lists give one key.
struct Key(String);

impl Key {
    fn of(kind: NewsKind) -> Self {
        Self(kind.word().to_owned())
    }

    fn part(mut self, part: Option<&str>) -> Self {
        self.0.push('/');
        self.0.push_str(&part.unwrap_or_default().replace('%', "%25").replace('/', "%2F"));
        self
    }

    /// The gateway's id, or else another one under a word of its own.
    fn either<'a>(self, first: Option<&str>, word: &str, second: impl Fn() -> Option<&'a str>) -> Self {
        match (first, second()) {
            (Some(_), _) | (None, None) => self.part(first),
            (None, Some(second)) => self.part(Some(&format!("{word}:{second}"))),
        }
    }

    fn result(self, result: Option<&GatewayResult>) -> Self {
        self.part(result.map(|result| result.status.word()))
    }

    fn secret(self, secret: Option<&SecretText>) -> Self {
        self.part(secret.map(|secret| hex(secret.expose().as_bytes())).as_deref())
    }
}
