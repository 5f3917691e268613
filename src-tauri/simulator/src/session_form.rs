//! The shape of a createPaymentSession request (section 6.3).

use crate::fields::{Field, Kind, may, need};
use crate::pay_form::{ENV, FACTOR, METHOD, ORDER};

const LOCALES: &[&str] = &[
    "en_US", "pt_BR", "pt_PT", "es_ES", "ko_KR", "zh_CN", "zh_HK", "ms_MY", "in_ID", "th_TH", "vi_VN",
    "tl_PH", "it_IT", "de_DE", "fr_FR", "nl_NL", "ja_JP", "ro", "pl_PL", "ar_SA", "tr_TR", "hi_IN", "mn",
];

const OFFERED: Kind =
    Kind::Object(&[need("paymentMethodType", Kind::Text(64)), may("expressCheckout", Kind::Flag)]);

const AVAILABLE: &[Field] =
    &[may("paymentMethodTypeList", Kind::List(100, &OFFERED)), may("paymentMethodMetaData", Kind::Free)];

/// The whole request.
pub const SESSION: &[Field] = &[
    need("productCode", Kind::OneOf(&["CASHIER_PAYMENT"])),
    may("productScene", Kind::OneOf(&["CHECKOUT_PAYMENT", "ELEMENT_PAYMENT"])),
    need("paymentRequestId", Kind::Id(64)),
    need("order", Kind::Object(ORDER)),
    need("paymentAmount", Kind::Amount),
    may("paymentMethod", Kind::Object(METHOD)),
    need("paymentRedirectUrl", Kind::Url(2048)),
    may("paymentNotifyUrl", Kind::Url(2048)),
    need("settlementStrategy", Kind::Object(&[need("settlementCurrency", Kind::Text(3))])),
    may("paymentSessionExpiryTime", Kind::Time),
    may("env", Kind::Object(ENV)),
    may("paymentFactor", Kind::Object(FACTOR)),
    may("availablePaymentMethod", Kind::Object(AVAILABLE)),
    may("enableInstallmentCollection", Kind::Flag),
    may("customizedInfo", Kind::Free),
    may("merchantRegion", Kind::Text(2)),
    may("userRegion", Kind::Text(2)),
    may("merchantAccountId", Kind::Text(32)),
    may("metadata", Kind::Text(2048)),
    may("locale", Kind::OneOf(LOCALES)),
];

/// retrievePaymentSession (section 6.14).
pub const RETRIEVE: &[Field] = &[need("paymentRequestId", Kind::Id(64))];
