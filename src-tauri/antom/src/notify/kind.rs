//! Which notification a body is.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{
    NotifyAuthorization, NotifyCapture, NotifyDefenseDocument, NotifyDefenseStrategySuggestion,
    NotifyDispute, NotifyPayment, NotifyRefund, NotifyRegistrationStatus, NotifySubscription,
};
use crate::wire::{Extra, GatewayResult};

/// The kinds of notification, by their names in the gateway's documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NewsKind {
    /// notifyPayment
    Payment,
    /// notifyCapture
    Capture,
    /// notifyRefund
    Refund,
    /// notifyDispute
    Dispute,
    /// notifyDefenseStrategySuggestion
    DefenseStrategySuggestion,
    /// notifyDefenseDocument
    DefenseDocument,
    /// notifyAuthorization
    Authorization,
    /// notifyRegistrationStatus
    RegistrationStatus,
    /// notifySubscription
    Subscription,
    /// One this program has no form for.
    Other,
}

impl NewsKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Payment,
        Self::Capture,
        Self::Refund,
        Self::Dispute,
        Self::DefenseStrategySuggestion,
        Self::DefenseDocument,
        Self::Authorization,
        Self::RegistrationStatus,
        Self::Subscription,
        Self::Other,
    ];

    /// The name in the gateway's documentation, as in [`crate::calls::NOTIFICATIONS`].
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Payment => "notifyPayment",
            Self::Capture => "notifyCapture",
            Self::Refund => "notifyRefund",
            Self::Dispute => "notifyDispute",
            Self::DefenseStrategySuggestion => "notifyDefenseStrategySuggestion",
            Self::DefenseDocument => "notifyDefenseDocument",
            Self::Authorization => "notifyAuthorization",
            Self::RegistrationStatus => "notifyRegistrationStatus",
            Self::Subscription => "notifySubscription",
            Self::Other => "other",
        }
    }

    /// Which kind a body is. The tests, in this order; the first that fits decides:
    ///
    /// 1. `notifyType` is a word of notifyPayment, notifyCapture, notifyRefund or notifyRegistrationStatus.
    /// 2. It has the field that names the event of its kind: `authorizationNotifyType`,
    ///    `disputeNotificationType`, `subscriptionNotificationType`.
    /// 3. It has `disputeId` and `defenseFile`, or `disputeId` and `evidenceList`.
    /// 4. It has `registrationResult` or `pspRegistrationResultList`.
    /// 5. It has no `notifyType`, and the feed calls it by a word of the first test. A dispute of the feed
    ///    must have passed the second.
    /// 6. Anything else is [`NewsKind::Other`].
    #[must_use]
    pub fn of(fields: &Map<String, Value>, feed_word: Option<&str>) -> Self {
        let own_word = fields.get("notifyType").and_then(Value::as_str).filter(|word| !word.is_empty());
        let has = |name: &str| fields.get(name).is_some_and(|value| !value.is_null());
        if let Some(kind) = own_word.and_then(Self::of_word) {
            kind
        } else if has("authorizationNotifyType") {
            Self::Authorization
        } else if has("disputeNotificationType") {
            Self::Dispute
        } else if has("subscriptionNotificationType") {
            Self::Subscription
        } else if has("disputeId") && has("defenseFile") {
            Self::DefenseDocument
        } else if has("disputeId") && has("evidenceList") {
            Self::DefenseStrategySuggestion
        } else if has("registrationResult") || has("pspRegistrationResultList") {
            Self::RegistrationStatus
        } else if let (None, Some(kind)) = (own_word, feed_word.and_then(Self::of_word)) {
            kind
        } else {
            Self::Other
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        match word {
            "PAYMENT_RESULT" | "PAYMENT_PENDING" | "UPDATE_AMOUNT_RESULT" | "OFFLINE_PAYMENT_CODE" => {
                Some(Self::Payment)
            }
            "CAPTURE_RESULT" => Some(Self::Capture),
            "REFUND_RESULT" => Some(Self::Refund),
            "REGISTRATION_STATUS" => Some(Self::RegistrationStatus),
            _ => None,
        }
    }
}

