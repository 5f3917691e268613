use super::Address;
use crate::fields::{checks, fields};

fields! {
    /// `Merchant`: who sells; in store also where.
    #[derive(Debug)]
    pub struct Merchant {
        /// The shop's number of the merchant.
        pub reference_merchant_id: Option<String> = "referenceMerchantId" [64],
        /// ISO 18245 category.
        pub merchant_mcc: Option<String> = "merchantMCC" [32],
        /// Name.
        pub merchant_name: Option<String> = "merchantName" [256],
        /// The name a buyer sees.
        pub merchant_display_name: Option<String> = "merchantDisplayName",
        /// Address.
        pub merchant_address: Option<Address> = "merchantAddress",
        /// Since when it is registered.
        pub merchant_register_date: Option<String> = "merchantRegisterDate",
        /// The store.
        pub store: Option<Store> = "store",
        /// `INDIVIDUAL` or `ENTERPRISE`.
        pub merchant_type: Option<String> = "merchantType",
        /// How many sales before; digits.
        pub number_of_trades: Option<String> = "numberOfTrades",
        /// When its account was changed last.
        pub account_last_modified: Option<AccountLastModified> = "accountLastModified",
        /// Its page.
        pub merchant_url: Option<String> = "merchantUrl",
        /// Its country.
        pub merchant_country_code: Option<String> = "merchantCountryCode",
    }

    /// When a seller's account was changed last, by what was changed.
    #[derive(Debug)]
    pub struct AccountLastModified {
        /// Password.
        pub password_change_date: Option<String> = "passwordChangeDate",
        /// Email address.
        pub email_change_date: Option<String> = "emailChangeDate",
        /// What it offers.
        pub listing_change_date: Option<String> = "listingChangeDate",
        /// Last login.
        pub login_date: Option<String> = "loginDate",
        /// Address.
        pub address_change_date: Option<String> = "addressChangeDate",
    }

    /// `Store`.
    #[derive(Debug)]
    pub struct Store {
        /// The shop's number of the store.
        pub reference_store_id: Option<String> = "referenceStoreId" [64],
        /// Name.
        pub store_name: Option<String> = "storeName" [256],
        /// ISO 18245 category.
        pub store_mcc: Option<String> = "storeMCC" [32],
        /// The name a buyer sees.
        pub store_display_name: Option<String> = "storeDisplayName",
        /// The till.
        pub store_terminal_id: Option<String> = "storeTerminalId",
        /// The cashier.
        pub store_operator_id: Option<String> = "storeOperatorId",
        /// Address.
        pub store_address: Option<Address> = "storeAddress",
        /// Telephone number.
        pub store_phone_no: Option<String> = "storePhoneNo",
    }
}

checks!(Merchant, Store, AccountLastModified);
