//! Accepts a dispute: the merchant pays (section 6.10 of the online payments reference).

use domain::{DisputeId, Moment};

use crate::doubted::after_doubt;
use crate::fields::fields;
use crate::proof::{Need, must_be, prove as prove_with};
use crate::wire::GatewayResult;
use crate::{Ask, Endpoint, FieldFault, Proof, Stamp};

/// `POST /v1/payments/acceptDispute`
#[derive(Debug)]
pub struct AcceptDispute;

impl Endpoint for AcceptDispute {
    const PATH: &'static str = "/ams/api/v1/payments/acceptDispute";
    type Answer = DisputeAnswer;
}

fields! {
    /// A dispute to be accepted.
    #[derive(Debug)]
    pub struct AcceptDisputeAsk {
        /// The gateway's; also the key of the call.
        pub dispute_id: Option<DisputeId> = "disputeId" [need],
    }

    /// What comes back beside the result when a dispute is accepted or a document is supplied.
    #[derive(Debug)]
    pub struct DisputeAnswer {
        /// The dispute.
        pub dispute_id: Option<DisputeId> = "disputeId",
        /// When it was accepted, or the document taken.
        pub dispute_resolution_time: Option<Stamp> = "disputeResolutionTime",
    }
}

impl Ask for AcceptDisputeAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// What an answer tells when a dispute is accepted or a document is supplied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeKnown {
    /// When, by the gateway's clock.
    pub at: Option<Moment>,
}

/// What a verified answer proves. `repeated`: an earlier delivery of this request had no believable answer.
///
/// The dispute is the key, and a second call is answered `REPEAT_REQUEST` (F): it was accepted or defended
/// before, by us or in the dashboard. That is never a refusal; the notifications of the dispute tell which.
/// After a doubt a passed deadline proves nothing either: the first delivery may have been in time.
#[must_use]
pub fn prove(
    dispute: &DisputeId,
    repeated: bool,
    result: &GatewayResult,
    answer: &DisputeAnswer,
) -> Proof<DisputeKnown> {
    let proof = dispute_answered(dispute, result, answer);
    after_doubt(proof, repeated, &["TIME_EXCEEDS_LIMIT", "PROCESS_FAIL", "SYSTEM_ERROR"])
}

pub(crate) fn dispute_answered(
    dispute: &DisputeId,
    result: &GatewayResult,
    answer: &DisputeAnswer,
) -> Proof<DisputeKnown> {
    prove_with(result, |_: Need| {
        must_be("disputeId", answer.dispute_id.as_ref().map(DisputeId::as_str), dispute.as_str())?;
        Ok(DisputeKnown { at: answer.dispute_resolution_time.as_ref().and_then(Stamp::moment) })
    })
}
