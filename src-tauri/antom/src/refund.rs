//! Gives money back (section 6.7 of the online payments reference).

use domain::{CaptureId, Moment, Money, PaymentId, RefundId, RefundRequestId};

use crate::fault::check_bytes;
use crate::fields::fields;
use crate::json::Writer;
use crate::parts::{AcquirerInfo, CustomizedInfo, Goods, Quote, UserName};
use crate::proof::{Doubt, Need, Proof, may_be, must_be, prove as prove_with, same_money};
use crate::wire::GatewayResult;
use crate::{Ask, Endpoint, FieldFault, SecretText, Stamp};

/// `POST /v1/payments/refund`
#[derive(Debug)]
pub struct Refund;

impl Endpoint for Refund {
    const PATH: &'static str = "/ams/api/v1/payments/refund";
    type Answer = RefundAnswer;
}

/// A refund to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundAsk {
    /// Ours; the idempotency key. A new one for every further refund.
    pub request: RefundRequestId,
    /// The gateway's id of the payment.
    pub payment: PaymentId,
    /// Which capture the money comes from, when there are several.
    pub capture: Option<CaptureId>,
    /// How much, in the payment's currency.
    pub amount: Money,
    /// Why; the buyer may see it. At most 256 characters.
    pub reason: String,
}

impl RefundAsk {
    /// The exact body.
    #[must_use]
    pub fn to_body(&self) -> Vec<u8> {
        Writer::default()
            .text("refundRequestId", self.request.as_str())
            .text("paymentId", self.payment.as_str())
            .maybe("captureId", self.capture.as_ref().map(CaptureId::as_str))
            .money("refundAmount", self.amount)
            .text("refundReason", &self.reason)
            .bytes()
    }

    /// Lengths, needed fields and the rules between them, before anything is sent.
    pub fn check(&self) -> Result<(), FieldFault> {
        check_bytes::<RefundRequest>(&self.to_body())
    }
}

