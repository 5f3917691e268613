//! Asks about subscriptions and their payments (section 7 of the auto debit reference; known from the SDK
//! only).

use domain::{Currency, DisputeId, Money, PaymentId, SubscriptionId};

use crate::fault::Checking;
use crate::fields::fields;
use crate::notify::SubscriptionStatus;
use crate::parts::{PaymentMethod, SubscriptionInfo};
use crate::{Ask, Endpoint, Fault, FieldFault, Stamp};

/// `POST /v1/subscriptions/inquireSubscription`
#[derive(Debug)]
pub struct SubscriptionInquiry;

impl Endpoint for SubscriptionInquiry {
    const PATH: &'static str = "/ams/api/v1/subscriptions/inquireSubscription";
    type Answer = SubscriptionInquiryAnswer;
}

/// `POST /v1/subscriptions/inquireSubscriptionList`
#[derive(Debug)]
pub struct SubscriptionInquiryList;

impl Endpoint for SubscriptionInquiryList {
    const PATH: &'static str = "/ams/api/v1/subscriptions/inquireSubscriptionList";
    type Answer = SubscriptionInquiryListAnswer;
}

/// `POST /v1/subscriptions/inquireSubscriptionPayment`
#[derive(Debug)]
pub struct SubscriptionInquiryPayment;

impl Endpoint for SubscriptionInquiryPayment {
    const PATH: &'static str = "/ams/api/v1/subscriptions/inquireSubscriptionPayment";
    type Answer = SubscriptionInquiryPaymentAnswer;
}

fields! {
    /// Which subscription.
    #[derive(Debug)]
    pub struct SubscriptionInquiryAsk {
        /// The gateway's.
        pub subscription_id: Option<SubscriptionId> = "subscriptionId" [need],
        /// One of several accounts under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
    }

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct SubscriptionInquiryAnswer {
        /// The subscription.
        pub subscription: Option<SubscriptionInfo> = "subscription",
    }

    /// Which subscriptions.
    #[derive(Debug)]
    pub struct SubscriptionInquiryListAsk {
        /// One of several accounts under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
        /// Begun since; 7 days ago, if left out.
        pub start_time_from: Option<Stamp> = "startTimeFrom",
        /// Begun until; now, if left out.
        pub start_time_to: Option<Stamp> = "startTimeTo",
        /// Standing so.
        pub statuses: Vec<SubscriptionStatus> = "statuses",
        /// Paid so.
        pub payment_method_types: Vec<String> = "paymentMethodTypes",
        /// In these currencies.
        pub currencies: Vec<Currency> = "currencies",
        /// Of these units.
        pub period_types: Vec<String> = "periodTypes",
        /// From 1; digits.
        pub current_page: Option<String> = "currentPage",
        /// How many on a page; 10, if left out. Digits.
        pub page_size: Option<String> = "pageSize",
    }
    also list_ties;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct SubscriptionInquiryListAnswer {
        /// The page.
        pub subscriptions: Vec<SubscriptionInfo> = "subscriptions",
        /// Which page of how many.
        pub paginator: Option<Paginator> = "paginator",
    }

    /// Which payments.
    #[derive(Debug)]
    pub struct SubscriptionInquiryPaymentAsk {
        /// Of which subscription.
        pub subscription_id: Option<SubscriptionId> = "subscriptionId" [need],
        /// One of several accounts under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
        /// Standing so.
        pub payment_statuses: Vec<String> = "paymentStatuses",
        /// From 1; digits.
        pub current_page: Option<String> = "currentPage",
        /// How many on a page; digits.
        pub page_size: Option<String> = "pageSize",
    }
    also payment_ties;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct SubscriptionInquiryPaymentAnswer {
        /// The page.
        pub payments: Vec<SubscriptionPayment> = "payments",
        /// Which page of how many.
        pub paginator: Option<Paginator> = "paginator",
    }

    /// The payment of one period.
    #[derive(Debug)]
    pub struct SubscriptionPayment {
        /// The gateway's.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// How it stands.
        pub status: Option<String> = "status",
        /// Which period; digits.
        pub phase_no: Option<String> = "phaseNo",
        /// With what.
        pub payment_method: Option<PaymentMethod> = "paymentMethod",
        /// How much.
        pub payment_amount: Option<Money> = "paymentAmount",
        /// When.
        pub payment_time: Option<Stamp> = "paymentTime",
        /// A dispute about it.
        pub dispute_id: Option<DisputeId> = "disputeId",
    }

    /// Which page of how many; digits throughout.
    #[derive(Debug)]
    pub struct Paginator {
        /// From 1.
        pub current_page: Option<String> = "currentPage",
        /// How many on a page.
        pub page_size: Option<String> = "pageSize",
        /// How many pages.
        pub total_page: Option<String> = "totalPage",
        /// How many in all.
        pub total_count: Option<String> = "totalCount",
    }
}

fn paging(page: Option<&String>, size: Option<&String>, checking: Checking) -> Checking {
    let counts = |text: Option<&String>| text.is_none_or(|text| text.parse::<u32>().is_ok_and(|n| n >= 1));
    checking.rule("currentPage", counts(page), Fault::Malformed("a whole number of at least 1")).rule(
        "pageSize",
        counts(size),
        Fault::Malformed("a whole number of at least 1"),
    )
}

fn list_ties(ask: &SubscriptionInquiryListAsk, checking: Checking) -> Checking {
    let at = |time: &Option<Stamp>| time.as_ref().and_then(Stamp::moment);
    let ordered = match (at(&ask.start_time_from), at(&ask.start_time_to)) {
        (Some(from), Some(to)) => to >= from,
        (None, _) | (_, None) => true,
    };
    let checking = checking.rule("startTimeTo", ordered, Fault::AgainstRule("not before startTimeFrom"));
    paging(ask.current_page.as_ref(), ask.page_size.as_ref(), checking)
}

fn payment_ties(ask: &SubscriptionInquiryPaymentAsk, checking: Checking) -> Checking {
    paging(ask.current_page.as_ref(), ask.page_size.as_ref(), checking)
}

impl Ask for SubscriptionInquiryAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

impl Ask for SubscriptionInquiryListAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

impl Ask for SubscriptionInquiryPaymentAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}
