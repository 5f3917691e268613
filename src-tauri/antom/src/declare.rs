//! Tells Chinese customs about a payment (sections 3 to 7 of the customs reference).

use std::fmt;

use domain::{DeclarationRequestId, Money, OrderNumber, PaymentId};

use crate::fault::{Checking, check_bytes};
use crate::fields::fields;
use crate::json::Writer;
use crate::parts::UserName;
use crate::proof::{Proof, may_be, prove as prove_with};
use crate::wire::GatewayResult;
use crate::{Ask, Endpoint, Fault, FieldFault, SecretText};

/// The documented spelling. Some SDKs write `subOrderId`.
const SUBORDER: &str = "suborderId";

/// `POST /v1/customs/declare`
#[derive(Debug)]
pub struct Declare;

impl Endpoint for Declare {
    const PATH: &'static str = "/ams/api/v1/customs/declare";
    type Answer = DeclareAnswer;
}

/// Who bought, as in the order document. Personal data: debug output shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Buyer {
    /// The number of the mainland identity card.
    pub id_number: String,
    /// The full name on it.
    pub full_name: String,
}

impl fmt::Debug for Buyer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Buyer(…)")
    }
}

/// A declaration to be made, or corrected under the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclareAsk {
    /// Ours; the idempotency key, and the same when it is corrected.
    pub request: DeclarationRequestId,
    /// The gateway's id of the paid payment.
    pub payment: PaymentId,
    /// How much is declared.
    pub amount: Money,
    /// The customs office's code.
    pub customs: String,
    /// The company's record code at customs.
    pub merchant_code: String,
    /// The company's record name at customs.
    pub merchant_name: String,
    /// The order number of the part; given exactly when the payment is split.
    pub suborder: Option<OrderNumber>,
    /// Lets customs compare buyer and payer.
    pub buyer: Option<Buyer>,
}

impl DeclareAsk {
    /// The exact body. Holds personal data when a buyer is given.
    #[must_use]
    pub fn to_body(&self) -> Vec<u8> {
        let customs = Writer::default().text("region", "CN").text("customsCode", &self.customs);
        let merchant = Writer::default()
            .text("merchantCustomsCode", &self.merchant_code)
            .text("merchantCustomsName", &self.merchant_name);
        let certificate = self.buyer.as_ref().map_or_else(Writer::default, |buyer| {
            let name = Writer::default().text("fullName", &buyer.full_name);
            Writer::default()
                .text("certificateType", "ID_CARD")
                .text("certificateNo", &buyer.id_number)
                .object("holderName", name)
        });
        // Scalars are strings on the customs pages, booleans too (section 2).
        let split = if self.suborder.is_some() { "true" } else { "false" };
        Writer::default()
            .text("declarationRequestId", self.request.as_str())
            .text("paymentId", self.payment.as_str())
            .money("declarationAmount", self.amount)
            .object("customs", customs)
            .object("merchantCustomsInfo", merchant)
            .text("splitOrder", split)
            .maybe(SUBORDER, self.suborder.as_ref().map(OrderNumber::as_str))
            .object("buyerCertificate", certificate)
            .bytes()
    }

    /// Lengths, needed fields and the rules between them, before anything is sent.
    pub fn check(&self) -> Result<(), FieldFault> {
        check_bytes::<DeclareRequest>(&self.to_body())
    }
}

