//! inquiryRegistrationStatus and inquiryRegistrationInfo (in-store reference, section 7).

use serde_json::{Map, Value, json};

use crate::answer::{Answer, Step};
use crate::fields::{self, Field, Kind, may, need};
use crate::registration::{Registration, Standing};
use crate::state::{State, Turn};

const STATUS: &[Field] = &[
    may("registrationRequestId", Kind::Id(64)),
    may("referenceMerchantId", Kind::Id(64)),
    may("referenceStoreId", Kind::Id(32)),
];

const REGISTERED: &[Field] =
    &[need("referenceMerchantId", Kind::Id(64)), may("referenceStoreId", Kind::Id(32))];

/// The wallets that look at a registration, the quick one first.
const WALLETS: [&str; 2] = ["ALIPAY_CN", "PAYPAY"];

pub fn status(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, STATUS)?;
    let Some(mut registration) = find(turn.state, body)?.cloned() else {
        return Err(Answer::refused("RECORD_NOT_FOUND", "there is no such registration"));
    };
    let before = registration.standing();
    if before != Standing::Completed && before != Standing::Rejected {
        registration.asked = registration.asked.saturating_add(1);
        turn.save_registration(registration.clone());
    }
    let (overall, each) = results(&registration);
    if registration.standing() != before {
        let body = news(&registration, &overall, &each);
        turn.event(turn.now, "REGISTRATION_STATUS", body);
    }
    Ok(Answer::success().with("registrationResult", overall).with("pspRegistrationResultList", each))
}

/// The whole result, and each wallet's own.
fn results(registration: &Registration) -> (Value, Vec<Value>) {
    let each = WALLETS
        .iter()
        .enumerate()
        .map(|(at, name)| json!({ "pspName": name, "registrationResult": result(registration, at == 0) }));
    let quick = result(registration, true);
    let overall = match registration.standing() {
        Standing::Completed => json!({ "registrationStatus": "COMPLETED" }),
        Standing::Pending | Standing::Approved | Standing::Rejected => quick,
    };
    (overall, each.collect())
}

/// notifyRegistrationStatus.
fn news(registration: &Registration, overall: &Value, each: &[Value]) -> Value {
    let mut body = json!({
        "notifyType": "REGISTRATION_STATUS",
        "referenceMerchantId": registration.merchant,
        "registrationRequestId": registration.request_id,
        "registrationResult": overall,
        "pspRegistrationResultList": each,
    });
    if let (Some(store), Some(body)) = (&registration.store, body.as_object_mut()) {
        body.insert("referenceStoreId".to_owned(), json!(store));
    }
    body
}

fn result(registration: &Registration, quick: bool) -> Value {
    match registration.standing() {
        Standing::Pending => json!({ "registrationStatus": "PENDING" }),
        Standing::Approved if !quick => json!({ "registrationStatus": "PENDING" }),
        Standing::Approved | Standing::Completed => json!({ "registrationStatus": "APPROVED" }),
        Standing::Rejected => json!({
            "registrationStatus": "REJECTED",
            "rejectReasons": registration.fault.iter().collect::<Vec<_>>(),
        }),
    }
}

fn find<'a>(state: &'a State, body: &Map<String, Value>) -> Step<Option<&'a Registration>> {
    let merchant = fields::text(body, "referenceMerchantId");
    match (fields::text(body, "registrationRequestId"), merchant) {
        (Some(id), _) => Ok(state.registrations.iter().find(|known| known.request_id == id)),
        (None, Some(merchant)) => Ok(state.registration_of(merchant, fields::text(body, "referenceStoreId"))),
        (None, None) => Err(Answer::param("registrationRequestId or referenceMerchantId is missing")),
    }
}

pub fn registered(turn: &mut Turn<'_>, body: &Map<String, Value>) -> Step<Answer> {
    fields::check(body, REGISTERED)?;
    let merchant = fields::text(body, "referenceMerchantId").unwrap_or_default();
    let store = fields::text(body, "referenceStoreId");
    // Asked without a store, any registration of the merchant tells who it is.
    let found = turn.state.registration_of(merchant, store).or_else(|| {
        turn.state.registrations.iter().rev().find(|r| store.is_none() && r.merchant == merchant)
    });
    let Some(registration) = found else {
        return Err(Answer::refused("RECORD_NOT_FOUND", "there is no such registration"));
    };
    Ok(Answer::success()
        .with("merchantInfo", registration.merchant_facts.clone())
        .maybe("storeInfo", registration.store_facts.clone())
        .with("productCodes", registration.products.clone()))
}
