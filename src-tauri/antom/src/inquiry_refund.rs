//! Asks how a refund stands (section 6.8 of the online payments reference). The result says only whether the
//! question worked; the state is in the answer.

use domain::{Moment, Money, RefundId, RefundRequestId};

use crate::fault::Checking;
use crate::fields::fields;
use crate::json::Writer;
use crate::parts::{AcquirerInfo, CustomizedInfo, Quote};
use crate::refund::SplitDetail;
use crate::wire::StatusWord;
use crate::{Ask, Endpoint, Fault, FieldFault};

/// `POST /v1/payments/inquiryRefund`
#[derive(Debug)]
pub struct InquiryRefund;

impl Endpoint for InquiryRefund {
    const PATH: &'static str = "/ams/api/v1/payments/inquiryRefund";
    type Answer = InquiryRefundAnswer;
}

/// Which refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InquiryRefundAsk {
    /// By ours: works also when no answer ever came.
    Request(RefundRequestId),
    /// By the gateway's id.
    Refund(RefundId),
}

impl InquiryRefundAsk {
    /// The exact body.
    #[must_use]
    pub fn to_body(&self) -> Vec<u8> {
        match self {
            Self::Request(request) => Writer::default().text("refundRequestId", request.as_str()),
            Self::Refund(refund) => Writer::default().text("refundId", refund.as_str()),
        }
        .bytes()
    }
}

fields! {
    /// The question with every field of the reference. [`InquiryRefundAsk`] is the short form.
    #[derive(Debug)]
    pub struct InquiryRefundRequest {
        /// The gateway's id; it wins when both are given.
        pub refund_id: Option<RefundId> = "refundId",
        /// Ours.
        pub refund_request_id: Option<RefundRequestId> = "refundRequestId",
        /// One of several locations under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
    }
    also names_a_refund;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct InquiryRefundAnswer {
        /// How it stands.
        pub refund_status: Option<StatusWord> = "refundStatus",
        /// The gateway's.
        pub refund_id: Option<RefundId> = "refundId",
        /// Ours.
        pub refund_request_id: Option<RefundRequestId> = "refundRequestId",
        /// How much.
        pub refund_amount: Option<Money> = "refundAmount",
        /// When it succeeded.
        pub refund_time: Option<Moment> = "refundTime",
        /// What really went back.
        pub actual_refund_amount: Option<Money> = "actualRefundAmount",
        /// What is taken from the settlement, before fees.
        pub gross_settlement_amount: Option<Money> = "grossSettlementAmount",
        /// The rate of the settlement.
        pub settlement_quote: Option<Quote> = "settlementQuote",
        /// The acquirer's reference number: what the buyer's bank can look up.
        pub arn: Option<String> = "arn",
        /// The retrieval reference.
        pub rrn: Option<String> = "rrn",
        /// The bank's approval code.
        pub authorization_code: Option<String> = "authorizationCode",
        /// The acquirer, when it is not the gateway.
        pub acquirer_info: Option<AcquirerInfo> = "acquirerInfo",
        /// How it is divided; final only when it succeeded.
        pub split_details: Vec<SplitDetail> = "splitDetails",
        /// Free text of the refund.
        pub metadata: Option<String> = "metadata",
        /// Free fields of the refund.
        pub customized_info: Option<CustomizedInfo> = "customizedInfo",
    }
}

impl Ask for InquiryRefundRequest {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

fn names_a_refund(ask: &InquiryRefundRequest, checking: Checking) -> Checking {
    let named = ask.refund_id.is_some() || ask.refund_request_id.is_some();
    checking.rule("refundRequestId", named, Fault::Missing)
}
