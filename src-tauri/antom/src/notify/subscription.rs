//! notifySubscription (section 7 of the auto debit reference).

use domain::{Money, SubscriptionId, SubscriptionRequestId};

use crate::Stamp;
use crate::fields::fields;
use crate::parts::PeriodRule;
use crate::wire::GatewayResult;
use crate::words::words;

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

fields! {
    /// What happened to a subscription.
    #[derive(Debug)]
    pub struct NotifySubscription {
        /// Not in the reference; read when it comes.
        pub notify_type: Option<String> = "notifyType",
        /// Not in the reference; read when it comes.
        pub result: Option<GatewayResult> = "result",
        /// Ours.
        pub subscription_request_id: Option<SubscriptionRequestId> = "subscriptionRequestId",
        /// The gateway's.
        pub subscription_id: Option<SubscriptionId> = "subscriptionId",
        /// How it stands.
        pub subscription_status: Option<SubscriptionStatus> = "subscriptionStatus",
        /// What happened.
        pub subscription_notification_type: Option<SubscriptionNotificationType> = "subscriptionNotificationType",
        /// Since when it runs.
        pub subscription_start_time: Option<Stamp> = "subscriptionStartTime",
        /// Until when.
        pub subscription_end_time: Option<Stamp> = "subscriptionEndTime",
        /// How often.
        pub period_rule: Option<PeriodRule> = "periodRule",
        /// Amounts of periods may add up.
        pub allow_accumulate: Option<bool> = "allowAccumulate",
        /// Up to this.
        pub max_accumulate_amount: Option<Money> = "maxAccumulateAmount",
    }
}
