//! Asks how declarations stand (section 8 of the customs reference). There is no notification: asking is
//! the only way.

use domain::{DeclarationRequestId, DeclarationStatus, Moment, Money};

use crate::declare::{CustomsOffice, CustomsRecord};
use crate::fields::fields;
use crate::json::Writer;
use crate::{Ask, Endpoint, FieldFault};

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

fields! {
    /// The question as it stands on the wire. [`InquiryDeclarationsAsk`] is the short form.
    #[derive(Debug)]
    pub struct InquiryDeclarationsRequest {
        /// Our ids of them: one to [`MOST`].
        pub declaration_request_ids: Vec<DeclarationRequestId> = "declarationRequestIds" [need 10],
    }

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct InquiryDeclarationsAnswer {
        /// Ids the gateway does not know.
        pub declaration_requests_not_found: Vec<String> = "declarationRequestsNotFound",
        /// The others.
        pub declaration_records: Vec<DeclarationRecord> = "declarationRecords",
    }

    /// What the gateway has on file for a declaration.
    #[derive(Debug)]
    pub struct DeclarationRecord {
        /// Ours.
        pub declaration_request_id: Option<DeclarationRequestId> = "declarationRequestId",
        /// The payment number customs sees.
        pub customs_payment_id: Option<String> = "customsPaymentId",
        /// The order number customs sees.
        pub customs_order_id: Option<String> = "customsOrderId",
        /// Where it was declared.
        pub customs: Option<CustomsOffice> = "customs",
        /// Who declared.
        pub merchant_customs_info: Option<CustomsRecord> = "merchantCustomsInfo",
        /// How much.
        pub declaration_amount: Option<Money> = "declarationAmount",
        /// Whether the payment is declared in parts.
        pub split_order: Option<bool> = "splitOrder",
        /// The gateway's word for the push to customs: an open set, kept as text.
        pub declaration_request_status: Option<String> = "declarationRequestStatus",
        /// When the record changed last.
        pub last_modified_time: Option<Moment> = "lastModifiedTime",
        /// Customs' own code, not normalised between offices.
        pub customs_declaration_result_code: Option<String> = "customsDeclarationResultCode",
        /// Customs' own words.
        pub customs_declaration_result_desc: Option<String> = "customsDeclarationResultDesc",
        /// When customs answered.
        pub customs_declaration_return_time: Option<Moment> = "customsDeclarationReturnTime",
    }
}

impl Ask for InquiryDeclarationsRequest {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
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
