use domain::Money;

use super::PaymentMethod;
use crate::SecretText;
use crate::Stamp;
use crate::fields::{checks, fields};

fields! {
    /// `SubscriptionInfo`: a subscription that begins or is paid with a payment.
    #[derive(Debug)]
    pub struct SubscriptionInfo {
        /// The gateway's id.
        pub subscription_id: Option<String> = "subscriptionId" [64],
        /// What it is.
        pub description: Option<String> = "description",
        /// What it is, by its older name.
        pub subscription_description: Option<String> = "subscriptionDescription" [256],
        /// `ACTIVE`, `CANCELLED` or `TERMINATED`.
        pub status: Option<String> = "status",
        /// From when.
        pub subscription_start_time: Option<Stamp> = "subscriptionStartTime",
        /// Until when.
        pub subscription_end_time: Option<Stamp> = "subscriptionEndTime",
        /// `DAY`, `WEEK`, `MONTH`, `QUARTER`, `HALF_YEAR` or `YEAR`.
        pub period_type: Option<String> = "periodType" [20],
        /// How many of them; digits.
        pub period_count: Option<String> = "periodCount",
        /// The same as one object.
        pub period_rule: Option<PeriodRule> = "periodRule",
        /// Start of the period that runs.
        pub current_period_start: Option<Stamp> = "currentPeriodStart",
        /// Its end.
        pub current_period_end: Option<Stamp> = "currentPeriodEnd",
        /// Its number; digits.
        pub current_phase_no: Option<String> = "currentPhaseNo",
        /// What pays.
        pub payment_method: Option<PaymentMethod> = "paymentMethod",
        /// How much a period.
        pub payment_amount: Option<Money> = "paymentAmount",
        /// When it changed last.
        pub last_update_time: Option<Stamp> = "lastUpdateTime",
        /// One it belongs to.
        pub related_subscription_id: Option<String> = "relatedSubscriptionId",
        /// Free or cheaper periods at first.
        pub trial_plan: Option<TrialPlan> = "trialPlan",
        /// The same by its older name.
        pub trials: Vec<Trial> = "trials",
        /// Where its results are sent.
        pub subscription_notify_url: Option<String> = "subscriptionNotifyUrl" [2048],
        /// Until when the buyer can agree.
        pub subscription_expiry_time: Option<Stamp> = "subscriptionExpiryTime",
        /// A failed period is tried again.
        pub allow_retry: Option<bool> = "allowRetry",
        /// The least upper limit a buyer may set.
        pub max_amount_floor: Option<Money> = "maxAmountFloor",
        /// The same every period.
        pub fixed_amount: Option<Money> = "fixedAmount",
        /// `MANUAL` or `AUTOMATIC`.
        pub retry_mode: Option<String> = "retryMode" [9],
        /// The order of the period.
        pub subscription_order_id: Option<String> = "subscriptionOrderId" [32],
    }

    /// `PeriodRule`.
    #[derive(Debug)]
    pub struct PeriodRule {
        /// `DAY`, `WEEK`, `MONTH`, `QUARTER`, `HALF_YEAR` or `YEAR`.
        pub period_type: Option<String> = "periodType" [20],
        /// How many of them; digits.
        pub period_count: Option<String> = "periodCount",
        /// How many periods in all; digits.
        pub period: Option<String> = "period",
        /// How much each.
        pub price: Option<Money> = "price",
    }

    /// `TrialPlan`.
    #[derive(Debug)]
    pub struct TrialPlan {
        /// Until when.
        pub trial_end_time: Option<Stamp> = "trialEndTime",
        /// Days that are free; digits.
        pub free_trial_days: Option<String> = "freeTrialDays",
        /// Periods that are cheaper.
        pub phases: Vec<TrialPhase> = "phases",
    }

    /// One of them.
    #[derive(Debug)]
    pub struct TrialPhase {
        /// Its number; digits.
        pub phase_no: Option<String> = "phaseNo",
        /// How much.
        pub trial_amount: Option<Money> = "trialAmount",
    }

    /// `Trial`, the older form.
    #[derive(Debug)]
    pub struct Trial {
        /// How many periods; digits.
        pub trial_period: Option<String> = "trialPeriod",
        /// How much each.
        pub trial_amount: Option<Money> = "trialAmount",
        /// The first of them; digits.
        pub trial_start_period: Option<String> = "trialStartPeriod",
        /// The last of them; digits.
        pub trial_end_period: Option<String> = "trialEndPeriod",
    }

    /// `SubscriptionPlan` of a session.
    #[derive(Debug)]
    pub struct SubscriptionPlan {
        /// What is not taken in one period may be taken later.
        pub allow_accumulate: Option<bool> = "allowAccumulate",
        /// Up to this much.
        pub max_accumulate_amount: Option<Money> = "maxAccumulateAmount",
        /// The periods.
        pub period_rule: Option<PeriodRule> = "periodRule",
        /// From when.
        pub subscription_start_time: Option<Stamp> = "subscriptionStartTime",
        /// Where its results are sent.
        pub subscription_notification_url: Option<String> = "subscriptionNotificationUrl" [2048],
    }

    /// `BillingSubscription` of a session.
    #[derive(Debug)]
    pub struct BillingSubscription {
        /// Whom it belongs to.
        pub customer_id: Option<String> = "customerId",
        /// Its free time.
        pub trial_settings: Option<BillingTrial> = "trialSettings",
        /// What happens while it is not paid.
        pub payment_behavior: Option<String> = "paymentBehavior",
        /// By debit or by invoice.
        pub collection_method: Option<String> = "collectionMethod",
        /// Days an invoice may wait; digits.
        pub days_until_due: Option<String> = "daysUntilDue",
        /// When it ends.
        pub cancel_at: Option<String> = "cancelAt",
        /// It ends with the period.
        pub cancel_at_period_end: Option<bool> = "cancelAtPeriodEnd",
        /// What it is.
        pub description: Option<String> = "description",
        /// What is taken off.
        pub discounts: Vec<BillingDiscount> = "discounts",
        /// What pays.
        pub default_payment_method: Option<SecretText> = "defaultPaymentMethod" [64],
        /// The buyer may type a promotion code.
        pub allow_promotion_code: Option<bool> = "allowPromotionCode",
        /// Where its results are sent.
        pub subscription_notify_url: Option<String> = "subscriptionNotifyUrl" [2048],
    }

    /// Its free time.
    #[derive(Debug)]
    pub struct BillingTrial {
        /// Days; digits.
        pub trial_period_days: Option<String> = "trialPeriodDays",
        /// Until when.
        pub trial_end: Option<String> = "trialEnd",
        /// What comes then.
        pub trial_end_behavior: Option<String> = "trialEndBehavior",
    }

    /// What is taken off.
    #[derive(Debug)]
    pub struct BillingDiscount {
        /// A coupon.
        pub coupon_id: Option<String> = "couponId" [64],
        /// A promotion code.
        pub promotion_code_id: Option<String> = "promotionCodeId" [64],
    }
}

checks!(
    SubscriptionInfo,
    PeriodRule,
    TrialPlan,
    TrialPhase,
    Trial,
    SubscriptionPlan,
    BillingSubscription,
    BillingTrial,
    BillingDiscount
);
