//! Takes the money of an authorised payment (section 6.4 of the online payments reference).

use domain::{CaptureId, CaptureRequestId, Moment, Money, PaymentId};
use serde::Deserialize;

use crate::Endpoint;
use crate::json::Writer;
use crate::proof::{Doubt, Need, Proof, may_be, must_be, prove as prove_with, same_money};
use crate::wire::{Extra, GatewayResult, id, money, time};

/// `POST /v1/payments/capture`
#[derive(Debug)]
pub struct Capture;

impl Endpoint for Capture {
    const PATH: &'static str = "/ams/api/v1/payments/capture";
    type Answer = CaptureAnswer;
}

/// A capture to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureAsk {
    /// Ours; the idempotency key. A new one for every further capture.
    pub request: CaptureRequestId,
    /// The gateway's id of the payment.
    pub payment: PaymentId,
    /// How much, in the payment's currency.
    pub amount: Money,
    /// Whether the rest of the hold is released. Not on the documentation's page, only in the SDKs: left out
    /// unless given.
    pub last: Option<bool>,
}

impl CaptureAsk {
    /// The exact body.
    #[must_use]
    pub fn to_body(&self) -> Vec<u8> {
        Writer::default()
            .text("captureRequestId", self.request.as_str())
            .text("paymentId", self.payment.as_str())
            .money("captureAmount", self.amount)
            .flag("isLastCapture", self.last)
            .bytes()
    }
}

/// What comes back beside the result.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CaptureAnswer {
    /// Ours again.
    #[serde(deserialize_with = "id")]
    pub capture_request_id: Option<CaptureRequestId>,
    /// The gateway's id of the capture.
    #[serde(deserialize_with = "id")]
    pub capture_id: Option<CaptureId>,
    /// The payment.
    #[serde(deserialize_with = "id")]
    pub payment_id: Option<PaymentId>,
    /// How much was taken.
    #[serde(deserialize_with = "money")]
    pub capture_amount: Option<Money>,
    /// When.
    #[serde(deserialize_with = "time")]
    pub capture_time: Option<Moment>,
    /// The rest.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What an answer tells about a capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureKnown {
    /// The gateway's id; always there when it is done.
    pub capture: Option<CaptureId>,
    /// As asked.
    pub amount: Money,
    /// When, by the gateway's clock.
    pub at: Option<Moment>,
}

/// What a verified answer proves about the capture that was asked for.
#[must_use]
pub fn prove(
    request: &CaptureRequestId,
    payment: &PaymentId,
    amount: Money,
    result: &GatewayResult,
    answer: &CaptureAnswer,
) -> Proof<CaptureKnown> {
    prove_with(result, |need: Need| {
        let theirs = answer.capture_request_id.as_ref().map(CaptureRequestId::as_str);
        must_be("captureRequestId", theirs, request.as_str())?;
        may_be("paymentId", answer.payment_id.as_ref().map(PaymentId::as_str), payment.as_str())?;
        same_money("captureAmount", answer.capture_amount, amount, need)?;
        if need == Need::Whole && answer.capture_id.is_none() {
            return Err(Doubt::Incomplete("captureId"));
        }
        Ok(CaptureKnown { capture: answer.capture_id.clone(), amount, at: answer.capture_time })
    })
}
