//! notifySubscription (section 7 of the auto debit reference).

use domain::{Money, SubscriptionId, SubscriptionRequestId};

use crate::Stamp;
use crate::period::PeriodNews;
use crate::shape::{told, words};
use crate::wire::GatewayResult;

words! {
    /// How a subscription stands.
    pub enum SubscriptionStatus {
        /// It runs.
        Active = "ACTIVE",
        /// It ends with the period.
        Cancelled = "CANCELLED",
        /// It ended at once.
        Terminated = "TERMINATED",
    }
}

words! {
    /// What happened to a subscription.
    pub enum SubscriptionNotificationType {
        /// It began.
        Create = "CREATE",
        /// A change took hold.
        Change = "CHANGE",
        /// It ends with the period.
        Cancel = "CANCEL",
        /// An update took hold.
        Update = "UPDATE",
        /// It ended at once.
        Terminate = "TERMINATE",
    }
}

told! {
    /// What happened to a subscription.
    pub struct NotifySubscription {
        /// Not in the reference; read when it comes.
        notify_type: Option<String>,
        /// Not in the reference; read when it comes.
        result: Option<GatewayResult>,
        /// Ours.
        subscription_request_id: Option<SubscriptionRequestId>,
        /// The gateway's.
        subscription_id: Option<SubscriptionId>,
        /// How it stands.
        subscription_status: Option<SubscriptionStatus>,
        /// What happened.
        subscription_notification_type: Option<SubscriptionNotificationType>,
        /// Since when it runs.
        subscription_start_time: Option<Stamp>,
        /// Until when.
        subscription_end_time: Option<Stamp>,
        /// How often.
        period_rule: Option<PeriodNews>,
        /// Amounts of periods may add up.
        allow_accumulate: Option<bool>,
        /// Up to this.
        max_accumulate_amount: Option<Money>,
    }
}
