//! Fetches one notification of the feed, and what a notification of the feed is (notification feed reference).

use domain::{MerchantReference, NotificationId};

use crate::fault::Checking;
use crate::fields::fields;
use crate::notify::Notification;
use crate::wire::{Extra, GatewayResult, ResultStatus};
use crate::words::words;
use crate::{Ask, Endpoint, Fault, FieldFault, Stamp};

/// `POST /v1/notification/inquireNotification`
#[derive(Debug)]
pub struct InquireNotification;

impl Endpoint for InquireNotification {
    const PATH: &'static str = "/ams/api/v1/notification/inquireNotification";
    type Answer = InquireNotificationAnswer;
}

words! {
    /// How the webhook of an event fared.
    pub enum DeliveryStatus {
        /// It was acknowledged.
        Delivered = "DELIVERED",
        /// It is still tried.
        Pending = "PENDING",
        /// It was given up.
        Failed = "FAILED",
    }
}

fields! {
    /// Which event.
    #[derive(Debug)]
    pub struct InquireNotificationAsk {
        /// The gateway's, a UUID.
        pub event_id: Option<NotificationId> = "eventId" [need],
    }
    also a_uuid;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct InquireNotificationAnswer {
        /// The event.
        pub notification: Option<FeedEvent> = "notification",
    }

    /// An event of the feed.
    #[derive(Debug)]
    pub struct FeedEvent {
        /// The gateway's; the same on every road that names one.
        pub event_id: Option<NotificationId> = "eventId",
        /// Its type: an open set.
        pub notify_type: Option<String> = "notifyType",
        /// When it was made.
        pub event_create_time: Option<Stamp> = "eventCreateTime",
        /// How its webhook fared.
        pub delivery_status: Option<DeliveryStatus> = "deliveryStatus",
        /// The merchant behind an acquirer; none for our own.
        pub reference_merchant_id: Option<MerchantReference> = "referenceMerchantId",
        /// The body of its webhook.
        pub notification_data: Option<Extra> = "notificationData",
    }
}

impl FeedEvent {
    /// What it says: its body, read as a webhook is, with the feed's word for what the body leaves out.
    #[must_use]
    pub fn news(&self) -> Notification {
        let fields = self.notification_data.as_ref().map(|body| body.0.clone()).unwrap_or_default();
        Notification::of(fields, self.notify_type.as_deref())
    }
}

/// Eight, four, four, four and twelve hexadecimal digits.
pub(crate) fn is_uuid(id: &NotificationId) -> bool {
    let parts: Vec<&str> = id.as_str().split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [8, 4, 4, 4, 12] && parts.concat().bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn a_uuid(ask: &InquireNotificationAsk, checking: Checking) -> Checking {
    checking.rule("eventId", ask.event_id.as_ref().is_none_or(is_uuid), Fault::Malformed("a UUID"))
}

impl Ask for InquireNotificationAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// Whether an answer says that this account has no feed: HTTP 404, or a failure that says there is no such
/// call. Then the inquiry calls and the relay are what is left. Such an answer may come unsigned; it decides
/// nothing about money.
#[must_use]
pub fn is_no_feed(http_status: u16, result: Option<&GatewayResult>) -> bool {
    if http_status == 404 {
        return true;
    }
    http_status == 200
        && result.is_some_and(|result| {
            let code: String =
                result.code.chars().map(|c| if c == ' ' { '_' } else { c.to_ascii_uppercase() }).collect();
            result.status == ResultStatus::Failure
                && matches!(code.as_str(), "NO_INTERFACE_DEF" | "UNKNOWN_API" | "INVALID_API")
        })
}
