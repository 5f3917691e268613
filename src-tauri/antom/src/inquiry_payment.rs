//! Asks how a payment stands (section 6.5 of the online payments reference). The result says only whether
//! the question worked; the state is in the answer.

use domain::{
    CaptureId, CaptureRequestId, Moment, Money, PaymentId, PaymentRequestId, RefundId, RefundRequestId,
};
use serde::{Deserializer, Serializer};

use crate::fault::Checking;
use crate::fields::fields;
use crate::json::Writer;
use crate::parts::{
    AcquirerInfo, CustomizedInfo, PaymentResultInfo, PopRiskDecision, PromotionResult, PspCustomerInfo,
    Quote, RedirectActionForm,
};
use crate::piece::Piece;
use crate::wire::{self, GatewayResult, StatusWord};
use crate::{Ask, Endpoint, Fault, FieldFault, Stamp};

/// `POST /v1/payments/inquiryPayment`
#[derive(Debug)]
pub struct InquiryPayment;

impl Endpoint for InquiryPayment {
    const PATH: &'static str = "/ams/api/v1/payments/inquiryPayment";
    type Answer = InquiryPaymentAnswer;
}

/// Which payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InquiryPaymentAsk {
    /// By ours: works also when no answer ever came.
    Request(PaymentRequestId),
    /// By the gateway's id.
    Payment(PaymentId),
}

impl InquiryPaymentAsk {
    /// The exact body.
    #[must_use]
    pub fn to_body(&self) -> Vec<u8> {
        match self {
            Self::Request(request) => Writer::default().text("paymentRequestId", request.as_str()),
            Self::Payment(payment) => Writer::default().text("paymentId", payment.as_str()),
        }
        .bytes()
    }
}

fields! {
    /// The question with every field of the reference. [`InquiryPaymentAsk`] is the short form.
    #[derive(Debug)]
    pub struct InquiryPaymentRequest {
        /// The gateway's id; it wins when both are given.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// Ours.
        pub payment_request_id: Option<PaymentRequestId> = "paymentRequestId",
        /// One of several locations under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId" [32],
    }
    also names_a_payment;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct InquiryPaymentAnswer {
        /// How it stands. `SUCCESS` means paid, or authorised for cards captured by hand, and stays after
        /// refunds.
        pub payment_status: Option<StatusWord> = "paymentStatus",
        /// Why it stands so.
        pub payment_result_code: Option<String> = "paymentResultCode",
        /// The same in words.
        pub payment_result_message: Option<String> = "paymentResultMessage",
        /// Ours.
        pub payment_request_id: Option<PaymentRequestId> = "paymentRequestId",
        /// The gateway's.
        pub payment_id: Option<PaymentId> = "paymentId",
        /// The payment that was authorised first.
        pub auth_payment_id: Option<PaymentId> = "authPaymentId",
        /// How much.
        pub payment_amount: Option<Money> = "paymentAmount",
        /// What the buyer paid, promotions taken off.
        pub actual_payment_amount: Option<Money> = "actualPaymentAmount",
        /// When it was made.
        pub payment_create_time: Option<Moment> = "paymentCreateTime",
        /// When it was paid or authorised.
        pub payment_time: Option<Moment> = "paymentTime",
        /// Until when it can be captured.
        pub auth_expiry_time: Option<Moment> = "authExpiryTime",
        /// The method, when the buyer chose it on the gateway's page.
        pub payment_method_type: Option<String> = "paymentMethodType",
        /// How much of it may be declared to customs.
        pub customs_declaration_amount: Option<Money> = "customsDeclarationAmount",
        /// The card.
        pub payment_result_info: Option<PaymentResultInfo> = "paymentResultInfo",
        /// The card, by its older name.
        pub card_info: Option<PaymentResultInfo> = "cardInfo",
        /// Captures, refunds and the rest, when there are any.
        pub transactions: Vec<Transaction> = "transactions",
        /// What of a coupon is not guaranteed.
        pub non_guarantee_coupon_amount: Option<Money> = "nonGuaranteeCouponAmount",
        /// The rate of the payment.
        pub payment_quote: Option<Quote> = "paymentQuote",
        /// The amount in the currency it is processed in.
        pub processing_amount: Option<Money> = "processingAmount",
        /// What is settled, before fees.
        pub gross_settlement_amount: Option<Money> = "grossSettlementAmount",
        /// The rate of the settlement.
        pub settlement_quote: Option<Quote> = "settlementQuote",
        /// When it is settled at the earliest.
        pub earliest_settlement_time: Option<Moment> = "earliestSettlementTime",
        /// The buyer at the wallet.
        pub psp_customer_info: Option<PspCustomerInfo> = "pspCustomerInfo",
        /// The acquirer's reference, when it is not the gateway.
        pub acquirer_reference_no: Option<String> = "acquirerReferenceNo",
        /// The acquirer, when it is not the gateway.
        pub acquirer_info: Option<AcquirerInfo> = "acquirerInfo",
        /// Where the buyer is sent.
        pub redirect_action_form: Option<RedirectActionForm> = "redirectActionForm",
        /// One of several locations under one client id.
        pub merchant_account_id: Option<String> = "merchantAccountId",
        /// What was taken off.
        pub promotion_results: Vec<PromotionResult> = "promotionResults",
        /// Further tries of a repeated payment (Pix).
        pub retry_info: Option<RetryInfo> = "retryInfo",
        /// A person looks at the authorisation: `PROCESSING`, `ACCEPT` or `REJECT`. Not to be captured before.
        pub auth_review_status: Option<String> = "authReviewStatus",
        /// Who looks: `ANTOM_SHIELD` or `PSP`.
        pub auth_review_source: Option<String> = "authReviewSource",
        /// What the risk control says.
        pub risk_decision: Option<PopRiskDecision> = "popRiskDecisionResultInfo",
        /// Free text of the payment.
        pub metadata: Option<String> = "metadata",
        /// Free fields of the payment.
        pub customized_info: Option<CustomizedInfo> = "customizedInfo",
        /// Anything else.
        pub extend_info: Option<String> = "extendInfo",
    }

    /// Further tries of a repeated payment.
    #[derive(Debug)]
    pub struct RetryInfo {
        /// How many are left; digits.
        pub available_retries: Option<String> = "availableRetries",
        /// The order.
        pub order_id: Option<String> = "orderId" [32],
        /// Those that were made.
        pub payment_attempts: Vec<PaymentAttempt> = "paymentAttempts" [4],
    }

    /// One try.
    #[derive(Debug)]
    pub struct PaymentAttempt {
        /// When.
        pub attempt_at: Option<Stamp> = "attemptAt",
        /// What came of it.
        pub attempt_response: Option<String> = "attemptResponse" [64],
    }

    /// A row of `transactions`. One we do not know was made elsewhere: in the dashboard or by another system.
    #[derive(Debug)]
    pub struct Transaction {
        /// What it is about.
        pub transaction_type: Option<TransactionType> = "transactionType",
        /// The gateway's id of the capture or refund.
        pub transaction_id: Option<String> = "transactionId",
        /// Ours, when we asked for it.
        pub transaction_request_id: Option<String> = "transactionRequestId",
        /// How it stands.
        pub transaction_status: Option<StatusWord> = "transactionStatus",
        /// How much.
        pub transaction_amount: Option<Money> = "transactionAmount",
        /// Why it stands so.
        pub transaction_result: Option<GatewayResult> = "transactionResult",
        /// When.
        pub transaction_time: Option<Moment> = "transactionTime",
        /// The acquirer, when it is not the gateway.
        pub acquirer_info: Option<AcquirerInfo> = "acquirerInfo",
        /// What is settled, before fees.
        pub gross_settlement_amount: Option<Money> = "grossSettlementAmount",
        /// The rate of the settlement.
        pub settlement_quote: Option<Quote> = "settlementQuote",
    }
}

