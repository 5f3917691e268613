//! Registers a merchant or a store with the wallets (section 7 of the in-store reference).

use std::fmt;

use domain::{MerchantReference, RegistrationRequestId, StoreReference};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};
use serde_json::Value;

use crate::fault::Checking;
use crate::fields::fields;
use crate::parts::{Address, Logo};
use crate::pay::IN_STORE;
use crate::piece::{Field, Rule};
use crate::proof::{Proof, may_be, prove_for};
use crate::wire::{GatewayResult, ResultStatus};
use crate::{Ask, Endpoint, Fault, FieldFault, SecretText};

/// `POST /v1/merchants/registration`
#[derive(Debug)]
pub struct Registration;

impl Endpoint for Registration {
    const PATH: &'static str = "/ams/api/v1/merchants/registration";
    type Answer = RegistrationAnswer;
}

fields! {
    /// A registration to be made. Allowed again, under a new id, after a rejection.
    #[derive(Debug)]
    pub struct RegistrationAsk {
        /// Ours; the idempotency key.
        pub registration_request_id: Option<RegistrationRequestId> = "registrationRequestId" [need],
        /// Where the result is sent to.
        pub registration_notify_url: Option<String> = "registrationNotifyURL" [2048],
        /// Free text that comes back.
        pub pass_through_info: Option<String> = "passThroughInfo" [2048],
        /// `IN_STORE_PAYMENT`.
        pub product_codes: Vec<String> = "productCodes" [need],
        /// The merchant.
        pub merchant_info: Option<MerchantRegistration> = "merchantInfo" [need],
        /// The store; needed, since every registration is for in-store payments.
        pub store_info: Option<StoreRegistration> = "storeInfo",
    }
    also store_for_the_counter;

    /// A merchant to be registered.
    #[derive(Debug)]
    pub struct MerchantRegistration {
        /// Our name of it, unique in the world.
        pub reference_merchant_id: Option<MerchantReference> = "referenceMerchantId" [need],
        /// The name a buyer sees.
        pub merchant_display_name: Option<String> = "merchantDisplayName" [need],
        /// ISO 18245 category.
        pub merchant_mcc: Option<String> = "merchantMCC" [need 32],
        /// Its picture; some wallets ask.
        pub logo: Option<Logo> = "logo",
        /// Its pages; some wallets ask.
        pub websites: Vec<WebSite> = "websites",
        /// Where it is; a map service must recognise it.
        pub merchant_address: Option<Address> = "merchantAddress",
        /// The company behind it.
        pub registration_detail: Option<RegistrationDetail> = "registrationDetail" [need],
    }

    /// A page of a merchant.
    #[derive(Debug)]
    pub struct WebSite {
        /// Its name.
        pub name: Option<String> = "name",
        /// Where it is.
        pub url: Option<String> = "url" [2048],
        /// What it shows.
        pub desc: Option<String> = "desc",
        /// `COMPANY_INTRODUCE` or `TRADING`.
        pub kind: Option<String> = "type",
    }

    /// The company behind a merchant.
    #[derive(Debug)]
    pub struct RegistrationDetail {
        /// Its name in the register.
        pub legal_name: Option<String> = "legalName",
        /// Which register, such as `ENTERPRISE_REGISTRATION_NO`.
        pub registration_type: Option<String> = "registrationType",
        /// Its number there.
        pub registration_no: Option<String> = "registrationNo",
        /// Its address there.
        pub registration_address: Option<Address> = "registrationAddress",
        /// Such as `ENTERPRISE`.
        pub business_type: Option<String> = "businessType",
        /// How to reach it.
        pub contact_info: Contacts = "contactInfo",
        /// Papers.
        pub attachments: Vec<Attachment> = "attachments",
        /// Since when it is registered.
        pub registration_effective_date: Option<String> = "registrationEffectiveDate",
        /// Until when.
        pub registration_expire_date: Option<String> = "registrationExpireDate",
    }

    /// How to reach a company. Personal: does not show in debug output.
    pub struct Contact {
        /// Number or address.
        pub contact_no: Option<String> = "contactNo",
        /// `MOBILE_PHONE`, `EMAIL`, `PHONE_NO` or `COMMERCIAL_PHONE_NO`.
        pub contact_type: Option<String> = "contactType",
    }

    /// A paper.
    #[derive(Debug)]
    pub struct Attachment {
        /// What it is: an open set.
        pub attachment_type: Option<String> = "attachmentType",
        /// Its content or where it is; may hold personal papers, so not in debug output.
        pub file: Option<SecretText> = "file",
        /// The gateway's name of a file it has.
        pub file_key: Option<String> = "fileKey",
        /// Its name.
        pub attachment_name: Option<String> = "attachmentName",
    }

    /// A store to be registered.
    #[derive(Debug)]
    pub struct StoreRegistration {
        /// Our name of it.
        pub reference_store_id: Option<StoreReference> = "referenceStoreId" [need],
        /// Its name.
        pub store_name: Option<String> = "storeName" [need 256],
        /// ISO 18245 category.
        pub store_mcc: Option<String> = "storeMCC" [need 32],
        /// Where it is.
        pub store_address: Option<Address> = "storeAddress" [need],
        /// The name a buyer sees.
        pub store_display_name: Option<String> = "storeDisplayName",
        /// Telephone number.
        pub store_phone_no: Option<String> = "storePhoneNo",
    }

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct RegistrationAnswer {
        /// Ours again, when it is repeated.
        pub registration_request_id: Option<RegistrationRequestId> = "registrationRequestId",
        /// Free text that came along.
        pub pass_through_info: Option<String> = "passThroughInfo",
    }
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contact").field("extra", &self.extra).finish_non_exhaustive()
    }
}

