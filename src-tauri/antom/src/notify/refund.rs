//! notifyRefund (section 6.9 of the online payments reference).

use domain::{Money, PaymentId, RefundId, RefundRequestId};

use crate::Stamp;
use crate::shape::told;
use crate::wire::{Extra, GatewayResult, StatusWord};

told! {
    /// How a refund came out.
    pub struct NotifyRefund {
        /// `REFUND_RESULT`.
        notify_type: Option<String>,
        /// S: accepted at the channel. F: failed.
        result: Option<GatewayResult>,
        /// `SUCCESS` or `FAIL`: how it stands.
        refund_status: Option<StatusWord>,
        /// Ours.
        refund_request_id: Option<RefundRequestId>,
        /// The gateway's.
        refund_id: Option<RefundId>,
        /// The payment, when it is told.
        payment_id: Option<PaymentId>,
        /// How much.
        refund_amount: Option<Money>,
        /// When, with S.
        refund_time: Option<Stamp>,
        /// What is settled before fees.
        gross_settlement_amount: Option<Money>,
        /// At which rate.
        settlement_quote: Option<Extra>,
        /// What the buyer really gets.
        actual_refund_amount: Option<Money>,
        /// The acquirer's reference number: what the buyer's bank can look up.
        arn: Option<String>,
        /// Ours, as it was sent; at most 2048 characters.
        metadata: Option<String>,
        /// Ours, as it was sent.
        customized_info: Option<Extra>,
        /// The issuer's approval code.
        authorization_code: Option<String>,
        /// An acquirer that is not the gateway.
        acquirer_info: Option<Extra>,
    }
}
