//! Changes a subscription, for the buyer to agree to (section 7 of the auto debit reference). Only one that
//! is neither cancelled nor terminated can be changed.

use domain::{Moment, Money, SubscriptionChangeId, SubscriptionId};

use crate::fault::Checking;
use crate::fields::fields;
use crate::parts::PeriodRule;
use crate::subscription_order::SubscriptionOrder;
use crate::subscription_rules::{accepted_only, end_after_start, period};
use crate::wire::{Extra, GatewayResult};
use crate::{Ask, Endpoint, Fault, FieldFault, Proof, Stamp};

/// `POST /v1/subscriptions/change`
#[derive(Debug)]
pub struct SubscriptionChange;

impl Endpoint for SubscriptionChange {
    const PATH: &'static str = "/ams/api/v1/subscriptions/change";
    /// Nothing beside the result.
    type Answer = Extra;
}

fields! {
    /// A change to be made.
    #[derive(Debug)]
    pub struct SubscriptionChangeAsk {
        /// Ours.
        pub subscription_change_request_id: Option<SubscriptionChangeId> = "subscriptionChangeRequestId" [need],
        /// Which.
        pub subscription_id: Option<SubscriptionId> = "subscriptionId" [need],
        /// What the buyer reads.
        pub subscription_description: Option<String> = "subscriptionDescription" [256],
        /// From when the change holds; when it is received, if left out.
        pub subscription_start_time: Option<Stamp> = "subscriptionStartTime",
        /// Until when it runs; the end of 2099, if left out.
        pub subscription_end_time: Option<Stamp> = "subscriptionEndTime",
        /// How often it debits.
        pub period_rule: Option<PeriodRule> = "periodRule",
        /// Until when the buyer can agree: less than 48 hours.
        pub subscription_expiry_time: Option<Stamp> = "subscriptionExpiryTime",
        /// For what.
        pub order_info: Option<SubscriptionOrder> = "orderInfo",
        /// How much each period.
        pub payment_amount: Option<Money> = "paymentAmount",
        /// How much more in the first period; to be given when `paymentAmount` changes.
        pub payment_amount_difference: Option<Money> = "paymentAmountDifference",
        /// Amounts of periods may add up (SDK).
        pub allow_accumulate: Option<bool> = "allowAccumulate",
        /// Up to this (SDK).
        pub max_accumulate_amount: Option<Money> = "maxAccumulateAmount",
    }
    also ties;
}

fn ties(ask: &SubscriptionChangeAsk, checking: Checking) -> Checking {
    let same = match (ask.payment_amount, ask.payment_amount_difference) {
        (Some(amount), Some(difference)) => amount.currency() == difference.currency(),
        (None, _) | (_, None) => true,
    };
    let told = ask.payment_amount.is_none() || ask.payment_amount_difference.is_some();
    let checking = checking.rule("paymentAmountDifference", told, Fault::Missing);
    let (start, end) = (ask.subscription_start_time.as_ref(), ask.subscription_end_time.as_ref());
    let checking =
        checking.rule("paymentAmountDifference", same, Fault::AgainstRule("currency of paymentAmount"));
    period(ask.period_rule.as_ref(), end_after_start(start, end, checking))
}

impl SubscriptionChangeAsk {
    /// As [`Ask::check`], with what depends on the time: the buyer has less than 48 hours to agree.
    pub fn check_at(&self, now: Moment) -> Result<(), FieldFault> {
        let expiry = self.subscription_expiry_time.as_ref().and_then(Stamp::moment);
        let fits = expiry.is_none_or(|at| at > now && at.since(now) < 48 * Moment::HOUR);
        self.checked_fields()
            .rule("subscriptionExpiryTime", fits, Fault::AgainstRule("ahead, and less than 48 hours"))
            .done()
    }
}

impl Ask for SubscriptionChangeAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// What a verified answer proves. S says that the change was taken, no more: the outcome is told by
/// notifySubscription, so it is in process at best.
#[must_use]
pub fn prove(result: &GatewayResult) -> Proof<()> {
    accepted_only(result)
}