fields! {
    /// A refund with every field of the reference. [`RefundAsk`] is the short form.
    #[derive(Debug)]
    pub struct RefundRequest {
        /// Ours; the idempotency key. A new one for every further refund.
        pub refund_request_id: Option<RefundRequestId> = "refundRequestId" [need],
        /// The gateway's id of the payment.
        pub payment_id: Option<PaymentId> = "paymentId" [need],
        /// How much, in the payment's currency.
        pub refund_amount: Option<Money> = "refundAmount" [need],
        /// Which capture the money comes from.
        pub capture_id: Option<CaptureId> = "captureId",
        /// The shop's own number of it.
        pub reference_refund_id: Option<String> = "referenceRefundId" [64],
        /// Why; the buyer may see it.
        pub refund_reason: Option<String> = "refundReason" [256],
        /// Where the result is sent to, when not as set up in the dashboard.
        pub refund_notify_url: Option<String> = "refundNotifyUrl" [1024],
        /// The result comes later.
        pub is_async_refund: Option<bool> = "isAsyncRefund",
        /// The shop's time of it; older in-store form.
        pub refund_request_time: Option<Stamp> = "refundRequestTime",
        /// Free text that comes back. One page takes 64 characters, the notification carries 2048.
        pub metadata: Option<String> = "metadata" [2048],
        /// Free fields that come back.
        pub customized_info: Option<CustomizedInfo> = "customizedInfo",
        /// Anything else agreed with the gateway.
        pub extend_info: Option<String> = "extendInfo" [2048],
        /// The buyer's bank account, for methods that are refunded by transfer.
        pub refund_to_bank_info: Option<RefundToBank> = "refundToBankInfo",
        /// Who pays which part of it; marketplaces.
        pub refund_details: Vec<RefundDetail> = "refundDetails",
        /// From which account; marketplaces.
        pub refund_source_account_no: Option<String> = "refundSourceAccountNo",
        /// What really goes back; marketplaces.
        pub actual_refund_amount: Option<Money> = "actualRefundAmount",
        /// What comes back. Klarna needs it for a part.
        pub goods: Vec<Goods> = "goods" [100],
        /// How it is divided among those who were paid.
        pub split_details: Vec<SplitDetail> = "splitDetails" [20],
    }

    /// The buyer's bank account. Personal: the number does not show in debug output.
    #[derive(Debug)]
    pub struct RefundToBank {
        /// The bank.
        pub bank_code: Option<String> = "bankCode",
        /// Who holds the account.
        pub account_holder_name: Option<UserName> = "accountHolderName",
        /// Its number.
        pub account_no: Option<SecretText> = "accountNo",
    }

    /// Who pays a part of a refund.
    #[derive(Debug)]
    pub struct RefundDetail {
        /// How much.
        pub refund_amount: Option<Money> = "refundAmount",
        /// `SELLER`, `MARKETPLACE` or `UNSETTLED_FUNDS`.
        pub refund_from: Option<String> = "refundFrom",
    }

    /// One of those a payment was divided among.
    #[derive(Debug)]
    pub struct SplitDetail {
        /// `SELLER`, `MARKETPLACE`, `PLATFORM` or `ISV`.
        pub split_to: Option<String> = "splitTo" [32],
        /// How much.
        pub split_amount: Option<Money> = "splitAmount",
        /// How much in the end.
        pub actual_split_amount: Option<Money> = "actualSplitAmount",
        /// What for.
        pub description: Option<String> = "description" [256],
    }

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct RefundAnswer {
        /// Ours again.
        pub refund_request_id: Option<RefundRequestId> = "refundRequestId",
        /// The gateway's id of the refund.
        pub refund_id: Option<RefundId> = "refundId",
        /// The payment.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// How much.
        pub refund_amount: Option<Money> = "refundAmount",
        /// When.
        pub refund_time: Option<Moment> = "refundTime",
        /// What really goes back.
        pub actual_refund_amount: Option<Money> = "actualRefundAmount",
        /// What of a coupon does not come back.
        pub refund_non_guarantee_coupon_amount: Option<Money> = "refundNonGuaranteeCouponAmount",
        /// What is taken from the settlement, before fees.
        pub gross_settlement_amount: Option<Money> = "grossSettlementAmount",
        /// The rate of the settlement.
        pub settlement_quote: Option<Quote> = "settlementQuote",
        /// The acquirer, when it is not the gateway.
        pub acquirer_info: Option<AcquirerInfo> = "acquirerInfo",
        /// The acquirer's reference.
        pub acquirer_reference_no: Option<String> = "acquirerReferenceNo",
    }
}

impl Ask for RefundRequest {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

/// What an answer tells about a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundKnown {
    /// The gateway's id; always there when it is done.
    pub refund: Option<RefundId>,
    /// As asked.
    pub amount: Money,
    /// When, by the gateway's clock.
    pub at: Option<Moment>,
}

/// What a verified answer proves about the refund that was asked for. Done means on the gateway's side;
/// the buyer's bank may take its time.
#[must_use]
pub fn prove(
    request: &RefundRequestId,
    payment: &PaymentId,
    amount: Money,
    result: &GatewayResult,
    answer: &RefundAnswer,
) -> Proof<RefundKnown> {
    prove_with(result, |need: Need| {
        let theirs = answer.refund_request_id.as_ref().map(RefundRequestId::as_str);
        must_be("refundRequestId", theirs, request.as_str())?;
        may_be("paymentId", answer.payment_id.as_ref().map(PaymentId::as_str), payment.as_str())?;
        same_money("refundAmount", answer.refund_amount, amount, need)?;
        if need == Need::Whole && answer.refund_id.is_none() {
            return Err(Doubt::Incomplete("refundId"));
        }
        Ok(RefundKnown { refund: answer.refund_id.clone(), amount, at: answer.refund_time })
    })
}
