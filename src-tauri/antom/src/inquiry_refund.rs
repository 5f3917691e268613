//! Asks how a refund stands (section 6.8 of the online payments reference). The result says only whether the
//! question worked; the state is in the answer.

use domain::{Moment, Money, RefundId, RefundRequestId};
use serde::Deserialize;

use crate::Endpoint;
use crate::json::Writer;
use crate::wire::{Extra, StatusWord, id, money, text, time, word};

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

/// What comes back beside the result.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct InquiryRefundAnswer {
    /// How it stands.
    #[serde(deserialize_with = "word")]
    pub refund_status: Option<StatusWord>,
    /// The gateway's.
    #[serde(deserialize_with = "id")]
    pub refund_id: Option<RefundId>,
    /// Ours.
    #[serde(deserialize_with = "id")]
    pub refund_request_id: Option<RefundRequestId>,
    /// How much.
    #[serde(deserialize_with = "money")]
    pub refund_amount: Option<Money>,
    /// When it succeeded.
    #[serde(deserialize_with = "time")]
    pub refund_time: Option<Moment>,
    /// The acquirer's reference number: what the buyer's bank can look up.
    #[serde(deserialize_with = "text")]
    pub arn: Option<String>,
    /// The rest.
    #[serde(flatten)]
    pub extra: Extra,
}
