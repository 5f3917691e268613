//! notifyRegistrationStatus (section 7 of the in-store reference).

use domain::{MerchantReference, RegistrationRequestId, StoreReference};

use crate::fields::fields;
use crate::wire::GatewayResult;
use crate::words::words;

words! {
    /// How a registration stands. The set of words is not published whole.
    pub enum RegistrationStatus {
        /// Being looked at.
        Pending = "PENDING",
        /// Taken.
        Approved = "APPROVED",
        /// Taken, and all is set up.
        Completed = "COMPLETED",
        /// Turned down.
        Rejected = "REJECTED",
    }
}

fields! {
    /// How the registration of a merchant or store stands.
    #[derive(Debug)]
    pub struct NotifyRegistrationStatus {
        /// `REGISTRATION_STATUS` in the feed; may be missing.
        pub notify_type: Option<String> = "notifyType",
        /// Not in the reference; read when it comes.
        pub result: Option<GatewayResult> = "result",
        /// Which merchant.
        pub reference_merchant_id: Option<MerchantReference> = "referenceMerchantId",
        /// Ours.
        pub registration_request_id: Option<RegistrationRequestId> = "registrationRequestId",
        /// Which store.
        pub reference_store_id: Option<StoreReference> = "referenceStoreId",
        /// At the gateway.
        pub registration_result: Option<RegistrationNews> = "registrationResult",
        /// At each wallet.
        pub psp_registration_result_list: Vec<WalletRegistrationNews> = "pspRegistrationResultList",
        /// Ours, as it was sent.
        pub pass_through_info: Option<String> = "passThroughInfo",
    }
}

fields! {
    /// How it stands in one place.
    #[derive(Debug)]
    pub struct RegistrationNews {
        /// How.
        pub registration_status: Option<RegistrationStatus> = "registrationStatus",
        /// Why it was turned down.
        pub reject_reasons: Vec<String> = "rejectReasons",
    }
}

fields! {
    /// How it stands at one wallet.
    #[derive(Debug)]
    pub struct WalletRegistrationNews {
        /// Which wallet.
        pub psp_name: Option<String> = "pspName",
        /// How it stands there.
        pub registration_result: Option<RegistrationNews> = "registrationResult",
    }
}
