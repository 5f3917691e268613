//! The shape of a pay request.

use crate::fields::{Field, Kind, may, need};

const USER_NAME: &[Field] = &[
    may("firstName", Kind::Text(32)),
    may("middleName", Kind::Text(32)),
    may("lastName", Kind::Text(32)),
    may("fullName", Kind::Text(128)),
];

const ADDRESS: &[Field] = &[
    may("region", Kind::Text(2)),
    may("state", Kind::Text(8)),
    may("city", Kind::Text(32)),
    may("address1", Kind::Text(256)),
    may("address2", Kind::Text(256)),
    may("zipCode", Kind::Text(32)),
];

const BUYER: &[Field] = &[
    may("referenceBuyerId", Kind::Text(64)),
    may("buyerName", Kind::Object(USER_NAME)),
    may("buyerPhoneNo", Kind::Text(24)),
    may("buyerEmail", Kind::Text(64)),
    may("isAccountVerified", Kind::Flag),
];

const GOODS: Kind = Kind::Object(&[
    may("referenceGoodsId", Kind::Text(64)),
    may("goodsName", Kind::Text(256)),
    may("goodsCategory", Kind::Text(64)),
    may("goodsUnitAmount", Kind::Amount),
    may("goodsUrl", Kind::Url(2048)),
    may("deliveryMethodType", Kind::OneOf(&["PHYSICAL", "DIGITAL"])),
]);

const SHIPPING: &[Field] = &[
    may("shippingName", Kind::Object(USER_NAME)),
    may("shippingAddress", Kind::Object(ADDRESS)),
    may("shippingCarrier", Kind::Text(128)),
    may("shippingPhoneNo", Kind::Text(16)),
    may("shipToEmail", Kind::Text(64)),
    may("shippingFeeId", Kind::Text(64)),
    may("shippingFee", Kind::Amount),
];

pub const ORDER: &[Field] = &[
    need("referenceOrderId", Kind::Text(64)),
    need("orderDescription", Kind::Text(256)),
    need("orderAmount", Kind::Amount),
    may("orderDiscountAmount", Kind::Amount),
    may("subTotalOrderAmount", Kind::Amount),
    may("goods", Kind::List(100, &GOODS)),
    may("buyer", Kind::Object(BUYER)),
    may("shipping", Kind::Object(SHIPPING)),
    may("merchant", Kind::Free),
    may("needDeclaration", Kind::Flag),
    may("extendInfo", Kind::Text(2048)),
];

pub const METHOD: &[Field] = &[
    need("paymentMethodType", Kind::Text(64)),
    may("paymentMethodId", Kind::Text(128)),
    may("paymentMethodMetaData", Kind::Free),
    may("funding", Kind::OneOf(&["CREDIT", "DEBIT", "PREPAID", "CHARGE", "DEFERRED_DEBIT"])),
    may("requireIssuerAuthentication", Kind::Flag),
    may("extendInfo", Kind::Text(2048)),
];

pub const FACTOR: &[Field] = &[
    may("isAuthorization", Kind::Flag),
    may("captureMode", Kind::Text(64)),
    may("presentmentMode", Kind::OneOf(&["BUNDLE", "TILE", "UNIFIED"])),
];

pub const ENV: &[Field] = &[
    need("terminalType", Kind::OneOf(&["WEB", "WAP", "APP", "MINI_APP"])),
    may("osType", Kind::OneOf(&["IOS", "ANDROID"])),
    may("clientIp", Kind::Text(64)),
    may("deviceTokenId", Kind::Text(64)),
    may("deviceBrand", Kind::Text(64)),
    may("deviceModel", Kind::Text(128)),
    may("extendInfo", Kind::Text(2048)),
];

/// The whole request.
pub const PAY: &[Field] = &[
    need("productCode", Kind::OneOf(&["CASHIER_PAYMENT"])),
    need("paymentRequestId", Kind::Id(64)),
    need("order", Kind::Object(ORDER)),
    need("paymentAmount", Kind::Amount),
    need("paymentMethod", Kind::Object(METHOD)),
    need("paymentRedirectUrl", Kind::Url(2048)),
    may("paymentNotifyUrl", Kind::Url(2048)),
    may("paymentExpiryTime", Kind::Time),
    may("paymentFactor", Kind::Object(FACTOR)),
    may("settlementStrategy", Kind::Object(&[may("settlementCurrency", Kind::Text(3))])),
    need("env", Kind::Object(ENV)),
    may("creditPayPlan", Kind::Free),
    may("merchantRegion", Kind::Text(2)),
    may("userRegion", Kind::Text(2)),
    may("merchantAccountId", Kind::Text(32)),
    may("appId", Kind::Text(32)),
    may("metadata", Kind::Text(2048)),
    may("extendInfo", Kind::Text(2048)),
    may("locale", Kind::Text(8)),
];
