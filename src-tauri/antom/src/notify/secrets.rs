//! Which fields of a notification let their holder move money or act for a buyer.

use serde_json::Value;

use super::NewsKind;

/// What stands in place of a secret.
pub const MASK: &str = "***";

/// Names that are secrets wherever they stand, also in fields that are newer than this program (appendix A
/// of the online payments reference).
const SECRET_NAMES: [&str; 10] = [
    "accessToken",
    "acquirerCardToken",
    "agentToken",
    "authCode",
    "cardToken",
    "cavv",
    "networkToken",
    "paymentMethodId",
    "paymentSessionData",
    "refreshToken",
];

/// The documented secrets of a kind, dotted from the top of the body.
#[must_use]
pub fn secret_paths(kind: NewsKind) -> &'static [&'static str] {
    match kind {
        NewsKind::Payment => &[
            "acquirerInfo.acquirerCardToken",
            "paymentResultInfo.acquirerInfo.acquirerCardToken",
            "paymentResultInfo.cardToken",
            "paymentResultInfo.threeDSResult.cavv",
        ],
        NewsKind::Capture | NewsKind::Refund | NewsKind::Dispute => &["acquirerInfo.acquirerCardToken"],
        NewsKind::Authorization => &["accessToken", "authCode"],
        NewsKind::DefenseStrategySuggestion
        | NewsKind::DefenseDocument
        | NewsKind::RegistrationStatus
        | NewsKind::Subscription
        | NewsKind::Other => &[],
    }
}

/// A copy of a body to show and to store in the clear: the secrets of its kind, and everything that bears
/// the name of a secret at any depth, replaced by [`MASK`].
#[must_use]
pub fn masked(kind: NewsKind, body: &Value) -> Value {
    let mut copy = body.clone();
    for path in secret_paths(kind) {
        let pointer = format!("/{}", path.replace('.', "/"));
        if let Some(secret) = copy.pointer_mut(&pointer) {
            *secret = MASK.into();
        }
    }
    hide(&mut copy);
    copy
}

fn hide(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, inside) in fields {
                if SECRET_NAMES.iter().any(|secret| name.eq_ignore_ascii_case(secret)) {
                    *inside = MASK.into();
                } else {
                    hide(inside);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide),
        // JSON inside a text is common here (`extendInfo`): it is hidden with all the rest of it.
        Value::String(text) if SECRET_NAMES.iter().any(|secret| text.contains(secret)) => {
            *value = MASK.into();
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
