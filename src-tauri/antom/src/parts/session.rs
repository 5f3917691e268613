use crate::fields::{checks, fields};
use crate::wire::Extra;

fields! {
    /// `AvailablePaymentMethod`: what a checkout page offers.
    #[derive(Debug)]
    pub struct AvailablePaymentMethod {
        /// The methods in their order.
        pub payment_method_type_list: Vec<MethodEntry> = "paymentMethodTypeList",
        /// What they need; `billingAddressCollectionMode` is `ALWAYS`, `DYNAMIC` or `NEVER`.
        pub payment_method_meta_data: Option<Extra> = "paymentMethodMetaData",
    }

    /// One method of a checkout page.
    #[derive(Debug)]
    pub struct MethodEntry {
        /// The gateway's word.
        pub payment_method_type: Option<String> = "paymentMethodType" [64],
        /// Its place, from 1; digits.
        pub payment_method_order: Option<String> = "paymentMethodOrder",
        /// A button at the top; `ALIPAY_CN`, `APPLEPAY` and `GOOGLEPAY` only.
        pub express_checkout: Option<bool> = "expressCheckout",
    }

    /// Whether the gateway works the tax out.
    #[derive(Debug)]
    pub struct AutomaticTax {
        /// It does.
        pub enabled: Option<bool> = "enabled",
    }
}

checks!(AvailablePaymentMethod, MethodEntry, AutomaticTax);
