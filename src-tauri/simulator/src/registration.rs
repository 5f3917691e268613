//! registration: a merchant or store asks to be let in (in-store reference, section 7).
//!
//! What becomes of it is known after the second question: APPROVED, then COMPLETED once every wallet has
//! agreed; a legal name with REJECT in it is rejected, and may be registered again under a new id.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::answer::{Answer, Step};
use crate::fields::{self, Field, Kind, may, need};
use crate::state::{State, Turn, inconsistent};

const API: &str = "registration";

/// One request to be let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    pub request_id: String,
    pub merchant: String,
    pub store: Option<String>,
    /// A digest of the request: the same id with other content is inconsistent.
    pub content: String,
    pub merchant_facts: Value,
    pub store_facts: Option<Value>,
    pub products: Value,
    /// It will be rejected, for this reason.
    pub fault: Option<String>,
    pub asked: u32,
}

/// Where a registration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Pending,
    Approved,
    Completed,
    Rejected,
}

impl Registration {
    pub fn standing(&self) -> Standing {
        match (self.asked, &self.fault) {
            (0 | 1, _) => Standing::Pending,
            (_, Some(_)) => Standing::Rejected,
            (2, None) => Standing::Approved,
            (_, None) => Standing::Completed,
        }
    }
}

impl State {
    /// The latest registration of a merchant, or of one of its stores.
    pub fn registration_of(&self, merchant: &str, store: Option<&str>) -> Option<&Registration> {
        self.registrations.iter().rev().find(|r| r.merchant == merchant && r.store.as_deref() == store)
    }

    /// Whether the latest registration of this merchant or this store of it was rejected.
    pub fn is_turned_away(&self, merchant: &str, store: &str) -> bool {
        [None, Some(store)].into_iter().any(|store| {
            self.registration_of(merchant, store).is_some_and(|r| r.standing() == Standing::Rejected)
        })
    }
}

const CONTACT: Kind = Kind::Object(&[
    need("contactNo", Kind::Text(64)),
    need("contactType", Kind::OneOf(&["MOBILE_PHONE", "EMAIL", "PHONE_NO", "COMMERCIAL_PHONE_NO"])),
]);

const ATTACHMENT: Kind = Kind::Object(&[
    need("attachmentType", Kind::Text(64)),
    need("file", Kind::Text(500_000)),
    may("attachmentName", Kind::Text(256)),
]);

const WEBSITE: Kind = Kind::Object(&[
    need("url", Kind::Url(2048)),
    may("name", Kind::Text(256)),
    may("desc", Kind::Text(256)),
    may("type", Kind::OneOf(&["COMPANY_INTRODUCE", "TRADING"])),
]);

const DETAIL: &[Field] = &[
    need("legalName", Kind::Text(256)),
    need("registrationType", Kind::Text(64)),
    need("registrationNo", Kind::Text(64)),
    may("registrationAddress", Kind::Free),
    may("businessType", Kind::Text(64)),
    may("contactInfo", Kind::List(20, &CONTACT)),
    may("attachments", Kind::List(20, &ATTACHMENT)),
    may("registrationEffectiveDate", Kind::Text(32)),
    may("registrationExpireDate", Kind::Text(32)),
];

const MERCHANT: &[Field] = &[
    need("referenceMerchantId", Kind::Id(64)),
    need("merchantDisplayName", Kind::Text(256)),
    need("merchantMCC", Kind::Text(32)),
    may("merchantAddress", Kind::Free),
    may("logo", Kind::Object(&[need("logoName", Kind::Text(64)), need("logoUrl", Kind::Url(2048))])),
    may("websites", Kind::List(20, &WEBSITE)),
    need("registrationDetail", Kind::Object(DETAIL)),
];

const STORE: &[Field] = &[
    need("referenceStoreId", Kind::Id(32)),
    need("storeName", Kind::Text(256)),
    need("storeMCC", Kind::Text(32)),
    may("storeAddress", Kind::Free),
];

const PRODUCT: Kind = Kind::OneOf(&["IN_STORE_PAYMENT"]);

const REGISTER: &[Field] = &[
    need("registrationRequestId", Kind::Id(64)),
    may("registrationNotifyURL", Kind::Url(2048)),
    may("passThroughInfo", Kind::Text(2048)),
    need("productCodes", Kind::List(1, &PRODUCT)),
    need("merchantInfo", Kind::Object(MERCHANT)),
    may("storeInfo", Kind::Object(STORE)),
];

pub fn register(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, REGISTER)?;
    let text = |path: &str| fields::text(body, path).unwrap_or_default();
    let request_id = text("registrationRequestId").to_owned();
    let content = turn.mark(&Value::Object(body.clone()).to_string());
    if let Some(known) = turn.state.registrations.iter().find(|known| known.request_id == request_id) {
        return if known.content == content { Ok(Answer::success()) } else { Err(inconsistent(API)) };
    }
    if body.get("productCodes").and_then(Value::as_array).is_none_or(Vec::is_empty) {
        return Err(Answer::param("productCodes is empty"));
    }
    for path in ["merchantInfo.merchantMCC", "storeInfo.storeMCC"] {
        let code = text(path);
        if !code.is_empty() && (code.len() != 4 || !code.bytes().all(|b| b.is_ascii_digit())) {
            return Err(Answer::param(&format!("{path} must be a merchant category code of four digits")));
        }
    }
    let merchant = text("merchantInfo.referenceMerchantId").to_owned();
    let store = fields::text(body, "storeInfo.referenceStoreId").map(str::to_owned);
    if let Some(before) = turn.state.registration_of(&merchant, store.as_deref()) {
        match before.standing() {
            Standing::Rejected => {}
            Standing::Pending => {
                let what = "the earlier registration is still being looked at";
                return Err(Answer::refused("REGISTRATION_UNDER_REVIEW", what));
            }
            Standing::Approved | Standing::Completed => {
                return Err(Answer::refused("REPEAT_REGISTRATION", "this one is registered already"));
            }
        }
    }
    let rejected = text("merchantInfo.registrationDetail.legalName").contains("REJECT");
    turn.save_registration(Registration {
        request_id,
        merchant,
        store,
        content,
        merchant_facts: body.get("merchantInfo").cloned().unwrap_or_default(),
        store_facts: body.get("storeInfo").cloned(),
        products: body.get("productCodes").cloned().unwrap_or_default(),
        fault: rejected.then(|| "the legal name does not match the registration number".to_owned()),
        asked: 0,
    });
    Ok(Answer::success())
}
