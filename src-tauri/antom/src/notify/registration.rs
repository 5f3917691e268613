//! notifyRegistrationStatus (section 7 of the in-store reference).

use domain::{MerchantReference, RegistrationRequestId, StoreReference};

use crate::shape::{told, words};
use crate::wire::GatewayResult;

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

told! {
    /// How the registration of a merchant or store stands.
    pub struct NotifyRegistrationStatus {
        /// `REGISTRATION_STATUS` in the feed; may be missing.
        notify_type: Option<String>,
        /// Not in the reference; read when it comes.
        result: Option<GatewayResult>,
        /// Which merchant.
        reference_merchant_id: Option<MerchantReference>,
        /// Ours.
        registration_request_id: Option<RegistrationRequestId>,
        /// Which store.
        reference_store_id: Option<StoreReference>,
        /// At the gateway.
        registration_result: Option<RegistrationNews>,
        /// At each wallet.
        psp_registration_result_list: Vec<WalletRegistrationNews>,
        /// Ours, as it was sent.
        pass_through_info: Option<String>,
    }
}

told! {
    /// How it stands in one place.
    pub struct RegistrationNews {
        /// How.
        registration_status: Option<RegistrationStatus>,
        /// Why it was turned down.
        reject_reasons: Vec<String>,
    }
}

told! {
    /// How it stands at one wallet.
    pub struct WalletRegistrationNews {
        /// Which wallet.
        psp_name: Option<String>,
        /// How it stands there.
        registration_result: Option<RegistrationNews>,
    }
}
