//! Makes a subscription, for the buyer to agree to (section 7 of the auto debit reference).

use domain::{Moment, Money, SubscriptionRequestId};

use crate::fault::Checking;
use crate::fields::fields;
use crate::parts::{CustomizedInfo, Env, PaymentMethod, PeriodRule, SettlementStrategy, Trial};
use crate::proof::{Need, prove as prove_with};
use crate::subscription_order::SubscriptionOrder;
use crate::subscription_rules::{addresses, end_after_start, period, trials};
use crate::wire::GatewayResult;
use crate::{Ask, Endpoint, Fault, FieldFault, Proof, Stamp};

/// `POST /v1/subscriptions/create`
#[derive(Debug)]
pub struct SubscriptionCreate;

impl Endpoint for SubscriptionCreate {
    const PATH: &'static str = "/ams/api/v1/subscriptions/create";
    type Answer = SubscriptionCreateAnswer;
}

fields! {
    /// A subscription to be made.
    #[derive(Debug)]
    pub struct SubscriptionCreateAsk {
        /// Ours; the idempotency key.
        pub subscription_request_id: Option<SubscriptionRequestId> = "subscriptionRequestId" [need],
        /// What the buyer reads.
        pub subscription_description: Option<String> = "subscriptionDescription" [need 256],
        /// Where the buyer comes back to.
        pub subscription_redirect_url: Option<String> = "subscriptionRedirectUrl" [need 2048],
        /// From when it runs.
        pub subscription_start_time: Option<Stamp> = "subscriptionStartTime" [need],
        /// Until when it runs.
        pub subscription_end_time: Option<Stamp> = "subscriptionEndTime",
        /// How often it debits.
        pub period_rule: Option<PeriodRule> = "periodRule" [need],
        /// Until when the buyer can agree: 30 minutes when it is left out, less than 48 hours.
        pub subscription_expiry_time: Option<Stamp> = "subscriptionExpiryTime",
        /// With what.
        pub payment_method: Option<PaymentMethod> = "paymentMethod" [need],
        /// Where news of the subscription goes.
        pub subscription_notification_url: Option<String> = "subscriptionNotificationUrl" [2048],
        /// Where news of its payments goes.
        pub payment_notification_url: Option<String> = "paymentNotificationUrl" [2048],
        /// For what; `orderAmount` is needed.
        pub order_info: Option<SubscriptionOrder> = "orderInfo" [need],
        /// How much each period.
        pub payment_amount: Option<Money> = "paymentAmount" [need],
        /// In which currency it is settled.
        pub settlement_strategy: Option<SettlementStrategy> = "settlementStrategy" [need],
        /// The buyer's device.
        pub env: Option<Env> = "env" [need],
        /// Periods at another price.
        pub trials: Vec<Trial> = "trials",
        /// Amounts of periods may add up (SDK).
        pub allow_accumulate: Option<bool> = "allowAccumulate",
        /// Up to this (SDK).
        pub max_accumulate_amount: Option<Money> = "maxAccumulateAmount",
        /// A failed period may be tried again; for PIX only (SDK).
        pub allow_retry: Option<bool> = "allowRetry",
        /// The least upper limit the buyer may set (SDK).
        pub max_amount_floor: Option<Money> = "maxAmountFloor",
        /// One of several accounts under one client id (SDK).
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
        /// Ours, comes back (SDK).
        pub customized_info: Option<CustomizedInfo> = "customizedInfo",
        /// More of the subscription (SDK).
        pub subscription_info: Option<CreateSubscriptionInfo> = "subscriptionInfo",
    }
    also ties;

    /// More of a subscription to be made.
    #[derive(Debug)]
    pub struct CreateSubscriptionInfo {
        /// A failed period may be tried again.
        pub allow_retry: Option<bool> = "allowRetry",
        /// `MANUAL` or `AUTOMATIC`.
        pub retry_mode: Option<String> = "retryMode",
        /// The least upper limit the buyer may set.
        pub max_amount_floor: Option<Money> = "maxAmountFloor",
        /// Every period costs this.
        pub fixed_amount: Option<Money> = "fixedAmount",
    }

    /// What comes back beside the result: where the buyer agrees.
    #[derive(Debug)]
    pub struct SubscriptionCreateAnswer {
        /// Opens an app that is there.
        pub scheme_url: Option<String> = "schemeUrl",
        /// Opens the app, or its page.
        pub applink_url: Option<String> = "applinkUrl",
        /// Opens in a browser.
        pub normal_url: Option<String> = "normalUrl",
        /// The app's name on Android.
        pub app_identifier: Option<String> = "appIdentifier",
    }
}

fn ties(ask: &SubscriptionCreateAsk, checking: Checking) -> Checking {
    let order = ask.order_info.as_ref();
    let modes = ["MANUAL", "AUTOMATIC"];
    let mode = ask.subscription_info.as_ref().and_then(|more| more.retry_mode.as_deref());
    let currency = ask.payment_amount.map(|amount| amount.currency());
    let one_currency = ask
        .trials
        .iter()
        .filter_map(|trial| trial.trial_amount)
        .all(|amount| currency.is_none_or(|currency| amount.currency() == currency));
    let accumulates = ask.max_accumulate_amount.is_none() || ask.allow_accumulate == Some(true);
    let checking = checking
        .rule("orderInfo.orderAmount", order.is_none_or(|order| order.order_amount.is_some()), Fault::Missing)
        .rule("trials", one_currency, Fault::AgainstRule("currency of paymentAmount"))
        .rule("maxAccumulateAmount", accumulates, Fault::AgainstRule("only with allowAccumulate"))
        .rule(
            "subscriptionInfo.retryMode",
            mode.is_none_or(|mode| modes.contains(&mode)),
            Fault::Malformed("MANUAL or AUTOMATIC"),
        );
    let (start, end) = (ask.subscription_start_time.as_ref(), ask.subscription_end_time.as_ref());
    let checking = end_after_start(start, end, checking);
    let checking = period(ask.period_rule.as_ref(), checking);
    let checking = trials(&ask.trials, checking);
    addresses(
        &[
            ("subscriptionRedirectUrl", ask.subscription_redirect_url.as_ref()),
            ("subscriptionNotificationUrl", ask.subscription_notification_url.as_ref()),
            ("paymentNotificationUrl", ask.payment_notification_url.as_ref()),
        ],
        checking,
    )
}

impl SubscriptionCreateAsk {
    /// As [`Ask::check`], with what depends on the time: the buyer has less than 48 hours to agree.
    pub fn check_at(&self, now: Moment) -> Result<(), FieldFault> {
        let expiry = self.subscription_expiry_time.as_ref().and_then(Stamp::moment);
        let fits = expiry.is_none_or(|at| at > now && at.since(now) < 48 * Moment::HOUR);
        self.checked_fields()
            .rule("subscriptionExpiryTime", fits, Fault::AgainstRule("ahead, and less than 48 hours"))
            .done()
    }
}

impl Ask for SubscriptionCreateAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// What a verified answer proves. Done: it waits for the buyer to agree; that it runs is told by
/// notifySubscription alone. The same `subscriptionRequestId` again is safe after a doubt.
#[must_use]
pub fn prove(result: &GatewayResult) -> Proof<()> {
    prove_with(result, |_: Need| Ok(()))
}