impl Ask for InquiryPaymentRequest {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

fn names_a_payment(ask: &InquiryPaymentRequest, checking: Checking) -> Checking {
    let named = ask.payment_id.is_some() || ask.payment_request_id.is_some();
    checking.rule("paymentRequestId", named, Fault::Missing)
}

impl InquiryPaymentAnswer {
    /// The row of a capture, by our id of it.
    #[must_use]
    pub fn capture(&self, request: &CaptureRequestId) -> Option<&Transaction> {
        self.row(TransactionType::Capture, request.as_str())
    }

    /// The row of a refund, by our id of it.
    #[must_use]
    pub fn refund(&self, request: &RefundRequestId) -> Option<&Transaction> {
        self.row(TransactionType::Refund, request.as_str())
    }

    /// What is told about the card, under either name.
    #[must_use]
    pub fn card(&self) -> domain::Card {
        let facts = self.payment_result_info.as_ref().or(self.card_info.as_ref());
        facts.map(PaymentResultInfo::card).unwrap_or_default()
    }

    /// Whether the hold can be raised, when it is said.
    #[must_use]
    pub fn raisable(&self) -> Option<bool> {
        let facts = self.payment_result_info.as_ref().or(self.card_info.as_ref());
        facts.and_then(|facts| facts.incremental_authorization_available)
    }

    fn row(&self, kind: TransactionType, request: &str) -> Option<&Transaction> {
        self.transactions.iter().find(|row| {
            row.transaction_type.as_ref() == Some(&kind)
                && row.transaction_request_id.as_deref() == Some(request)
        })
    }
}

/// What a row of `transactions` is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransactionType {
    /// `PAYMENT`
    Payment,
    /// `REFUND`
    Refund,
    /// `CAPTURE`
    Capture,
    /// `CANCEL`
    Cancel,
    /// `AUTHORIZATION`
    Authorization,
    /// `VOID`
    Void,
    /// `INCREMENTAL`
    Incremental,
    /// A word we do not know.
    Other(String),
}

impl From<String> for TransactionType {
    fn from(word: String) -> Self {
        match word.as_str() {
            "PAYMENT" => Self::Payment,
            "REFUND" => Self::Refund,
            "CAPTURE" => Self::Capture,
            "CANCEL" => Self::Cancel,
            "AUTHORIZATION" => Self::Authorization,
            "VOID" => Self::Void,
            "INCREMENTAL" => Self::Incremental,
            _ => Self::Other(word),
        }
    }
}

impl TransactionType {
    /// The word as it was sent.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Payment => "PAYMENT",
            Self::Refund => "REFUND",
            Self::Capture => "CAPTURE",
            Self::Cancel => "CANCEL",
            Self::Authorization => "AUTHORIZATION",
            Self::Void => "VOID",
            Self::Incremental => "INCREMENTAL",
            Self::Other(word) => word,
        }
    }
}

impl Piece for TransactionType {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Ok(wire::text(from)?.map(Self::from))
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.word())
    }
}

impl Transaction {
    /// The gateway's id as a capture's.
    #[must_use]
    pub fn capture_id(&self) -> Option<CaptureId> {
        self.transaction_id.as_deref().and_then(|id| CaptureId::parse(id).ok())
    }

    /// The gateway's id as a refund's.
    #[must_use]
    pub fn refund_id(&self) -> Option<RefundId> {
        self.transaction_id.as_deref().and_then(|id| RefundId::parse(id).ok())
    }
}
