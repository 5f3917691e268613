//! Asks how a registration stands (section 7 of the in-store reference).

use domain::{MerchantReference, RegistrationRequestId, StoreReference};

use crate::fault::Checking;
use crate::fields::fields;
use crate::{Ask, Endpoint, Fault, FieldFault};

/// `POST /v1/merchants/inquiryRegistrationStatus`
#[derive(Debug)]
pub struct InquiryRegistrationStatus;

impl Endpoint for InquiryRegistrationStatus {
    const PATH: &'static str = "/ams/api/v1/merchants/inquiryRegistrationStatus";
    type Answer = RegistrationStatusAnswer;
}

fields! {
    /// Which registration: at least one of the three.
    #[derive(Debug)]
    pub struct RegistrationStatusAsk {
        /// Our name of the merchant.
        pub reference_merchant_id: Option<MerchantReference> = "referenceMerchantId",
        /// Ours of the registration.
        pub registration_request_id: Option<RegistrationRequestId> = "registrationRequestId",
        /// Our name of the store.
        pub reference_store_id: Option<StoreReference> = "referenceStoreId",
    }
    also names_something;

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct RegistrationStatusAnswer {
        /// As a whole.
        pub registration_result: Option<RegistrationResult> = "registrationResult",
        /// Wallet by wallet.
        pub psp_registration_result_list: Vec<PspRegistration> = "pspRegistrationResultList",
    }

    /// How it stands.
    #[derive(Debug)]
    pub struct RegistrationResult {
        /// `PENDING`, `APPROVED`, `COMPLETED` and others: an open set; a word not known here is not final.
        pub registration_status: Option<String> = "registrationStatus",
        /// Why it was rejected.
        pub reject_reasons: Vec<String> = "rejectReasons",
    }

    /// How it stands at one wallet.
    #[derive(Debug)]
    pub struct PspRegistration {
        /// The wallet.
        pub psp_name: Option<String> = "pspName",
        /// How it stands there.
        pub registration_result: Option<RegistrationResult> = "registrationResult",
    }
}

impl Ask for RegistrationStatusAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}

fn names_something(ask: &RegistrationStatusAsk, checking: Checking) -> Checking {
    let named = ask.reference_merchant_id.is_some()
        || ask.registration_request_id.is_some()
        || ask.reference_store_id.is_some();
    checking.rule("registrationRequestId", named, Fault::Missing)
}
