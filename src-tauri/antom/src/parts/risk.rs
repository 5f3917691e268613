use crate::SecretText;
use crate::fields::{checks, fields};

fields! {
    /// `RiskData`: what the shop knows that helps the risk control.
    #[derive(Debug)]
    pub struct RiskInfo {
        /// Of the order.
        pub order: Option<RiskOrder> = "order",
        /// Of the buyer.
        pub buyer: Option<RiskBuyer> = "buyer",
        /// Of the device.
        pub env: Option<RiskEnv> = "env",
        /// The shop's own judgement.
        pub risk_signal: Option<RiskSignal> = "riskSignal",
        /// Of the addresses.
        pub address: Option<RiskAddress> = "address",
        /// Of the card's authentication.
        pub card_verification_result: Option<CardVerification> = "cardVerificationResult",
    }

    /// Of the order.
    #[derive(Debug)]
    pub struct RiskOrder {
        /// Its kind.
        pub order_type: Option<String> = "orderType",
        /// Where the buyer came from.
        pub referring_site: Option<String> = "referringSite",
    }

    /// Of the buyer.
    #[derive(Debug)]
    pub struct RiskBuyer {
        /// What the buyer wrote to the merchant.
        pub note_to_merchant: Option<String> = "noteToMerchant",
        /// What the buyer wrote to the carrier.
        pub note_to_shipping: Option<String> = "noteToShipping",
        /// Orders within the last hour; digits.
        pub order_count_in_1h: Option<String> = "orderCountIn1H",
        /// Orders within the last day; digits.
        pub order_count_in_24h: Option<String> = "orderCountIn24H",
    }

    /// Of the device.
    #[derive(Debug)]
    pub struct RiskEnv {
        /// Kind of network address.
        pub ip_address_type: Option<String> = "ipAddressType",
    }

    /// The shop's own judgement.
    #[derive(Debug)]
    pub struct RiskSignal {
        /// Its code.
        pub risk_code: Option<String> = "riskCode",
        /// Its reason.
        pub risk_reason: Option<String> = "riskReason",
    }

    /// Of the addresses.
    #[derive(Debug)]
    pub struct RiskAddress {
        /// Kind of the receiver's telephone.
        pub shipping_phone_type: Option<String> = "shippingPhoneType",
        /// Bill and parcel go to one state.
        pub is_bill_ship_state_same: Option<bool> = "isBillShipStateSame",
        /// The same state as before.
        pub is_previous_state_same: Option<bool> = "isPreviousStateSame",
        /// From the buyer's place to the parcel's; digits.
        pub loc_to_ship_distance: Option<String> = "locToShipDistance",
        /// The least distance between earlier parcels and bills; digits.
        pub min_previous_ship_to_bill_distance: Option<String> = "minPreviousShipToBillDistance",
    }

    /// Of the card's authentication.
    #[derive(Debug)]
    pub struct CardVerification {
        /// Its kind.
        pub authentication_type: Option<String> = "authenticationType",
        /// Its method.
        pub authentication_method: Option<String> = "authenticationMethod",
        /// The bank's answer about the security code.
        pub cvv_result: Option<String> = "cvvResult",
        /// The bank's answer about the address.
        pub avs_result: Option<String> = "avsResult",
        /// The bank's approval code.
        pub authorization_code: Option<String> = "authorizationCode",
        /// How the buyer was authenticated.
        pub three_ds_result: Option<RiskThreeDS> = "threeDSResult",
    }

    /// How the buyer was authenticated.
    #[derive(Debug)]
    pub struct RiskThreeDS {
        /// Version.
        pub three_ds_version: Option<String> = "threeDSVersion",
        /// With or without the buyer.
        pub three_ds_interaction_mode: Option<String> = "threeDSInteractionMode",
        /// The bank's indicator.
        pub eci: Option<String> = "eci",
        /// The proof for the bank: a secret.
        pub cavv: Option<SecretText> = "cavv",
    }
}

checks!(RiskInfo, RiskOrder, RiskBuyer, RiskEnv, RiskSignal, RiskAddress, CardVerification, RiskThreeDS);
