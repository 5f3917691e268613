//! Every call and every notification of the products this program speaks: the one table.

/// A product of the gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Product {
    /// One-time payments online (`CASHIER_PAYMENT`).
    Cashier,
    /// Chinese customs declarations.
    Customs,
    /// Disputes of online payments.
    Disputes,
    /// Debits under a buyer's standing consent (`AGREEMENT_PAYMENT`).
    AutoDebit,
    /// At the counter (`IN_STORE_PAYMENT`), with the registration of merchants and stores.
    InStore,
    /// Notifications fetched instead of received.
    Feed,
    /// Exchange rates.
    Rates,
    /// Repeated debits the gateway makes by itself.
    Subscriptions,
}

impl Product {
    /// The word used in tables and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Cashier => "cashier",
            Self::Customs => "customs",
            Self::Disputes => "disputes",
            Self::AutoDebit => "auto-debit",
            Self::InStore => "in-store",
            Self::Feed => "feed",
            Self::Rates => "rates",
            Self::Subscriptions => "subscriptions",
        }
    }
}

/// What a call does at the gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nature {
    /// Changes nothing; may be sent any number of times.
    Question,
    /// Makes or changes something for a buyer, a case or a merchant: leaves only through the outbox.
    Promise,
    /// Moves money: leaves only through the outbox.
    Money,
}

impl Nature {
    /// The word used in tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Promise => "promise",
            Self::Money => "money",
        }
    }
}

/// One call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallFacts {
    /// Its name in the gateway's documentation; unique.
    pub name: &'static str,
    /// The production path.
    pub path: &'static str,
    /// Which products use it.
    pub products: &'static [Product],
    /// What it does.
    pub nature: Nature,
    /// It goes to the host for large messages (section 1.1 of the online payments reference).
    pub large: bool,
}

/// One kind of notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotificationFacts {
    /// Its name in the gateway's documentation; unique.
    pub name: &'static str,
    /// Which products send it.
    pub products: &'static [Product],
}

use Nature::{Money, Promise, Question};
use Product::{AutoDebit, Cashier, Customs, Disputes, Feed, InStore, Rates, Subscriptions};

const fn call(
    name: &'static str,
    path: &'static str,
    products: &'static [Product],
    nature: Nature,
) -> CallFacts {
    CallFacts { name, path, products, nature, large: false }
}

const PAYING: &[Product] = &[Cashier, AutoDebit, InStore];

/// Every call, product by product.
pub const CALLS: &[CallFacts] = &[
    call("consult", "/ams/api/v1/payments/consult", &[Cashier], Question),
    call("pay", "/ams/api/v1/payments/pay", PAYING, Money),
    call("createPaymentSession", "/ams/api/v1/payments/createPaymentSession", &[Cashier], Promise),
    call("retrievePaymentSession", "/ams/api/v1/payments/retrievePaymentSession", &[Cashier], Question),
    call("updateAmount", "/ams/api/v1/payments/updateAmount", &[Cashier], Money),
    call("capture", "/ams/api/v1/payments/capture", &[Cashier], Money),
    call("inquiryPayment", "/ams/api/v1/payments/inquiryPayment", PAYING, Question),
    call("cancel", "/ams/api/v1/payments/cancel", PAYING, Money),
    call("refund", "/ams/api/v1/payments/refund", PAYING, Money),
    call("inquiryRefund", "/ams/api/v1/payments/inquiryRefund", PAYING, Question),
    call("declare", "/ams/api/v1/customs/declare", &[Customs], Promise),
    call(
        "inquiryDeclarationRequests",
        "/ams/api/v1/customs/inquiryDeclarationRequests",
        &[Customs],
        Question,
    ),
    call("acceptDispute", "/ams/api/v1/payments/acceptDispute", &[Disputes], Money),
    call("supplyDefenseDocument", "/ams/api/v1/payments/supplyDefenseDocument", &[Disputes], Promise),
    CallFacts {
        name: "supplyEvidence",
        path: "/ams/api/v1/payments/supplyEvidence",
        products: &[Disputes],
        nature: Promise,
        large: true,
    },
    call("downloadDisputeEvidence", "/ams/api/v1/payments/downloadDisputeEvidence", &[Disputes], Question),
    call("authorizationConsult", "/ams/api/v1/authorizations/consult", &[AutoDebit], Question),
    call("applyToken", "/ams/api/v1/authorizations/applyToken", &[AutoDebit], Promise),
    call("authorizationQuery", "/ams/api/v1/authorizations/query", &[AutoDebit], Question),
    call("revoke", "/ams/api/v1/authorizations/revoke", &[AutoDebit], Promise),
    call("registration", "/ams/api/v1/merchants/registration", &[InStore], Promise),
    call(
        "inquiryRegistrationStatus",
        "/ams/api/v1/merchants/inquiryRegistrationStatus",
        &[InStore],
        Question,
    ),
    call("inquiryRegistrationInfo", "/ams/api/v1/merchants/inquiryRegistrationInfo", &[InStore], Question),
    call("inquireNotificationList", "/ams/api/v1/notification/inquireNotificationList", &[Feed], Question),
    call("inquireNotification", "/ams/api/v1/notification/inquireNotification", &[Feed], Question),
    call("inquireExchangeRate", "/ams/api/v1/payments/inquireExchangeRate", &[Rates], Question),
    call("subscriptionCreate", "/ams/api/v1/subscriptions/create", &[Subscriptions], Promise),
    call("subscriptionChange", "/ams/api/v1/subscriptions/change", &[Subscriptions], Promise),
    call("subscriptionUpdate", "/ams/api/v1/subscriptions/update", &[Subscriptions], Promise),
    call("subscriptionCancel", "/ams/api/v1/subscriptions/cancel", &[Subscriptions], Promise),
    call("subscriptionInquiry", "/ams/api/v1/subscriptions/inquireSubscription", &[Subscriptions], Question),
    call(
        "subscriptionInquiryList",
        "/ams/api/v1/subscriptions/inquireSubscriptionList",
        &[Subscriptions],
        Question,
    ),
    call(
        "subscriptionInquiryPayment",
        "/ams/api/v1/subscriptions/inquireSubscriptionPayment",
        &[Subscriptions],
        Question,
    ),
];

/// Every kind of notification.
pub const NOTIFICATIONS: &[NotificationFacts] = &[
    NotificationFacts { name: "notifyPayment", products: &[Cashier, AutoDebit, InStore, Subscriptions] },
    NotificationFacts { name: "notifyCapture", products: &[Cashier] },
    NotificationFacts { name: "notifyRefund", products: &[Cashier, AutoDebit, InStore] },
    NotificationFacts { name: "notifyDispute", products: &[Disputes] },
    NotificationFacts { name: "notifyDefenseStrategySuggestion", products: &[Disputes] },
    NotificationFacts { name: "notifyDefenseDocument", products: &[Disputes] },
    NotificationFacts { name: "notifyAuthorization", products: &[AutoDebit] },
    NotificationFacts { name: "notifyRegistrationStatus", products: &[InStore] },
    NotificationFacts { name: "notifySubscription", products: &[Subscriptions] },
];

/// The call of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static CallFacts> {
    CALLS.iter().find(|call| call.name == name)
}

/// The call of this production path.
#[must_use]
pub fn of_path(path: &str) -> Option<&'static CallFacts> {
    CALLS.iter().find(|call| call.path == path)
}
