//! notifyDispute (section 6.9 of the online payments reference). The published samples have neither `result`
//! nor `notifyType`; both are read when they come.

use domain::{CaptureId, DisputeId, Money, PaymentId, PaymentRequestId};

use crate::Stamp;
use crate::fields::fields;
use crate::parts::AcquirerInfo;
use crate::wire::GatewayResult;
use crate::words::words;

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

fields! {
    /// What happened to a dispute.
    #[derive(Debug)]
    pub struct NotifyDispute {
        /// Not in the published samples.
        pub notify_type: Option<String> = "notifyType",
        /// Not in the published samples.
        pub result: Option<GatewayResult> = "result",
        /// The gateway's.
        pub dispute_id: Option<DisputeId> = "disputeId",
        /// The payment.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// Ours, of the payment.
        pub payment_request_id: Option<PaymentRequestId> = "paymentRequestId",
        /// When it was raised.
        pub dispute_time: Option<Stamp> = "disputeTime",
        /// How much is disputed.
        pub dispute_amount: Option<Money> = "disputeAmount",
        /// What happened.
        pub dispute_notification_type: Option<DisputeNotificationType> = "disputeNotificationType",
        /// Which kind.
        pub dispute_type: Option<DisputeType> = "disputeType",
        /// The buyer's claim in words.
        pub dispute_reason_msg: Option<String> = "disputeReasonMsg",
        /// The scheme's code of it.
        pub dispute_reason_code: Option<String> = "disputeReasonCode",
        /// The scheme.
        pub dispute_source: Option<String> = "disputeSource",
        /// Until when to accept or defend. The only deadline there is: no number of days is published.
        pub defense_due_time: Option<Stamp> = "defenseDueTime",
        /// Whether it can be defended.
        pub defendable: Option<bool> = "defendable",
        /// When it was decided.
        pub dispute_judged_time: Option<Stamp> = "disputeJudgedTime",
        /// What is taken from the settlement.
        pub dispute_judged_amount: Option<Money> = "disputeJudgedAmount",
        /// How.
        pub dispute_judged_result: Option<DisputeJudgedResult> = "disputeJudgedResult",
        /// Why it counts as accepted.
        pub dispute_accept_reason: Option<DisputeAcceptReason> = "disputeAcceptReason",
        /// Since when.
        pub dispute_accept_time: Option<Stamp> = "disputeAcceptTime",
        /// When it was withdrawn.
        pub dispute_cancelled_time: Option<Stamp> = "disputeCancelledTime",
        /// When the defence was taken.
        pub defense_supplied_time: Option<Stamp> = "defenseSuppliedTime",
        /// Why the gateway defended by itself.
        pub auto_defend_reason: Option<String> = "autoDefendReason",
        /// Which capture it is about.
        pub capture_id: Option<CaptureId> = "captureId",
        /// The acquirer's reference number.
        pub arn: Option<String> = "arn",
        /// An acquirer that is not the gateway.
        pub acquirer_info: Option<AcquirerInfo> = "acquirerInfo",
        /// What the buyer's bank says.
        pub issuer_comments: Option<IssuerComments> = "issuerComments",
    }
}

fields! {
    /// What the buyer's bank says.
    #[derive(Debug)]
    pub struct IssuerComments {
        /// What the cardholder says.
        pub cardholder_comments: Option<String> = "cardholderComments",
        /// Why the authorisation is said not to hold.
        pub reason_of_invalid_authorization: Option<String> = "reasonOfInvalidAuthorization",
        /// What is said about a credit.
        pub explanation_of_credit_presented: Option<String> = "explanationOfCreditPresented",
        /// Why it was decided so.
        pub judge_reason: Option<String> = "judgeReason",
    }
}
