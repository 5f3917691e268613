//! What the gateway tells without being asked: webhooks, and the same bodies in the feed.

mod authorization;
mod capture;
mod defense;
mod dispute;
mod kind;
mod merge;
mod payment;
mod receive;
mod refund;
mod registration;
mod secrets;
mod subscription;

pub use authorization::{AuthorizationNotifyType, NotifyAuthorization};
pub use capture::NotifyCapture;
pub use defense::{
    AdvisedEvidence, DefenseFile, Level, NotifyDefenseDocument, NotifyDefenseStrategySuggestion,
};
pub use dispute::{
    DisputeAcceptReason, DisputeJudgedResult, DisputeNotificationType, DisputeType, IssuerComments,
    NotifyDispute,
};
pub use kind::{NewsKind, Notification, OtherNews};
pub use merge::{content_print, merge_key};
pub use payment::{NotifyPayment, PaymentNews, PaymentNotifyType};
pub use receive::{NotReceived, Received, ReceivingFor, receive};
pub use refund::NotifyRefund;
pub use registration::{
    NotifyRegistrationStatus, RegistrationNews, RegistrationStatus, WalletRegistrationNews,
};
pub use secrets::{MASK, masked, secret_paths};
pub use subscription::{NotifySubscription, SubscriptionNotificationType, SubscriptionStatus};

/// The exact body that tells the gateway a notification is kept (section 2.4 of the online payments
/// reference). Send it with HTTP 200, only after the notification is stored, and again for every repeat.
#[must_use]
pub fn acknowledgement() -> &'static [u8] {
    br#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#
}
