//! Asks what is on file for a registered merchant or store (section 7 of the in-store reference).

use domain::{MerchantReference, StoreReference};

use crate::fields::fields;
use crate::registration::{MerchantRegistration, StoreRegistration};
use crate::{Ask, Endpoint, FieldFault};

/// `POST /v1/merchants/inquiryRegistrationInfo`
#[derive(Debug)]
pub struct InquiryRegistrationInfo;

impl Endpoint for InquiryRegistrationInfo {
    const PATH: &'static str = "/ams/api/v1/merchants/inquiryRegistrationInfo";
    type Answer = RegistrationInfoAnswer;
}

fields! {
    /// Which merchant or store.
    #[derive(Debug)]
    pub struct RegistrationInfoAsk {
        /// Our name of the merchant.
        pub reference_merchant_id: Option<MerchantReference> = "referenceMerchantId" [need],
        /// Our name of the store.
        pub reference_store_id: Option<StoreReference> = "referenceStoreId",
    }

    /// What comes back beside the result.
    #[derive(Debug)]
    pub struct RegistrationInfoAnswer {
        /// The merchant.
        pub merchant_info: Option<MerchantRegistration> = "merchantInfo",
        /// The store.
        pub store_info: Option<StoreRegistration> = "storeInfo",
        /// What it is registered for.
        pub product_codes: Vec<String> = "productCodes",
    }
}

impl Ask for RegistrationInfoAsk {
    fn check(&self) -> Result<(), FieldFault> {
        self.checked_fields().done()
    }
}
