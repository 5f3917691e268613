//! Raises the amount that is held (section 6.11 of the online payments reference).

use domain::{Money, PaymentId, UpdateRequestId};

use crate::fields::fields;
use crate::proof::{Need, Proof, may_be, must_be, prove_for, same_money};
use crate::wire::GatewayResult;
use crate::{Ask, Endpoint, FieldFault};

/// How often an authorisation may be raised.
pub const MOST_UPDATES: usize = 10;

/// `POST /v1/payments/updateAmount`
#[derive(Debug)]
pub struct UpdateAmount;

impl Endpoint for UpdateAmount {
    const PATH: &'static str = "/ams/api/v1/payments/updateAmount";
    type Answer = UpdateAmountAnswer;
}

fields! {
    /// A raise to be made.
    #[derive(Debug)]
    pub struct UpdateAmountAsk {
        /// Ours; the idempotency key.
        pub update_request_id: Option<UpdateRequestId> = "updateRequestId" [need],
        /// The gateway's id of the first authorisation.
        pub payment_id: Option<PaymentId> = "paymentId" [need],
        /// The new total, in the payment's currency: more than is held now.
        pub amount: Option<Money> = "amount" [need],
    }

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct UpdateAmountAnswer {
        /// Ours again.
        pub update_request_id: Option<UpdateRequestId> = "updateRequestId",
        /// The payment.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// The new total.
        pub amount: Option<Money> = "amount",
    }
}

impl Ask for UpdateAmountAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// What an answer tells about a raise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateKnown {
    /// The total that was asked for.
    pub asked: Money,
}

/// What a verified answer proves about the raise that was asked for. Never [`Proof::Done`]: a success says that
/// the gateway accepted the request; the result comes with a notification (`UPDATE_AMOUNT_RESULT`) or as an
/// `INCREMENTAL` row of an inquiry.
#[must_use]
pub fn prove(
    request: &UpdateRequestId,
    payment: &PaymentId,
    amount: Money,
    result: &GatewayResult,
    answer: &UpdateAmountAnswer,
) -> Proof<UpdateKnown> {
    let proof = prove_for("update_amount", result, |need: Need| {
        let theirs = answer.update_request_id.as_ref().map(UpdateRequestId::as_str);
        must_be("updateRequestId", theirs, request.as_str())?;
        may_be("paymentId", answer.payment_id.as_ref().map(PaymentId::as_str), payment.as_str())?;
        same_money("amount", answer.amount, amount, need)?;
        Ok(UpdateKnown { asked: amount })
    });
    proof.accepted_only(result)
}
