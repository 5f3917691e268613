//! Asks how declarations stand (section 8 of the customs reference). There is no notification: asking is
//! the only way.

use domain::{DeclarationRequestId, DeclarationStatus, Moment, Money};
use serde::Deserialize;

use crate::Endpoint;
use crate::json::Writer;
use crate::wire::{Extra, flag, id, list, money, text, time};

/// How many one question may ask for; more is `ARRAY_SIZE_EXCEEDED`.
pub const MOST: usize = 10;

/// `POST /v1/customs/inquiryDeclarationRequests`
#[derive(Debug)]
pub struct InquiryDeclarations;

impl Endpoint for InquiryDeclarations {
    const PATH: &'static str = "/ams/api/v1/customs/inquiryDeclarationRequests";
    type Answer = InquiryDeclarationsAnswer;
}

/// Which declarations: one to [`MOST`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InquiryDeclarationsAsk {
    /// Our ids of them.
    pub requests: Vec<DeclarationRequestId>,
}

impl InquiryDeclarationsAsk {
    /// The exact body.
    #[must_use]
    pub fn to_body(&self) -> Vec<u8> {
        Writer::default()
            .list("declarationRequestIds", self.requests.iter().map(DeclarationRequestId::as_str))
            .bytes()
    }
}

/// What comes back beside the result.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct InquiryDeclarationsAnswer {
    /// Ids the gateway does not know.
    #[serde(deserialize_with = "list")]
    pub declaration_requests_not_found: Vec<String>,
    /// The others.
    #[serde(deserialize_with = "list")]
    pub declaration_records: Vec<DeclarationRecord>,
    /// The rest.
    #[serde(flatten)]
    pub extra: Extra,
}

impl InquiryDeclarationsAnswer {
    /// The record of one declaration.
    #[must_use]
    pub fn record(&self, request: &DeclarationRequestId) -> Option<&DeclarationRecord> {
        self.declaration_records.iter().find(|record| record.declaration_request_id.as_ref() == Some(request))
    }

    /// Whether the gateway says that it never heard of this one.
    #[must_use]
    pub fn not_found(&self, request: &DeclarationRequestId) -> bool {
        self.record(request).is_none()
            && self.declaration_requests_not_found.iter().any(|id| id == request.as_str())
    }
}

/// What the gateway has on file for a declaration.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DeclarationRecord {
    /// Ours.
    #[serde(deserialize_with = "id")]
    pub declaration_request_id: Option<DeclarationRequestId>,
    /// The payment number customs sees.
    #[serde(deserialize_with = "text")]
    pub customs_payment_id: Option<String>,
    /// The order number customs sees.
    #[serde(deserialize_with = "text")]
    pub customs_order_id: Option<String>,
    /// How much.
    #[serde(deserialize_with = "money")]
    pub declaration_amount: Option<Money>,
    /// Whether the payment is declared in parts.
    #[serde(deserialize_with = "flag")]
    pub split_order: Option<bool>,
    /// The gateway's word for the push to customs: an open set, kept as text.
    #[serde(deserialize_with = "text")]
    pub declaration_request_status: Option<String>,
    /// When the record changed last.
    #[serde(deserialize_with = "time")]
    pub last_modified_time: Option<Moment>,
    /// Customs' own code, not normalised between offices.
    #[serde(deserialize_with = "text")]
    pub customs_declaration_result_code: Option<String>,
    /// Customs' own words.
    #[serde(deserialize_with = "text")]
    pub customs_declaration_result_desc: Option<String>,
    /// When customs answered.
    #[serde(deserialize_with = "time")]
    pub customs_declaration_return_time: Option<Moment>,
    /// The rest.
    #[serde(flatten)]
    pub extra: Extra,
}

impl DeclarationRecord {
    /// The record in the words of the ledger.
    #[must_use]
    pub fn status(&self) -> DeclarationStatus {
        DeclarationStatus {
            status: self.declaration_request_status.clone().unwrap_or_default(),
            customs_code: self.customs_declaration_result_code.clone(),
            customs_text: self.customs_declaration_result_desc.clone(),
            returned_at: self.customs_declaration_return_time,
        }
    }
}
