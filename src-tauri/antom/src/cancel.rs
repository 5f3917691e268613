//! Closes a payment or releases its hold; always the whole amount (section 6.6 of the online payments
//! reference).

use domain::{Moment, PaymentId, PaymentRequestId};

use crate::fault::Checking;
use crate::fields::fields;
use crate::json::Writer;
use crate::proof::{Doubt, Proof, may_be, prove as prove_with};
use crate::wire::GatewayResult;
use crate::{Ask, Endpoint, Fault, FieldFault};

/// `POST /v1/payments/cancel`
#[derive(Debug)]
pub struct Cancel;

impl Endpoint for Cancel {
    const PATH: &'static str = "/ams/api/v1/payments/cancel";
    type Answer = CancelAnswer;
}

/// A cancellation to be made. It carries no id of its own: repeating it does not cancel twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CancelAsk {
    /// By the gateway's id.
    Payment(PaymentId),
    /// By ours: works also when no answer ever came.
    Request(PaymentRequestId),
}

impl CancelAsk {
    /// The exact body.
    #[must_use]
    pub fn to_body(&self) -> Vec<u8> {
        match self {
            Self::Payment(payment) => Writer::default().text("paymentId", payment.as_str()),
            Self::Request(request) => Writer::default().text("paymentRequestId", request.as_str()),
        }
        .bytes()
    }
}

fields! {
    /// A cancellation with every field of the reference. [`CancelAsk`] is the short form.
    #[derive(Debug)]
    pub struct CancelRequest {
        /// The gateway's id; it wins when both are given.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// Ours.
        pub payment_request_id: Option<PaymentRequestId> = "paymentRequestId",
        /// One of several locations under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
    }
    also names_a_payment;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct CancelAnswer {
        /// The gateway's id.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// Ours.
        pub payment_request_id: Option<PaymentRequestId> = "paymentRequestId",
        /// When.
        pub cancel_time: Option<Moment> = "cancelTime",
    }
}

impl Ask for CancelRequest {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

fn names_a_payment(ask: &CancelRequest, checking: Checking) -> Checking {
    let named = ask.payment_id.is_some() || ask.payment_request_id.is_some();
    checking.rule("paymentRequestId", named, Fault::Missing)
}

/// What an answer tells about a cancellation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CancelKnown {
    /// When, by the gateway's clock.
    pub at: Option<Moment>,
}

/// What a verified answer proves about the cancellation of this payment. One of the two ids is enough; none
/// may be another's.
#[must_use]
pub fn prove(
    request: &PaymentRequestId,
    payment: Option<&PaymentId>,
    result: &GatewayResult,
    answer: &CancelAnswer,
) -> Proof<CancelKnown> {
    prove_with(result, |_| {
        let their_request = answer.payment_request_id.as_ref().map(PaymentRequestId::as_str);
        let their_payment = answer.payment_id.as_ref().map(PaymentId::as_str);
        may_be("paymentRequestId", their_request, request.as_str())?;
        if let Some(payment) = payment {
            may_be("paymentId", their_payment, payment.as_str())?;
        }
        if their_request.is_none() && (their_payment.is_none() || payment.is_none()) {
            return Err(Doubt::Incomplete("paymentId"));
        }
        Ok(CancelKnown { at: answer.cancel_time })
    })
}
