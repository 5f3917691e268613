//! Takes a payment (section 6.2 of the online payments reference).

use domain::{CaptureMode, Card, Currency, Moment, Money, OrderNumber, PaymentId, PaymentRequestId};

use crate::fault::{Checking, check_bytes};
use crate::fields::fields;
use crate::in_store::{self, Scenario};
use crate::json::Writer;
use crate::parts::{
    AcquirerInfo, AgreementInfo, ChallengeActionForm, CreditPayPlan, CustomizedInfo, Env, Merchant, Order,
    OrderCodeForm, PaymentFactor, PaymentMethod, PaymentResultInfo, PaymentVerification, PromotionResult,
    PspCustomerInfo, Quote, RedirectActionForm, SettlementStrategy, SubscriptionInfo,
};
use crate::proof::{Doubt, Need, Proof, must_be, prove as prove_with, same_money};
use crate::wire::GatewayResult;
use crate::{Ask, CardToken, Endpoint, Fault, FieldFault, SecretText, Stamp};

/// `productCode` of one-time payments online.
pub const CASHIER: &str = "CASHIER_PAYMENT";
/// `productCode` of debits under a standing consent.
pub const AGREEMENT: &str = "AGREEMENT_PAYMENT";
/// `productCode` of payments at the counter.
pub const IN_STORE: &str = "IN_STORE_PAYMENT";

/// `POST /v1/payments/pay`
#[derive(Debug)]
pub struct Pay;

impl Endpoint for Pay {
    const PATH: &'static str = "/ams/api/v1/payments/pay";
    type Answer = PayAnswer;
}

/// A payment to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayAsk {
    /// Ours; the idempotency key.
    pub request: PaymentRequestId,
    /// The shop's order number.
    pub order_number: OrderNumber,
    /// What is sold; 256 characters reach the gateway.
    pub description: String,
    /// How much.
    pub amount: Money,
    /// The gateway's method type.
    pub method: String,
    /// A stored card.
    pub token: Option<CardToken>,
    /// When the money is taken.
    pub capture_mode: CaptureMode,
    /// Where the buyer comes back to. Never a proof of payment.
    pub redirect_url: String,
    /// Where results are sent to, when not as set up in the dashboard.
    pub notify_url: Option<String>,
    /// Needed when the contract has several settlement currencies.
    pub settlement_currency: Option<Currency>,
    /// The buyer's address; cards need it.
    pub client_ip: Option<String>,
    /// It will be declared to Chinese customs.
    pub needs_declaration: bool,
}

impl PayAsk {
    /// The exact body.
    #[must_use]
    pub fn to_body(&self) -> Vec<u8> {
        let order = Writer::default()
            .text("referenceOrderId", self.order_number.as_str())
            .text("orderDescription", &self.description)
            .money("orderAmount", self.amount)
            .flag("needDeclaration", self.needs_declaration.then_some(true));
        let method = Writer::default()
            .text("paymentMethodType", &self.method)
            .maybe("paymentMethodId", self.token.as_ref().map(CardToken::expose));
        // Cards are authorised first in both modes (section 6.0, PaymentFactor).
        let manual = self.capture_mode == CaptureMode::Manual;
        let held = manual || self.method == "CARD";
        let factor = Writer::default()
            .flag("isAuthorization", held.then_some(true))
            .maybe("captureMode", held.then_some(if manual { "MANUAL" } else { "AUTOMATIC" }));
        let settlement = Writer::default()
            .maybe("settlementCurrency", self.settlement_currency.as_ref().map(Currency::code));
        let env = Writer::default().text("terminalType", "WEB").maybe("clientIp", self.client_ip.as_deref());
        Writer::default()
            .text("productCode", CASHIER)
            .text("paymentRequestId", self.request.as_str())
            .object("order", order)
            .money("paymentAmount", self.amount)
            .object("paymentMethod", method)
            .object("paymentFactor", factor)
            .object("settlementStrategy", settlement)
            .text("paymentRedirectUrl", &self.redirect_url)
            .maybe("paymentNotifyUrl", self.notify_url.as_deref())
            .object("env", env)
            .bytes()
    }

    /// Lengths, needed fields and the rules between them, before anything is sent.
    pub fn check(&self) -> Result<(), FieldFault> {
        check_bytes::<PayRequest>(&self.to_body())
    }
}

