use std::fmt;

use crate::fields::{checks, fields};

fields! {
    /// `UserName`. Personal: debug output shows nothing of it.
    pub struct UserName {
        /// Given name.
        pub first_name: Option<String> = "firstName" [32],
        /// Middle name.
        pub middle_name: Option<String> = "middleName" [32],
        /// Family name.
        pub last_name: Option<String> = "lastName" [32],
        /// The whole name; the one that counts for Chinese customs.
        pub full_name: Option<String> = "fullName" [128],
    }

    /// `Address`. Personal: debug output shows nothing of it.
    pub struct Address {
        /// ISO 3166 country or region, two letters.
        pub region: Option<String> = "region" [2],
        /// Country by its newer name.
        pub country: Option<String> = "country",
        /// State or province.
        pub state: Option<String> = "state" [8],
        /// City.
        pub city: Option<String> = "city" [32],
        /// First line.
        pub address1: Option<String> = "address1" [256],
        /// Second line.
        pub address2: Option<String> = "address2" [256],
        /// Third line.
        pub address3: Option<String> = "address3",
        /// Postal code.
        pub zip_code: Option<String> = "zipCode" [32],
        /// What the owner calls this address.
        pub label: Option<String> = "label",
    }
}

checks!(UserName, Address);

impl fmt::Debug for UserName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserName").field("extra", &self.extra).finish_non_exhaustive()
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address").field("extra", &self.extra).finish_non_exhaustive()
    }
}
