//! Takes the money of an authorised payment (section 6.4 of the online payments reference).

use domain::{CaptureId, CaptureRequestId, Moment, Money, PaymentId};

use crate::fault::{Checking, check_bytes};
use crate::fields::fields;
use crate::json::Writer;
use crate::parts::{AcquirerInfo, Goods, Shipping, Transit};
use crate::proof::{Doubt, Need, Proof, may_be, must_be, prove as prove_with, same_money};
use crate::wire::GatewayResult;
use crate::{Ask, Endpoint, Fault, FieldFault};

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

    /// Lengths, needed fields and the rules between them, before anything is sent.
    pub fn check(&self) -> Result<(), FieldFault> {
        check_bytes::<CaptureRequest>(&self.to_body())
    }
}

fields! {
    /// A capture with every field of the reference. [`CaptureAsk`] is the short form.
    #[derive(Debug)]
    pub struct CaptureRequest {
        /// Ours; the idempotency key. A new one for every further capture.
        pub capture_request_id: Option<CaptureRequestId> = "captureRequestId" [need],
        /// The gateway's id of the payment.
        pub payment_id: Option<PaymentId> = "paymentId" [need],
        /// How much, in the payment's currency.
        pub capture_amount: Option<Money> = "captureAmount" [need],
        /// `FINAL` or `NON_FINAL`.
        pub capture_type: Option<String> = "captureType",
        /// The older sibling of the type.
        pub is_last_capture: Option<bool> = "isLastCapture",
        /// A journey.
        pub transit: Option<Transit> = "transit",
        /// What is sent now. Klarna needs it.
        pub goods: Vec<Goods> = "goods" [100],
        /// How it goes to the buyer. Klarna.
        pub shippings: Vec<Shipping> = "shippings",
    }
    also one_word_about_the_rest;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct CaptureAnswer {
        /// Ours again.
        pub capture_request_id: Option<CaptureRequestId> = "captureRequestId",
        /// The gateway's id of the capture.
        pub capture_id: Option<CaptureId> = "captureId",
        /// The payment.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// How much was taken.
        pub capture_amount: Option<Money> = "captureAmount",
        /// When.
        pub capture_time: Option<Moment> = "captureTime",
        /// The acquirer's reference, when it is not the gateway.
        pub acquirer_reference_no: Option<String> = "acquirerReferenceNo",
        /// The acquirer, when it is not the gateway.
        pub acquirer_info: Option<AcquirerInfo> = "acquirerInfo",
    }
}

impl Ask for CaptureRequest {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

fn one_word_about_the_rest(ask: &CaptureRequest, checking: Checking) -> Checking {
    let last = ask.capture_type.as_deref().map(|word| word == "FINAL");
    let agree = last.is_none() || ask.is_last_capture.is_none() || last == ask.is_last_capture;
    checking.rule("captureType", agree, Fault::AgainstRule("says the same as isLastCapture"))
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
