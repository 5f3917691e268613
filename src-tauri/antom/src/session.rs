//! Opens a hosted checkout (section 6.3 of the online payments reference). Success says that the buyer can
//! pay there, never that anything was paid.

use domain::{Moment, Money, PaymentRequestId, SessionId};

use crate::fault::Checking;
use crate::fields::fields;
use crate::parts::{
    AgreementInfo, AutomaticTax, AvailablePaymentMethod, BillingSubscription, CreditPayPlan, CustomizedInfo,
    Env, Order, PaymentFactor, PaymentMethod, Quote, RiskInfo, SettlementStrategy, SubscriptionInfo,
    SubscriptionPlan,
};
use crate::proof::{Doubt, Need, Proof, prove_for};
use crate::wire::GatewayResult;
use crate::{Ask, Endpoint, Fault, FieldFault, SecretText, Stamp};

/// `POST /v1/payments/createPaymentSession`
#[derive(Debug)]
pub struct CreateSession;

impl Endpoint for CreateSession {
    const PATH: &'static str = "/ams/api/v1/payments/createPaymentSession";
    type Answer = SessionAnswer;
}

/// `productScene` of the hosted page.
pub const CHECKOUT_PAGE: &str = "CHECKOUT_PAYMENT";
/// `productScene` of the element in the shop's own page.
pub const ELEMENT: &str = "ELEMENT_PAYMENT";

fields! {
    /// A checkout to be opened.
    #[derive(Debug)]
    pub struct SessionAsk {
        /// `CASHIER_PAYMENT`; `AGREEMENT_PAYMENT` when a consent is given with the first payment.
        pub product_code: Option<String> = "productCode" [need],
        /// [`CHECKOUT_PAGE`] or [`ELEMENT`].
        pub product_scene: Option<String> = "productScene" [32],
        /// Ours; the idempotency key, and the payment's id once the buyer pays.
        pub payment_request_id: Option<PaymentRequestId> = "paymentRequestId" [need],
        /// What is paid for.
        pub order: Option<Order> = "order" [need],
        /// How much.
        pub payment_amount: Option<Money> = "paymentAmount" [need],
        /// With what; the buyer chooses on the hosted page and in the element.
        pub payment_method: Option<PaymentMethod> = "paymentMethod",
        /// Until when the checkout can be used; at most an hour.
        pub payment_session_expiry_time: Option<Stamp> = "paymentSessionExpiryTime",
        /// Where the buyer comes back to. Never a proof of payment.
        pub payment_redirect_url: Option<String> = "paymentRedirectUrl" [need 2048],
        /// Where results are sent to, when not as set up in the dashboard.
        pub payment_notify_url: Option<String> = "paymentNotifyUrl" [2048],
        /// Hold or take, presentment.
        pub payment_factor: Option<PaymentFactor> = "paymentFactor",
        /// In which currency it is settled.
        pub settlement_strategy: Option<SettlementStrategy> = "settlementStrategy" [need],
        /// The gateway lets the buyer choose instalments.
        pub enable_installment_collection: Option<bool> = "enableInstallmentCollection",
        /// Instalments.
        pub credit_pay_plan: Option<CreditPayPlan> = "creditPayPlan",
        /// The merchant's country.
        pub merchant_region: Option<String> = "merchantRegion" [2],
        /// The buyer's country.
        pub user_region: Option<String> = "userRegion" [2],
        /// What the buyer uses.
        pub env: Option<Env> = "env",
        /// What the buyer agrees to while paying.
        pub agreement_info: Option<AgreementInfo> = "agreementInfo",
        /// What the shop knows that helps the risk control.
        pub risk_data: Option<RiskInfo> = "riskData",
        /// Stored methods to be offered.
        pub saved_payment_methods: Vec<PaymentMethod> = "savedPaymentMethods",
        /// Language of the page; the gateway tells upper from lower case.
        pub locale: Option<String> = "locale" [8],
        /// What is offered.
        pub available_payment_method: Option<AvailablePaymentMethod> = "availablePaymentMethod",
        /// Until when the buyer can pay.
        pub payment_expiry_time: Option<Stamp> = "paymentExpiryTime",
        /// One of several locations under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
        /// Free text that comes back with notifications.
        pub metadata: Option<String> = "metadata",
        /// Free fields that come back.
        pub customized_info: Option<CustomizedInfo> = "customizedInfo",
        /// Only methods of these countries; `GLOBAL` is one.
        pub allowed_payment_method_regions: Vec<String> = "allowedPaymentMethodRegions" [each 6],
        /// A rate that was offered before.
        pub payment_quote: Option<Quote> = "paymentQuote",
        /// The amount in the currency it is processed in.
        pub processing_amount: Option<Money> = "processingAmount",
        /// What a consent allows.
        pub scopes: Vec<String> = "scopes",
        /// A subscription that begins with it.
        pub subscription_info: Option<SubscriptionInfo> = "subscriptionInfo",
        /// The same in another shape.
        pub subscription_plan: Option<SubscriptionPlan> = "subscriptionPlan",
        /// A subscription that is billed.
        pub subscription: Option<BillingSubscription> = "subscription",
        /// Whether the gateway works the tax out.
        pub automatic_tax: Option<AutomaticTax> = "automaticTax",
    }
    also method_or_page;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct SessionAnswer {
        /// The gateway's id.
        pub payment_session_id: Option<SessionId> = "paymentSessionId",
        /// For the gateway's component, handed on unchanged: a secret.
        pub payment_session_data: Option<SecretText> = "paymentSessionData",
        /// Until when it can be used.
        pub payment_session_expiry_time: Option<Moment> = "paymentSessionExpiryTime",
        /// The hosted page.
        pub normal_url: Option<String> = "normalUrl",
        /// The same by another name.
        pub url: Option<String> = "url",
        /// The subscription that begins.
        pub subscription_id: Option<String> = "subscriptionId",
        /// Its invoice.
        pub invoice_id: Option<String> = "invoiceId",
    }
}

