//! notifyRefund (section 6.9 of the online payments reference).

use domain::{Money, PaymentId, RefundId, RefundRequestId};

use crate::Stamp;
use crate::fields::fields;
use crate::parts::{AcquirerInfo, CustomizedInfo, Quote};
use crate::wire::{GatewayResult, StatusWord};

fields! {
    /// How a refund came out.
    #[derive(Debug)]
    pub struct NotifyRefund {
        /// `REFUND_RESULT`.
        pub notify_type: Option<String> = "notifyType",
        /// S: accepted at the channel. F: failed.
        pub result: Option<GatewayResult> = "result",
        /// `SUCCESS` or `FAIL`: how it stands.
        pub refund_status: Option<StatusWord> = "refundStatus",
        /// Ours.
        pub refund_request_id: Option<RefundRequestId> = "refundRequestId",
        /// The gateway's.
        pub refund_id: Option<RefundId> = "refundId",
        /// The payment, when it is told.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// How much.
        pub refund_amount: Option<Money> = "refundAmount",
        /// When, with S.
        pub refund_time: Option<Stamp> = "refundTime",
        /// What is settled before fees.
        pub gross_settlement_amount: Option<Money> = "grossSettlementAmount",
        /// At which rate.
        pub settlement_quote: Option<Quote> = "settlementQuote",
        /// What the buyer really gets.
        pub actual_refund_amount: Option<Money> = "actualRefundAmount",
        /// The acquirer's reference number: what the buyer's bank can look up.
        pub arn: Option<String> = "arn",
        /// Ours, as it was sent; at most 2048 characters.
        pub metadata: Option<String> = "metadata",
        /// Ours, as it was sent.
        pub customized_info: Option<CustomizedInfo> = "customizedInfo",
        /// The issuer's approval code.
        pub authorization_code: Option<String> = "authorizationCode",
        /// An acquirer that is not the gateway.
        pub acquirer_info: Option<AcquirerInfo> = "acquirerInfo",
    }
}