/// A notification, typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Notification {
    /// How a payment came out.
    Payment(Box<NotifyPayment>),
    /// How a capture came out.
    Capture(Box<NotifyCapture>),
    /// How a refund came out.
    Refund(Box<NotifyRefund>),
    /// What happened to a dispute.
    Dispute(Box<NotifyDispute>),
    /// Which proof would help in a dispute.
    DefenseStrategySuggestion(Box<NotifyDefenseStrategySuggestion>),
    /// A defence the gateway wrote.
    DefenseDocument(Box<NotifyDefenseDocument>),
    /// What happened to a buyer's consent.
    Authorization(Box<NotifyAuthorization>),
    /// How a registration stands.
    RegistrationStatus(Box<NotifyRegistrationStatus>),
    /// What happened to a subscription.
    Subscription(Box<NotifySubscription>),
    /// One this program has no form for, or whose fields do not fit it: kept whole, shown, never applied.
    Other(OtherNews),
}

/// A notification kept whole.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherNews {
    /// The word of its type: its own, or else the feed's.
    pub notify_type: Option<String>,
    /// The kind it was recognised as, when its fields did not fit the form of that kind.
    pub misfit: Option<NewsKind>,
    /// All its fields. Debug output shows their names only.
    pub fields: Extra,
}

impl Notification {
    /// Reads a body. `feed_word` is the type the feed gives beside it, none for a webhook.
    #[must_use]
    pub fn of(fields: Map<String, Value>, feed_word: Option<&str>) -> Self {
        fn typed<T: DeserializeOwned>(fields: &Map<String, Value>) -> Option<Box<T>> {
            serde_json::from_value(Value::Object(fields.clone())).ok().map(Box::new)
        }
        let kind = NewsKind::of(&fields, feed_word);
        // A result that is there and cannot be read must not pass for one that was left out.
        let result = fields.get("result").filter(|result| !result.is_null());
        let readable = result.is_none_or(|result| GatewayResult::read(result).is_some());
        let read = match kind {
            _ if !readable => None,
            NewsKind::Payment => typed(&fields).map(Self::Payment),
            NewsKind::Capture => typed(&fields).map(Self::Capture),
            NewsKind::Refund => typed(&fields).map(Self::Refund),
            NewsKind::Dispute => typed(&fields).map(Self::Dispute),
            NewsKind::DefenseStrategySuggestion => typed(&fields).map(Self::DefenseStrategySuggestion),
            NewsKind::DefenseDocument => typed(&fields).map(Self::DefenseDocument),
            NewsKind::Authorization => typed(&fields).map(Self::Authorization),
            NewsKind::RegistrationStatus => typed(&fields).map(Self::RegistrationStatus),
            NewsKind::Subscription => typed(&fields).map(Self::Subscription),
            NewsKind::Other => None,
        };
        read.unwrap_or_else(|| {
            let own_word = fields.get("notifyType").and_then(Value::as_str).filter(|word| !word.is_empty());
            Self::Other(OtherNews {
                notify_type: own_word.or(feed_word).map(str::to_owned),
                misfit: (kind != NewsKind::Other).then_some(kind),
                fields: Extra(fields),
            })
        })
    }

    /// Which kind it is.
    #[must_use]
    pub fn kind(&self) -> NewsKind {
        match self {
            Self::Payment(_) => NewsKind::Payment,
            Self::Capture(_) => NewsKind::Capture,
            Self::Refund(_) => NewsKind::Refund,
            Self::Dispute(_) => NewsKind::Dispute,
            Self::DefenseStrategySuggestion(_) => NewsKind::DefenseStrategySuggestion,
            Self::DefenseDocument(_) => NewsKind::DefenseDocument,
            Self::Authorization(_) => NewsKind::Authorization,
            Self::RegistrationStatus(_) => NewsKind::RegistrationStatus,
            Self::Subscription(_) => NewsKind::Subscription,
            Self::Other(_) => NewsKind::Other,
        }
    }

    /// The result it carries, when it carries one.
    #[must_use]
    pub fn result(&self) -> Option<GatewayResult> {
        match self {
            Self::Payment(news) => news.result.clone(),
            Self::Capture(news) => news.result.clone(),
            Self::Refund(news) => news.result.clone(),
            Self::Dispute(news) => news.result.clone(),
            Self::DefenseStrategySuggestion(news) => news.result.clone(),
            Self::DefenseDocument(news) => news.result.clone(),
            Self::Authorization(news) => news.result.clone(),
            Self::RegistrationStatus(news) => news.result.clone(),
            Self::Subscription(news) => news.result.clone(),
            Self::Other(news) => news.fields.0.get("result").and_then(GatewayResult::read),
        }
    }
}