impl Ask for SessionAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

fn method_or_page(ask: &SessionAsk, checking: Checking) -> Checking {
    let chosen = ask.payment_method.as_ref().is_some_and(|method| method.payment_method_type.is_some());
    let goods = ask.order.iter().flat_map(|order| order.goods.iter().enumerate());
    let checking = checking.rule(
        "paymentMethod.paymentMethodType",
        chosen || ask.product_scene.is_some(),
        Fault::Missing,
    );
    // Section 6.0, Goods: a session needs one of the two for each.
    goods.fold(checking, |checking, (n, item)| {
        let named = item.reference_goods_id.is_some() || item.price_id.is_some();
        checking.rule(&format!("order.goods[{n}].referenceGoodsId"), named, Fault::Missing)
    })
}

/// What an answer tells about a checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionKnown {
    /// The gateway's id.
    pub session: SessionId,
    /// The page the buyer pays on, of a hosted checkout.
    pub page: Option<String>,
    /// For the gateway's component, handed on unchanged.
    pub handed_on: Option<SecretText>,
    /// Until when it can be used, by the gateway's clock.
    pub until: Option<Moment>,
}

/// What a verified answer proves about the checkout that was asked for. Done means that it is open; whether
/// anything is paid is another question. The answer repeats neither our id nor the amount.
#[must_use]
pub fn prove(result: &GatewayResult, answer: &SessionAnswer) -> Proof<SessionKnown> {
    prove_for("session", result, |need: Need| {
        let page = answer.normal_url.clone().or_else(|| answer.url.clone());
        if need == Need::Whole && page.is_none() && answer.payment_session_data.is_none() {
            return Err(Doubt::Incomplete("paymentSessionData"));
        }
        Ok(SessionKnown {
            session: answer.payment_session_id.clone().ok_or(Doubt::Incomplete("paymentSessionId"))?,
            page,
            handed_on: answer.payment_session_data.clone(),
            until: answer.payment_session_expiry_time,
        })
    })
}