fields! {
    /// A declaration with every field of the reference. [`DeclareAsk`] is the short form.
    #[derive(Debug)]
    pub struct DeclareRequest {
        /// Ours; the idempotency key, and the same when it is corrected.
        pub declaration_request_id: Option<DeclarationRequestId> = "declarationRequestId" [need],
        /// The gateway's id of the paid payment.
        pub payment_id: Option<PaymentId> = "paymentId" [need],
        /// How much is declared; more than nothing.
        pub declaration_amount: Option<Money> = "declarationAmount" [need],
        /// Where.
        pub customs: Option<CustomsOffice> = "customs" [need],
        /// Who declares.
        pub merchant_customs_info: Option<CustomsRecord> = "merchantCustomsInfo" [need],
        /// `true` or `false`, as text (section 2).
        pub split_order: Option<String> = "splitOrder" [need],
        /// The order number of the part; given exactly when the payment is split.
        #[serde(alias = "subOrderId")]
        pub suborder_id: Option<OrderNumber> = "suborderId",
        /// Lets customs compare buyer and payer.
        pub buyer_certificate: Option<Certificate> = "buyerCertificate",
    }
    also splits_with_a_number;

    /// A customs office.
    #[derive(Debug)]
    pub struct CustomsOffice {
        /// `CN`.
        pub region: Option<String> = "region" [need 2],
        /// The office's code.
        pub customs_code: Option<String> = "customsCode" [need 128],
    }

    /// A company's record at customs.
    #[derive(Debug)]
    pub struct CustomsRecord {
        /// Its code.
        pub merchant_customs_code: Option<String> = "merchantCustomsCode" [need 128],
        /// Its name.
        pub merchant_customs_name: Option<String> = "merchantCustomsName" [need 256],
    }

    /// Who bought. Personal: number and name do not show in debug output.
    #[derive(Debug)]
    pub struct Certificate {
        /// `ID_CARD` for customs.
        pub certificate_type: Option<String> = "certificateType" [need],
        /// Its number.
        pub certificate_no: Option<SecretText> = "certificateNo" [need 64],
        /// The name on it.
        pub holder_name: Option<UserName> = "holderName" [need],
        /// Who issued it. In the SDK only.
        pub certificate_authority: Option<String> = "certificateAuthority",
        /// Pictures of it. In the SDK only.
        pub file_keys: Vec<String> = "fileKeys",
    }

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct DeclareAnswer {
        /// Ours again; the page does not list it, so it may be missing.
        pub declaration_request_id: Option<DeclarationRequestId> = "declarationRequestId",
        /// The payment number customs sees.
        pub customs_payment_id: Option<String> = "customsPaymentId",
        /// The order number customs sees.
        pub customs_order_id: Option<String> = "customsOrderId",
        /// `CHECK_PASSED`, `CHECK_NOT_PASSED` or another word; none when nothing was checked.
        pub identity_check_result: Option<String> = "identityCheckResult",
        /// `CUP`, `NUCC`, `OTHER` or another word.
        pub clearing_channel: Option<String> = "clearingChannel",
        /// The number at the clearing house.
        pub clearing_transaction_id: Option<String> = "clearingTransactionId",
        /// The payment company's record number at customs.
        pub customs_provider_registration_id: Option<String> = "customsProviderRegistrationId",
    }
}

impl Ask for DeclareRequest {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

fn splits_with_a_number(ask: &DeclareRequest, checking: Checking) -> Checking {
    let split = ask.split_order.as_deref();
    let fits = split.is_none_or(|word| (word == "true") == ask.suborder_id.is_some());
    checking
        .rule(
            "splitOrder",
            split.is_none_or(|word| matches!(word, "true" | "false")),
            Fault::Malformed("true or false"),
        )
        .rule("suborderId", fits, Fault::AgainstRule("given exactly when the order is split"))
        .rule(
            "declarationAmount.value",
            ask.declaration_amount.is_none_or(|amount| !amount.is_zero()),
            Fault::AgainstRule("more than nothing"),
        )
}

/// What an answer tells about a declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclareKnown {
    /// The payment number customs sees.
    pub customs_payment: Option<String>,
    /// The order number customs sees.
    pub customs_order: Option<String>,
    /// Whether buyer and payer are the same person.
    pub identity_check: Option<String>,
}

/// What a verified answer proves about the declaration that was asked for. Done means that the gateway took
/// it; customs speaks later. The answer names neither amount nor payment, so there is less to compare.
#[must_use]
pub fn prove(
    request: &DeclarationRequestId,
    result: &GatewayResult,
    answer: &DeclareAnswer,
) -> Proof<DeclareKnown> {
    prove_with(result, |_| {
        let theirs = answer.declaration_request_id.as_ref().map(DeclarationRequestId::as_str);
        may_be("declarationRequestId", theirs, request.as_str())?;
        Ok(DeclareKnown {
            customs_payment: answer.customs_payment_id.clone(),
            customs_order: answer.customs_order_id.clone(),
            identity_check: answer.identity_check_result.clone(),
        })
    })
}

/// The buyer named in a body written by [`DeclareAsk::to_body`], for a correction that keeps the buyer.
#[must_use]
pub fn buyer_in(body: &[u8]) -> Option<Buyer> {
    let body: serde_json::Value = serde_json::from_slice(body).ok()?;
    let certificate = body.get("buyerCertificate")?;
    Some(Buyer {
        id_number: certificate.get("certificateNo")?.as_str()?.to_owned(),
        full_name: certificate.get("holderName")?.get("fullName")?.as_str()?.to_owned(),
    })
}
