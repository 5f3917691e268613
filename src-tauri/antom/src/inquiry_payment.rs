//! Asks how a payment stands (section 6.5 of the online payments reference). The result says only whether
//! the question worked; the state is in the answer.

use domain::{
    CaptureId, CaptureRequestId, Moment, Money, PaymentId, PaymentRequestId, RefundId, RefundRequestId,
};
use serde::Deserialize;

use crate::json::Writer;
use crate::wire::{Extra, GatewayResult, StatusWord, id, inner_result, list, money, text, time, word};
use crate::{CardFacts, Endpoint};

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

/// What comes back beside the result.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct InquiryPaymentAnswer {
    /// How it stands. `SUCCESS` means paid, or authorised for cards captured by hand, and stays after refunds.
    #[serde(deserialize_with = "word")]
    pub payment_status: Option<StatusWord>,
    /// Why it stands so.
    #[serde(deserialize_with = "text")]
    pub payment_result_code: Option<String>,
    /// The same in words.
    #[serde(deserialize_with = "text")]
    pub payment_result_message: Option<String>,
    /// Ours.
    #[serde(deserialize_with = "id")]
    pub payment_request_id: Option<PaymentRequestId>,
    /// The gateway's.
    #[serde(deserialize_with = "id")]
    pub payment_id: Option<PaymentId>,
    /// How much.
    #[serde(deserialize_with = "money")]
    pub payment_amount: Option<Money>,
    /// When it was made.
    #[serde(deserialize_with = "time")]
    pub payment_create_time: Option<Moment>,
    /// When it was paid or authorised.
    #[serde(deserialize_with = "time")]
    pub payment_time: Option<Moment>,
    /// Until when it can be captured.
    #[serde(deserialize_with = "time")]
    pub auth_expiry_time: Option<Moment>,
    /// The method, when the buyer chose it on the gateway's page.
    #[serde(deserialize_with = "text")]
    pub payment_method_type: Option<String>,
    /// How much of it may be declared to customs.
    #[serde(deserialize_with = "money")]
    pub customs_declaration_amount: Option<Money>,
    /// The card.
    pub payment_result_info: Option<CardFacts>,
    /// The card, by its older name.
    pub card_info: Option<CardFacts>,
    /// Captures, refunds and the rest, when there are any.
    #[serde(deserialize_with = "list")]
    pub transactions: Vec<Transaction>,
    /// The rest.
    #[serde(flatten)]
    pub extra: Extra,
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
        facts.map(|facts| facts.card.clone()).unwrap_or_default()
    }

    fn row(&self, kind: TransactionType, request: &str) -> Option<&Transaction> {
        self.transactions.iter().find(|row| {
            row.transaction_type.as_ref() == Some(&kind)
                && row.transaction_request_id.as_deref() == Some(request)
        })
    }
}

/// What a row of `transactions` is about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
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

/// A row of `transactions`. One we do not know was made elsewhere: in the dashboard or by another system.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Transaction {
    /// What it is about.
    pub transaction_type: Option<TransactionType>,
    /// The gateway's id of the capture or refund.
    #[serde(deserialize_with = "text")]
    pub transaction_id: Option<String>,
    /// Ours, when we asked for it.
    #[serde(deserialize_with = "text")]
    pub transaction_request_id: Option<String>,
    /// How it stands.
    #[serde(deserialize_with = "word")]
    pub transaction_status: Option<StatusWord>,
    /// How much.
    #[serde(deserialize_with = "money")]
    pub transaction_amount: Option<Money>,
    /// Why it stands so.
    #[serde(deserialize_with = "inner_result")]
    pub transaction_result: Option<GatewayResult>,
    /// When.
    #[serde(deserialize_with = "time")]
    pub transaction_time: Option<Moment>,
    /// The rest.
    #[serde(flatten)]
    pub extra: Extra,
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