/// How to reach a company, one way or several. The pages have a list, the official SDK one object: both are
/// read, the list is written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contacts(pub Vec<Contact>);

impl Field for Contacts {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let sent = match Value::deserialize(from)? {
            one @ Value::Object(_) => Value::Array(vec![one]),
            other
            @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => other,
        };
        <Vec<Contact> as Field>::read(sent).map(Self).map_err(D::Error::custom)
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Field::write(&self.0, to)
    }
    fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
    fn check(&self, at: &str, rule: Rule, checking: Checking) -> Checking {
        self.0.check(at, rule, checking)
    }
}

impl Ask for RegistrationAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

fn store_for_the_counter(ask: &RegistrationAsk, checking: Checking) -> Checking {
    // The gateway registers for the counter only, and a counter stands in a store.
    checking
        .rule(
            "productCodes",
            ask.product_codes.iter().all(|code| code == IN_STORE),
            Fault::Malformed("IN_STORE_PAYMENT"),
        )
        .rule("storeInfo", ask.store_info.is_some(), Fault::Missing)
}

/// What an answer tells about a registration: that the gateway has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegistrationKnown;

/// Refusals that speak of a registration of the same merchant or store. Sent for the first time, it is another
/// one; sent again after a doubt, it may be our own.
pub const OF_ANOTHER: [&str; 2] = ["REGISTRATION_UNDER_REVIEW", "REPEAT_REGISTRATION"];

/// What a verified answer proves about the registration that was asked for. Never [`Proof::Done`]: a success
/// says that the gateway took it; whether the wallets approve comes with a notification or an inquiry.
/// `repeated`: an earlier delivery of this request had no believable answer. Only then the codes of
/// [`OF_ANOTHER`] prove nothing: an inquiry by our id tells whose registration it is.
#[must_use]
pub fn prove(
    repeated: bool,
    request: &RegistrationRequestId,
    result: &GatewayResult,
    answer: &RegistrationAnswer,
) -> Proof<RegistrationKnown> {
    let proof = prove_for("registration", result, |_| {
        let theirs = answer.registration_request_id.as_ref().map(RegistrationRequestId::as_str);
        may_be("registrationRequestId", theirs, request.as_str())?;
        Ok(RegistrationKnown)
    });
    match proof.accepted_only(result) {
        Proof::Unknown { code, message }
            if !repeated && result.status == ResultStatus::Failure && OF_ANOTHER.contains(&code.as_str()) =>
        {
            Proof::Refused { code, message }
        }
        proof
        @ (Proof::Done(_) | Proof::Refused { .. } | Proof::InProcess { .. } | Proof::Unknown { .. }) => proof,
    }
}
