//! notifyDispute (section 6.9 of the online payments reference). The published samples have neither `result`
//! nor `notifyType`; both are read when they come.

use domain::{CaptureId, DisputeId, Money, PaymentId, PaymentRequestId};

use crate::Stamp;
use crate::shape::{told, words};
use crate::wire::{Extra, GatewayResult};

words! {
    /// What happened to a dispute.
    pub enum DisputeNotificationType {
        /// It was opened: the amount is frozen; accept or defend before the deadline.
        Created = "DISPUTE_CREATED",
        /// At most 24 hours are left.
        DueAlert = "DEFENSE_DUE_ALERT",
        /// The defence was taken.
        DefenseSupplied = "DEFENSE_SUPPLIED",
        /// The buyer withdrew it.
        Cancelled = "DISPUTE_CANCELLED",
        /// It was decided.
        Judged = "DISPUTE_JUDGED",
        /// It was accepted: by the merchant, by the passing of the deadline, or by the gateway's people.
        Accepted = "DISPUTE_ACCEPTED",
        /// Closed by rapid dispute resolution; a judgement follows.
        RdrResolved = "RDR_RESOLVED",
    }
}

words! {
    /// What kind of dispute.
    pub enum DisputeType {
        /// The money is claimed back.
        Chargeback = "CHARGEBACK",
        /// Papers are asked for.
        RetrievalRequest = "RETRIEVAL_REQUEST",
        /// Proof that rules were kept is asked for.
        ComplianceRequest = "COMPLIANCE_REQUEST",
    }
}

words! {
    /// How a dispute was decided. The words name who bears it, which reads the other way round at first.
    pub enum DisputeJudgedResult {
        /// The buyer bears it: the merchant won.
        AcceptByCustomer = "ACCEPT_BY_CUSTOMER",
        /// The merchant pays.
        AcceptByMerchant = "ACCEPT_BY_MERCHANT",
        /// The proof of a compliance request was enough.
        ValidateSuccess = "VALIDATE_SUCCESS",
        /// It was not.
        ValidateFail = "VALIDATE_FAIL",
        /// The gateway bore it; not in use since October 2022.
        AcceptByAlipay = "ACCEPT_BY_ALIPAY",
    }
}

words! {
    /// Why a dispute counts as accepted.
    pub enum DisputeAcceptReason {
        /// The merchant accepted.
        Merchant = "MERCHANT_ACCEPTED",
        /// The deadline passed.
        Timeout = "TIMEOUT",
        /// The gateway's people accepted.
        ManualProcessing = "MANUAL_PROCESSING_ACCEPTED",
    }
}

told! {
    /// What happened to a dispute.
    pub struct NotifyDispute {
        /// Not in the published samples.
        notify_type: Option<String>,
        /// Not in the published samples.
        result: Option<GatewayResult>,
        /// The gateway's.
        dispute_id: Option<DisputeId>,
        /// The payment.
        payment_id: Option<PaymentId>,
        /// Ours, of the payment.
        payment_request_id: Option<PaymentRequestId>,
        /// When it was raised.
        dispute_time: Option<Stamp>,
        /// How much is disputed.
        dispute_amount: Option<Money>,
        /// What happened.
        dispute_notification_type: Option<DisputeNotificationType>,
        /// Which kind.
        dispute_type: Option<DisputeType>,
        /// The buyer's claim in words.
        dispute_reason_msg: Option<String>,
        /// The scheme's code of it.
        dispute_reason_code: Option<String>,
        /// The scheme.
        dispute_source: Option<String>,
        /// Until when to accept or defend. The only deadline there is: no number of days is published.
        defense_due_time: Option<Stamp>,
        /// Whether it can be defended.
        defendable: Option<bool>,
        /// When it was decided.
        dispute_judged_time: Option<Stamp>,
        /// What is taken from the settlement.
        dispute_judged_amount: Option<Money>,
        /// How.
        dispute_judged_result: Option<DisputeJudgedResult>,
        /// Why it counts as accepted.
        dispute_accept_reason: Option<DisputeAcceptReason>,
        /// Since when.
        dispute_accept_time: Option<Stamp>,
        /// When it was withdrawn.
        dispute_cancelled_time: Option<Stamp>,
        /// When the defence was taken.
        defense_supplied_time: Option<Stamp>,
        /// Why the gateway defended by itself.
        auto_defend_reason: Option<String>,
        /// Which capture it is about.
        capture_id: Option<CaptureId>,
        /// The acquirer's reference number.
        arn: Option<String>,
        /// An acquirer that is not the gateway.
        acquirer_info: Option<Extra>,
        /// What the buyer's bank says.
        issuer_comments: Option<IssuerComments>,
    }
}

told! {
    /// What the buyer's bank says.
    pub struct IssuerComments {
        /// What the cardholder says.
        cardholder_comments: Option<String>,
        /// Why the authorisation is said not to hold.
        reason_of_invalid_authorization: Option<String>,
        /// What is said about a credit.
        explanation_of_credit_presented: Option<String>,
        /// Why it was decided so.
        judge_reason: Option<String>,
    }
}
