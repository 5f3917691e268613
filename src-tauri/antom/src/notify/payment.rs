//! notifyPayment (section 6.9 of the online payments reference; section 5 of the in-store reference; section
//! 7 of the auto debit reference for the periods of a subscription).

use domain::{Money, PaymentId, PaymentRequestId, SubscriptionId, SubscriptionRequestId, UpdateRequestId};

use crate::Stamp;
use crate::shape::{told, words};
use crate::wire::{Extra, GatewayResult, ResultStatus, StatusWord};

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

told! {
    /// How a payment came out.
    pub struct NotifyPayment {
        /// What it is about.
        notify_type: Option<PaymentNotifyType>,
        /// S or F.
        result: Option<GatewayResult>,
        /// Only in the older form of in-store payments, where a missing one means success.
        payment_status: Option<StatusWord>,
        /// Ours.
        payment_request_id: Option<PaymentRequestId>,
        /// The gateway's.
        payment_id: Option<PaymentId>,
        /// How much.
        payment_amount: Option<Money>,
        /// When it was made.
        payment_create_time: Option<Stamp>,
        /// When it became final.
        payment_time: Option<Stamp>,
        /// What the buyer really paid.
        actual_payment_amount: Option<Money>,
        /// How much of it may be declared to customs.
        customs_declaration_amount: Option<Money>,
        /// What is settled before fees.
        gross_settlement_amount: Option<Money>,
        /// At which rate.
        settlement_quote: Option<Extra>,
        /// The buyer, as the wallet tells.
        psp_customer_info: Option<Extra>,
        /// The acquirer's number, at most 64 characters.
        acquirer_reference_no: Option<String>,
        /// An acquirer that is not the gateway.
        acquirer_info: Option<Extra>,
        /// The card.
        payment_result_info: Option<Extra>,
        /// What was taken off the price.
        promotion_result: Vec<Extra>,
        /// Which method the buyer chose.
        payment_method_type: Option<String>,
        /// Ours, as it was sent.
        metadata: Option<String>,
        /// The gateway's number of a subscription's order.
        subscription_order_id: Option<String>,
        /// How a failed period is tried again.
        retry_info: Option<Extra>,
        /// Ours, of a changed amount.
        update_request_id: Option<UpdateRequestId>,
        /// Until when it can be captured.
        auth_expiry_time: Option<Stamp>,
        /// The gateway's number of a tax calculation.
        tax_calculation_id: Option<String>,
        /// `PROCESSING`, `ACCEPT` or `REJECT`: a person looks at the authorisation.
        auth_review_status: Option<String>,
        /// `ANTOM_SHIELD` or `PSP`.
        auth_review_source: Option<String>,
        /// What the risk control decided.
        pop_risk_decision_result_info: Option<Extra>,
        /// The subscription this is a period of.
        subscription_id: Option<SubscriptionId>,
        /// Ours, of that subscription.
        subscription_request_id: Option<SubscriptionRequestId>,
        /// When the period begins.
        period_start_time: Option<Stamp>,
        /// When it ends.
        period_end_time: Option<Stamp>,
        /// Which period.
        phase_no: Option<String>,
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
