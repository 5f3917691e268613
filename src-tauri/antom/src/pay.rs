//! Takes a payment (section 6.2 of the online payments reference).

use domain::{CaptureMode, Card, Currency, Moment, Money, OrderNumber, PaymentId, PaymentRequestId};
use serde::Deserialize;

use crate::json::Writer;
use crate::proof::{Doubt, Need, Proof, must_be, prove as prove_with, same_money};
use crate::wire::{Extra, GatewayResult, clip, id, money, text, time};
use crate::{CardFacts, CardToken, Endpoint};

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
            .text("orderDescription", &clip(&self.description, 256))
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
            .text("productCode", "CASHIER_PAYMENT")
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
}

/// What comes back beside the result.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PayAnswer {
    /// Ours again.
    #[serde(deserialize_with = "id")]
    pub payment_request_id: Option<PaymentRequestId>,
    /// The gateway's.
    #[serde(deserialize_with = "id")]
    pub payment_id: Option<PaymentId>,
    /// The amount as the gateway has it.
    #[serde(deserialize_with = "money")]
    pub payment_amount: Option<Money>,
    /// When it was made.
    #[serde(deserialize_with = "time")]
    pub payment_create_time: Option<Moment>,
    /// When it was paid or authorised.
    #[serde(deserialize_with = "time")]
    pub payment_time: Option<Moment>,
    /// Until when it can be captured.
    #[serde(deserialize_with = "time")]
    pub auth_expiry_time: Option<Moment>,
    /// Where the buyer goes on.
    #[serde(deserialize_with = "text")]
    pub normal_url: Option<String>,
    /// The card.
    pub payment_result_info: Option<CardFacts>,
    /// How much of it may be declared to customs.
    #[serde(deserialize_with = "money")]
    pub customs_declaration_amount: Option<Money>,
    /// The rest.
    #[serde(flatten)]
    pub extra: Extra,
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
            card: answer.payment_result_info.clone().unwrap_or_default().card,
            declarable: answer.customs_declaration_amount,
            continue_at: answer.normal_url.clone(),
        })
    })
}
