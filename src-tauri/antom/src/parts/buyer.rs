use std::fmt;

use domain::Money;

use super::{Address, UserName};
use crate::Stamp;
use crate::fields::{checks, fields};

fields! {
    /// `Buyer`: who orders. Personal: debug output shows nothing of it.
    pub struct Buyer {
        /// The shop's number of the buyer.
        pub reference_buyer_id: Option<String> = "referenceBuyerId" [64],
        /// Name.
        pub buyer_name: Option<UserName> = "buyerName",
        /// Telephone number.
        pub buyer_phone_no: Option<String> = "buyerPhoneNo" [24],
        /// Email address.
        pub buyer_email: Option<String> = "buyerEmail" [64],
        /// Since when the buyer has an account at the shop.
        pub buyer_registration_time: Option<Stamp> = "buyerRegistrationTime",
        /// Whether the shop has verified the account.
        pub is_account_verified: Option<bool> = "isAccountVerified",
        /// How many orders went well before; digits.
        pub successful_order_count: Option<String> = "successfulOrderCount",
        /// Country code of the telephone number; the gateway's own spelling. STC Pay needs it.
        pub buyer_phone_no_contry_code: Option<String> = "buyerPhoneNoContryCode",
        /// What those orders were worth together.
        pub successful_order_amount: Option<Money> = "successfulOrderAmount",
        /// When the first of them was paid. Klarna asks.
        pub date_of_first_paid_purchase: Option<String> = "dateOfFirstPaidPurchase",
        /// When the last of them was paid. Klarna asks.
        pub date_of_last_paid_purchase: Option<String> = "dateOfLastPaidPurchase",
        /// `B` a business, `C` a consumer.
        pub buyer_type: Option<String> = "buyerType",
        /// The business's name.
        pub business_name: Option<String> = "businessName",
        /// The business's address.
        pub business_address: Option<Address> = "businessAddress",
        /// Its tax numbers.
        pub tax_ids: Vec<BuyerTaxId> = "taxIds" [10],
        /// Languages the buyer likes, as the gateway takes them.
        pub preferred_locales: Option<String> = "preferredLocales",
    }

    /// A tax number of a buyer.
    #[derive(Debug)]
    pub struct BuyerTaxId {
        /// ISO 3166, two letters.
        pub country: Option<String> = "country" [2],
        /// Part of the country.
        pub region: Option<String> = "region" [10],
        /// The number.
        pub value: Option<String> = "value" [64],
    }
}

checks!(Buyer, BuyerTaxId);

impl fmt::Debug for Buyer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Buyer").field("extra", &self.extra).finish_non_exhaustive()
    }
}
