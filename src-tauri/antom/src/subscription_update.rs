//! Updates a subscription without the buyer (section 7 of the auto debit reference; known from the SDK only).

use domain::{Moment, Money, SubscriptionChangeId, SubscriptionId};

use crate::fault::Checking;
use crate::fields::fields;
use crate::parts::PeriodRule;
use crate::subscription_order::SubscriptionOrder;
use crate::subscription_rules::{accepted_only, period};
use crate::wire::{Extra, GatewayResult};
use crate::{Ask, Endpoint, Fault, FieldFault, Proof, Stamp};

/// `POST /v1/subscriptions/update`
#[derive(Debug)]
pub struct SubscriptionUpdate;

impl Endpoint for SubscriptionUpdate {
    const PATH: &'static str = "/ams/api/v1/subscriptions/update";
    /// Nothing beside the result.
    type Answer = Extra;
}

fields! {
    /// An update to be made.
    #[derive(Debug)]
    pub struct SubscriptionUpdateAsk {
        /// Ours.
        pub subscription_update_request_id: Option<SubscriptionChangeId> = "subscriptionUpdateRequestId" [need],
        /// Which.
        pub subscription_id: Option<SubscriptionId> = "subscriptionId" [need],
        /// What the buyer reads.
        pub subscription_description: Option<String> = "subscriptionDescription" [256],
        /// How often it debits.
        pub period_rule: Option<PeriodRule> = "periodRule",
        /// How much each period.
        pub payment_amount: Option<Money> = "paymentAmount",
        /// Until when it runs.
        pub subscription_end_time: Option<Stamp> = "subscriptionEndTime",
        /// For what.
        pub order_info: Option<SubscriptionOrder> = "orderInfo",
        /// What becomes of the difference.
        pub proration_settings: Option<ProrationSettings> = "prorationSettings",
        /// When it debits next: inside one period, and at least 24 hours ahead.
        pub next_subscription_date: Option<Stamp> = "nextSubscriptionDate",
    }
    also ties;

    /// What becomes of the difference between two amounts.
    #[derive(Debug)]
    pub struct ProrationSettings {
        /// `IMMEDIATE_PAY_CUSTOM_AMOUNT` or `IMMEDIATE_REFUND_CUSTOM_AMOUNT`.
        pub proration_mode: Option<String> = "prorationMode" [need],
        /// How much is paid or given back at once; worked out by the merchant.
        pub custom_amount: Option<Money> = "customAmount" [need],
    }
}

fn ties(ask: &SubscriptionUpdateAsk, checking: Checking) -> Checking {
    let modes = ["IMMEDIATE_PAY_CUSTOM_AMOUNT", "IMMEDIATE_REFUND_CUSTOM_AMOUNT"];
    let mode = ask.proration_settings.as_ref().and_then(|settings| settings.proration_mode.as_deref());
    let difference = ask.proration_settings.as_ref().and_then(|settings| settings.custom_amount);
    let same = match (ask.payment_amount, difference) {
        (Some(amount), Some(difference)) => amount.currency() == difference.currency(),
        (None, _) | (_, None) => true,
    };
    let checking = checking
        .rule(
            "prorationSettings.prorationMode",
            mode.is_none_or(|mode| modes.contains(&mode)),
            Fault::Malformed("IMMEDIATE_PAY_CUSTOM_AMOUNT or IMMEDIATE_REFUND_CUSTOM_AMOUNT"),
        )
        .rule("prorationSettings.customAmount", same, Fault::AgainstRule("currency of paymentAmount"));
    period(ask.period_rule.as_ref(), checking)
}

impl SubscriptionUpdateAsk {
    /// As [`Ask::check`], with what depends on the time: the next debit is at least 24 hours ahead, and an end
    /// is ahead.
    pub fn check_at(&self, now: Moment) -> Result<(), FieldFault> {
        let at = |time: &Option<Stamp>| time.as_ref().and_then(Stamp::moment);
        let next = at(&self.next_subscription_date).is_none_or(|at| at.since(now) >= 24 * Moment::HOUR);
        let end = at(&self.subscription_end_time).is_none_or(|at| at > now);
        self.checked_fields()
            .rule("nextSubscriptionDate", next, Fault::AgainstRule("at least 24 hours ahead"))
            .rule("subscriptionEndTime", end, Fault::AgainstRule("ahead"))
            .done()
    }
}

impl Ask for SubscriptionUpdateAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// What a verified answer proves. No page says what S means here: as for a change, it counts as taken only,
/// and notifySubscription tells the outcome.
#[must_use]
pub fn prove(result: &GatewayResult) -> Proof<()> {
    accepted_only(result)
}
