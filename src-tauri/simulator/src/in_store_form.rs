//! The shape of a pay request from a store (in-store reference, sections 2 to 4).

use crate::fields::{Field, Kind, may, need};

const STORE: &[Field] = &[
    need("referenceStoreId", Kind::Id(64)),
    need("storeName", Kind::Text(256)),
    need("storeMCC", Kind::Text(32)),
    may("storeDisplayName", Kind::Text(256)),
    may("storeTerminalId", Kind::Text(64)),
    may("storeOperatorId", Kind::Text(64)),
    may("storePhoneNo", Kind::Text(24)),
    may("storeAddress", Kind::Free),
];

const MERCHANT: &[Field] = &[
    need("referenceMerchantId", Kind::Id(64)),
    need("merchantName", Kind::Text(256)),
    need("merchantMCC", Kind::Text(32)),
    may("merchantDisplayName", Kind::Text(256)),
    may("merchantType", Kind::OneOf(&["INDIVIDUAL", "ENTERPRISE"])),
    may("merchantRegisterDate", Kind::Text(32)),
    may("merchantAddress", Kind::Free),
    need("store", Kind::Object(STORE)),
];

const ENV: &[Field] = &[
    may("storeTerminalId", Kind::Text(64)),
    may("storeTerminalRequestTime", Kind::Time),
    may("userAgent", Kind::Text(1024)),
    may("osType", Kind::OneOf(&["IOS", "ANDROID"])),
    may("clientIp", Kind::Text(64)),
    may("deviceTokenId", Kind::Text(64)),
];

const ORDER: &[Field] = &[
    need("referenceOrderId", Kind::Text(64)),
    need("orderDescription", Kind::Text(256)),
    need("orderAmount", Kind::Amount),
    need("merchant", Kind::Object(MERCHANT)),
    may("env", Kind::Object(ENV)),
    may("extendInfo", Kind::Text(2048)),
];

const METHOD: &[Field] =
    &[need("paymentMethodType", Kind::OneOf(&["CONNECT_WALLET"])), may("paymentMethodId", Kind::Text(128))];

const FACTOR: &[Field] =
    &[need("inStorePaymentScenario", Kind::OneOf(&["PaymentCode", "OrderCode", "EntryCode"]))];

/// The whole request.
pub const IN_STORE: &[Field] = &[
    need("productCode", Kind::OneOf(&["IN_STORE_PAYMENT"])),
    need("paymentRequestId", Kind::Id(64)),
    need("paymentAmount", Kind::Amount),
    need("paymentMethod", Kind::Object(METHOD)),
    need("paymentFactor", Kind::Object(FACTOR)),
    need("paymentNotifyUrl", Kind::Url(2048)),
    need("order", Kind::Object(ORDER)),
    may("paymentRedirectUrl", Kind::Url(2048)),
    may("paymentExpiryTime", Kind::Time),
    may("settlementStrategy", Kind::Object(&[need("settlementCurrency", Kind::Text(3))])),
    may("merchantRegion", Kind::Text(2)),
    may("extendInfo", Kind::Text(2048)),
];
