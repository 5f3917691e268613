//! notifyPayment (section 6.9 of the online payments reference; section 5 of the in-store reference; section
//! 7 of the auto debit reference for the periods of a subscription).

use domain::{Money, PaymentId, PaymentRequestId, SubscriptionId, SubscriptionRequestId, UpdateRequestId};

use crate::Stamp;
use crate::fields::fields;
use crate::parts::{
    AcquirerInfo, PaymentResultInfo, PopRiskDecision, PromotionResult, PspCustomerInfo, Quote,
};
use crate::wire::{Extra, GatewayResult, ResultStatus, StatusWord};
use crate::words::words;

words! {
    /// What a notifyPayment is about.
    pub enum PaymentNotifyType {
        /// The final result.
        Result = "PAYMENT_RESULT",
        /// The buyer is done and the channel is not: result S means still processing.
        Pending = "PAYMENT_PENDING",
        /// An updateAmount came to its end.
        UpdateAmount = "UPDATE_AMOUNT_RESULT",
        /// A code for a payment made off line, in store.
        OfflineCode = "OFFLINE_PAYMENT_CODE",
    }
}

fields! {
    /// How a payment came out.
    #[derive(Debug)]
    pub struct NotifyPayment {
        /// What it is about.
        pub notify_type: Option<PaymentNotifyType> = "notifyType",
        /// S or F.
        pub result: Option<GatewayResult> = "result",
        /// Only in the older form of in-store payments, where a missing one means success.
        pub payment_status: Option<StatusWord> = "paymentStatus",
        /// Ours.
        pub payment_request_id: Option<PaymentRequestId> = "paymentRequestId",
        /// The gateway's.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// How much.
        pub payment_amount: Option<Money> = "paymentAmount",
        /// When it was made.
        pub payment_create_time: Option<Stamp> = "paymentCreateTime",
        /// When it became final.
        pub payment_time: Option<Stamp> = "paymentTime",
        /// What the buyer really paid.
        pub actual_payment_amount: Option<Money> = "actualPaymentAmount",
        /// How much of it may be declared to customs.
        pub customs_declaration_amount: Option<Money> = "customsDeclarationAmount",
        /// What is settled before fees.
        pub gross_settlement_amount: Option<Money> = "grossSettlementAmount",
        /// At which rate.
        pub settlement_quote: Option<Quote> = "settlementQuote",
        /// The buyer, as the wallet tells.
        pub psp_customer_info: Option<PspCustomerInfo> = "pspCustomerInfo",
        /// The acquirer's number, at most 64 characters.
        pub acquirer_reference_no: Option<String> = "acquirerReferenceNo",
        /// An acquirer that is not the gateway.
        pub acquirer_info: Option<AcquirerInfo> = "acquirerInfo",
        /// The card.
        pub payment_result_info: Option<PaymentResultInfo> = "paymentResultInfo",
        /// What was taken off the price.
        pub promotion_result: Vec<PromotionResult> = "promotionResult",
        /// Which method the buyer chose.
        pub payment_method_type: Option<String> = "paymentMethodType",
        /// Ours, as it was sent.
        pub metadata: Option<String> = "metadata",
        /// The gateway's number of a subscription's order.
        pub subscription_order_id: Option<String> = "subscriptionOrderId",
        /// How a failed period is tried again.
        pub retry_info: Option<Extra> = "retryInfo",
        /// Ours, of a changed amount.
        pub update_request_id: Option<UpdateRequestId> = "updateRequestId",
        /// Until when it can be captured.
        pub auth_expiry_time: Option<Stamp> = "authExpiryTime",
        /// The gateway's number of a tax calculation.
        pub tax_calculation_id: Option<String> = "taxCalculationId",
        /// `PROCESSING`, `ACCEPT` or `REJECT`: a person looks at the authorisation.
        pub auth_review_status: Option<String> = "authReviewStatus",
        /// `ANTOM_SHIELD` or `PSP`.
        pub auth_review_source: Option<String> = "authReviewSource",
        /// What the risk control decided.
        pub pop_risk_decision_result_info: Option<PopRiskDecision> = "popRiskDecisionResultInfo",
        /// The subscription this is a period of.
        pub subscription_id: Option<SubscriptionId> = "subscriptionId",
        /// Ours, of that subscription.
        pub subscription_request_id: Option<SubscriptionRequestId> = "subscriptionRequestId",
        /// When the period begins.
        pub period_start_time: Option<Stamp> = "periodStartTime",
        /// When it ends.
        pub period_end_time: Option<Stamp> = "periodEndTime",
        /// Which period.
        pub phase_no: Option<String> = "phaseNo",
    }
}

/// What a notifyPayment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentNews {
    /// Paid, or authorised for cards captured by hand.
    Succeeded,
    /// Not paid, finally.
    Failed,
    /// Not final.
    Pending,
    /// The changed amount holds.
    AmountChanged,
    /// The amount stays as it was.
    AmountKept,
    /// A code, no result.
    OfflineCode,
    /// Words we do not know, or words against each other: ask the gateway.
    Unclear,
}

impl NotifyPayment {
    /// What it says. Result and status must not be against each other; in the older in-store form both may be
    /// missing, and that means success.
    #[must_use]
    pub fn says(&self) -> PaymentNews {
        let passed = match self.result.as_ref().map(|result| &result.status) {
            None => None,
            Some(ResultStatus::Success) => Some(true),
            Some(ResultStatus::Failure) => Some(false),
            Some(ResultStatus::Unknown | ResultStatus::Other(_)) => return PaymentNews::Unclear,
        };
        match &self.notify_type {
            Some(PaymentNotifyType::Result) => match (&self.payment_status, passed) {
                (None | Some(StatusWord::Success), None | Some(true)) => PaymentNews::Succeeded,
                (None, Some(false))
                | (Some(StatusWord::Fail | StatusWord::Cancelled), None | Some(false)) => PaymentNews::Failed,
                (Some(StatusWord::Processing | StatusWord::Pending), _) => PaymentNews::Pending,
                (Some(_), _) => PaymentNews::Unclear,
            },
            Some(PaymentNotifyType::Pending) if passed == Some(false) => PaymentNews::Unclear,
            Some(PaymentNotifyType::Pending) => PaymentNews::Pending,
            Some(PaymentNotifyType::UpdateAmount) => match passed {
                Some(true) => PaymentNews::AmountChanged,
                Some(false) => PaymentNews::AmountKept,
                None => PaymentNews::Unclear,
            },
            Some(PaymentNotifyType::OfflineCode) => PaymentNews::OfflineCode,
            Some(PaymentNotifyType::Other(_)) | None => PaymentNews::Unclear,
        }
    }
}