fields! {
    /// A payment with every field of the reference, for all products. [`PayAsk`] is the short form for online
    /// payments; [`crate::in_store`] and [`PayRequest::agreement`] build the others.
    #[derive(Debug)]
    pub struct PayRequest {
        /// `CASHIER_PAYMENT`, `AGREEMENT_PAYMENT` or `IN_STORE_PAYMENT`.
        pub product_code: Option<String> = "productCode" [need],
        /// Ours; the idempotency key.
        pub payment_request_id: Option<PaymentRequestId> = "paymentRequestId" [need],
        /// What is paid for.
        pub order: Option<Order> = "order" [need],
        /// How much.
        pub payment_amount: Option<Money> = "paymentAmount" [need],
        /// With what.
        pub payment_method: Option<PaymentMethod> = "paymentMethod" [need],
        /// Where the buyer comes back to. Never a proof of payment.
        pub payment_redirect_url: Option<String> = "paymentRedirectUrl" [2048],
        /// Where results are sent to, when not as set up in the dashboard.
        pub payment_notify_url: Option<String> = "paymentNotifyUrl" [2048],
        /// Until when the buyer can pay.
        pub payment_expiry_time: Option<Stamp> = "paymentExpiryTime",
        /// Hold or take, presentment, in-store scenario.
        pub payment_factor: Option<PaymentFactor> = "paymentFactor",
        /// Needed when the contract has several settlement currencies.
        pub settlement_strategy: Option<SettlementStrategy> = "settlementStrategy",
        /// What the buyer uses; online payments need it.
        pub env: Option<Env> = "env",
        /// Instalments.
        pub credit_pay_plan: Option<CreditPayPlan> = "creditPayPlan",
        /// The merchant's country.
        pub merchant_region: Option<String> = "merchantRegion" [2],
        /// The buyer's country.
        pub user_region: Option<String> = "userRegion" [2],
        /// One of several locations under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
        /// The mini program.
        pub app_id: Option<String> = "appId" [32],
        /// Free text that comes back with notifications.
        pub metadata: Option<String> = "metadata",
        /// Free fields that come back.
        pub customized_info: Option<CustomizedInfo> = "customizedInfo",
        /// Anything else agreed with the gateway.
        pub extend_info: Option<String> = "extendInfo" [2048],
        /// A rate that was offered before.
        pub payment_quote: Option<Quote> = "paymentQuote",
        /// The amount in the currency it is processed in.
        pub processing_amount: Option<Money> = "processingAmount",
        /// What the buyer agrees to while paying.
        pub agreement_info: Option<AgreementInfo> = "agreementInfo",
        /// A subscription that begins with it.
        pub subscription_info: Option<SubscriptionInfo> = "subscriptionInfo",
        /// The subscription it is for.
        pub subscription_id: Option<String> = "subscriptionId" [64],
        /// Legacy: whom it is paid to.
        pub pay_to_method: Option<PaymentMethod> = "payToMethod",
        /// Legacy: the money is held only.
        pub is_authorization: Option<bool> = "isAuthorization",
        /// Legacy: who sells.
        pub merchant: Option<Merchant> = "merchant",
        /// Legacy: what the buyer typed to confirm.
        pub payment_verification: Option<PaymentVerification> = "paymentVerificationData",
        /// In store: the till was offline.
        pub dual_offline_payment: Option<bool> = "dualOfflinePayment",
        /// Language of the hosted page; the gateway tells upper from lower case.
        pub locale: Option<String> = "locale" [8],
    }
    also of_its_product;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct PayAnswer {
        /// Ours again.
        pub payment_request_id: Option<PaymentRequestId> = "paymentRequestId",
        /// The gateway's.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// The amount as the gateway has it.
        pub payment_amount: Option<Money> = "paymentAmount",
        /// What the buyer paid, promotions taken off.
        pub actual_payment_amount: Option<Money> = "actualPaymentAmount",
        /// When it was made.
        pub payment_create_time: Option<Moment> = "paymentCreateTime",
        /// When it was paid or authorised.
        pub payment_time: Option<Moment> = "paymentTime",
        /// Until when it can be captured.
        pub auth_expiry_time: Option<Moment> = "authExpiryTime",
        /// Where the buyer goes on, in any browser.
        pub normal_url: Option<String> = "normalUrl",
        /// The same as an address that opens the wallet.
        pub scheme_url: Option<String> = "schemeUrl",
        /// The same as an address that opens the wallet or its page.
        pub applink_url: Option<String> = "applinkUrl",
        /// The wallet's package on Android.
        pub app_identifier: Option<String> = "appIdentifier",
        /// For the gateway's own component in an app: a secret.
        pub payment_data: Option<SecretText> = "paymentData",
        /// A code that the buyer scans: made, not paid.
        pub order_code_form: Option<OrderCodeForm> = "orderCodeForm",
        /// Where the buyer is sent.
        pub redirect_action_form: Option<RedirectActionForm> = "redirectActionForm",
        /// What the buyer must confirm.
        pub challenge_action_form: Option<ChallengeActionForm> = "challengeActionForm",
        /// Older form of what comes next.
        pub payment_action_form: Option<String> = "paymentActionForm",
        /// The card.
        pub payment_result_info: Option<PaymentResultInfo> = "paymentResultInfo",
        /// The buyer at the wallet.
        pub psp_customer_info: Option<PspCustomerInfo> = "pspCustomerInfo",
        /// The acquirer, when it is not the gateway.
        pub acquirer_info: Option<AcquirerInfo> = "acquirerInfo",
        /// What was taken off.
        pub promotion_result: Vec<PromotionResult> = "promotionResult",
        /// How much of it may be declared to customs.
        pub customs_declaration_amount: Option<Money> = "customsDeclarationAmount",
        /// What is settled, before fees.
        pub gross_settlement_amount: Option<Money> = "grossSettlementAmount",
        /// The rate of the settlement.
        pub settlement_quote: Option<Quote> = "settlementQuote",
        /// The rate of the payment.
        pub payment_quote: Option<Quote> = "paymentQuote",
        /// The amount in the currency it is processed in.
        pub processing_amount: Option<Money> = "processingAmount",
        /// What of a coupon is not guaranteed.
        pub non_guarantee_coupon_value: Option<Money> = "nonGuaranteeCouponValue",
        /// The subscription it is for.
        pub subscription_id: Option<String> = "subscriptionId",
        /// The invoice it is for.
        pub invoice_id: Option<String> = "invoiceId",
        /// How the subscription stands.
        pub status: Option<String> = "status",
        /// Start of the subscription's period.
        pub current_period_start: Option<Stamp> = "currentPeriodStart",
        /// Its end.
        pub current_period_end: Option<Stamp> = "currentPeriodEnd",
        /// Anything else.
        pub extend_info: Option<String> = "extendInfo",
    }
}

