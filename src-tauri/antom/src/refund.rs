//! Gives money back (section 6.7 of the online payments reference).

use domain::{CaptureId, Moment, Money, PaymentId, RefundId, RefundRequestId};
use serde::Deserialize;

use crate::Endpoint;
use crate::json::Writer;
use crate::proof::{Doubt, Need, Proof, may_be, must_be, prove as prove_with, same_money};
use crate::wire::{Extra, GatewayResult, clip, id, money, time};

/// `POST /v1/payments/refund`
#[derive(Debug)]
pub struct Refund;

impl Endpoint for Refund {
    const PATH: &'static str = "/ams/api/v1/payments/refund";
    type Answer = RefundAnswer;
}

/// A refund to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundAsk {
    /// Ours; the idempotency key. A new one for every further refund.
    pub request: RefundRequestId,
    /// The gateway's id of the payment.
    pub payment: PaymentId,
    /// Which capture the money comes from, when there are several.
    pub capture: Option<CaptureId>,
    /// How much, in the payment's currency.
    pub amount: Money,
    /// Why; the buyer may see it. 256 characters reach the gateway.
    pub reason: String,
}

impl RefundAsk {
    /// The exact body.
    #[must_use]
    pub fn to_body(&self) -> Vec<u8> {
        Writer::default()
            .text("refundRequestId", self.request.as_str())
            .text("paymentId", self.payment.as_str())
            .maybe("captureId", self.capture.as_ref().map(CaptureId::as_str))
            .money("refundAmount", self.amount)
            .text("refundReason", &clip(&self.reason, 256))
            .bytes()
    }
}

/// What comes back beside the result.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RefundAnswer {
    /// Ours again.
    #[serde(deserialize_with = "id")]
    pub refund_request_id: Option<RefundRequestId>,
    /// The gateway's id of the refund.
    #[serde(deserialize_with = "id")]
    pub refund_id: Option<RefundId>,
    /// The payment.
    #[serde(deserialize_with = "id")]
    pub payment_id: Option<PaymentId>,
    /// How much.
    #[serde(deserialize_with = "money")]
    pub refund_amount: Option<Money>,
    /// When.
    #[serde(deserialize_with = "time")]
    pub refund_time: Option<Moment>,
    /// The rest.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What an answer tells about a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundKnown {
    /// The gateway's id; always there when it is done.
    pub refund: Option<RefundId>,
    /// As asked.
    pub amount: Money,
    /// When, by the gateway's clock.
    pub at: Option<Moment>,
}

/// What a verified answer proves about the refund that was asked for. Done means on the gateway's side;
/// the buyer's bank may take its time.
#[must_use]
pub fn prove(
    request: &RefundRequestId,
    payment: &PaymentId,
    amount: Money,
    result: &GatewayResult,
    answer: &RefundAnswer,
) -> Proof<RefundKnown> {
    prove_with(result, |need: Need| {
        let theirs = answer.refund_request_id.as_ref().map(RefundRequestId::as_str);
        must_be("refundRequestId", theirs, request.as_str())?;
        may_be("paymentId", answer.payment_id.as_ref().map(PaymentId::as_str), payment.as_str())?;
        same_money("refundAmount", answer.refund_amount, amount, need)?;
        if need == Need::Whole && answer.refund_id.is_none() {
            return Err(Doubt::Incomplete("refundId"));
        }
        Ok(RefundKnown { refund: answer.refund_id.clone(), amount, at: answer.refund_time })
    })
}