impl Ask for PayRequest {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

impl PayRequest {
    /// A debit under a buyer's standing consent (section 6 of the auto debit reference): no buyer is present.
    #[must_use]
    pub fn agreement(request: PaymentRequestId, order: Order, amount: Money, method: PaymentMethod) -> Self {
        Self {
            product_code: Some(AGREEMENT.to_owned()),
            payment_request_id: Some(request),
            order: Some(order),
            payment_amount: Some(amount),
            payment_method: Some(method),
            ..Self::default()
        }
    }

    fn scenario_word(&self) -> Option<&str> {
        self.payment_factor.as_ref()?.in_store_payment_scenario.as_deref()
    }

    /// Which in-store form it is; none for online payments and for a word this program does not know.
    #[must_use]
    pub fn scenario(&self) -> Option<Scenario> {
        self.scenario_word().and_then(Scenario::of)
    }
}

fn of_its_product(ask: &PayRequest, checking: Checking) -> Checking {
    match ask.product_code.as_deref() {
        Some(CASHIER) => {
            let terminal = ask.env.as_ref().and_then(|env| env.terminal_type.as_ref());
            checking.rule("paymentRedirectUrl", ask.payment_redirect_url.is_some(), Fault::Missing).rule(
                "env.terminalType",
                terminal.is_some(),
                Fault::Missing,
            )
        }
        Some(AGREEMENT) => {
            let token = ask.payment_method.as_ref().and_then(|method| method.payment_method_id.as_ref());
            let settled = ask.settlement_strategy.as_ref().and_then(|own| own.settlement_currency);
            checking.rule("paymentMethod.paymentMethodId", token.is_some(), Fault::Missing).rule(
                "settlementStrategy.settlementCurrency",
                settled.is_some(),
                Fault::Missing,
            )
        }
        Some(IN_STORE) => in_store::rules(ask, checking),
        Some(_) => checking.rule(
            "productCode",
            false,
            Fault::Malformed("CASHIER_PAYMENT, AGREEMENT_PAYMENT or IN_STORE_PAYMENT"),
        ),
        None => checking,
    }
}

/// What an answer tells about a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayKnown {
    /// The gateway's id.
    pub payment: PaymentId,
    /// As asked.
    pub amount: Money,
    /// When it was paid or authorised, by the gateway's clock.
    pub at: Option<Moment>,
    /// Until when it can be captured.
    pub authorised_until: Option<Moment>,
    /// The card, when it is one.
    pub card: Card,
    /// How much of it may be declared to customs.
    pub declarable: Option<Money>,
    /// Whether the hold can be raised, when it is said.
    pub raisable: Option<bool>,
    /// Where the buyer goes on, while it is in process.
    pub continue_at: Option<String>,
}

/// What a verified answer proves about the payment that was asked for.
#[must_use]
pub fn prove(
    request: &PaymentRequestId,
    amount: Money,
    result: &GatewayResult,
    answer: &PayAnswer,
) -> Proof<PayKnown> {
    prove_with(result, |need: Need| {
        let theirs = answer.payment_request_id.as_ref().map(PaymentRequestId::as_str);
        must_be("paymentRequestId", theirs, request.as_str())?;
        same_money("paymentAmount", answer.payment_amount, amount, need)?;
        Ok(PayKnown {
            payment: answer.payment_id.clone().ok_or(Doubt::Incomplete("paymentId"))?,
            amount,
            at: answer.payment_time,
            authorised_until: answer.auth_expiry_time,
            card: answer.payment_result_info.as_ref().map(|told| told.card()).unwrap_or_default(),
            declarable: answer.customs_declaration_amount,
            raisable: answer
                .payment_result_info
                .as_ref()
                .and_then(|told| told.incremental_authorization_available),
            continue_at: answer.normal_url.clone(),
        })
    })
}
