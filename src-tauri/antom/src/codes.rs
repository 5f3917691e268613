//! The gateway's result codes. The table is data: `codes.json` beside this room's manifest.

use std::sync::OnceLock;

use serde::Deserialize;

/// What a code says about an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// It happened.
    Done,
    /// The gateway works on it.
    InProcess,
    /// It did not happen, finally.
    Refused,
    /// Not known; also where the code speaks of another request than the one whose outcome is asked.
    Unknown,
    /// The call was not accepted for its settings: keys, client id, contract, address. Nothing happened when
    /// the answer is signed.
    Config,
}

/// What a person can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    /// Nothing to do.
    None,
    /// Correct the form and send it as a new request.
    FixAndTryAgain,
    /// Ask the gateway's support.
    AskSupport,
    /// Wait; the app keeps asking.
    Wait,
    /// Take a new payment.
    NewPayment,
    /// Refund instead of cancelling.
    RefundInstead,
    /// Look at the account's settings.
    CheckSettings,
    /// Ask the gateway how the payment stands, then decide again.
    AskGateway,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CodeRow {
    /// The gateway's word.
    pub code: String,
    /// The result status it comes with: S, F or U.
    pub status: String,
    /// What it says about an order.
    pub class: Class,
    /// The endpoints it belongs to, by the names of this crate's modules; `all` for every one, `question` for every
    /// one that only asks.
    pub applies_to: Vec<String>,
    /// What happened, for a shop clerk.
    pub en: String,
    /// The same in Chinese.
    pub zh: String,
    /// What to do about it.
    pub next: NextStep,
}

/// The whole table, in the order of the file.
pub fn all() -> &'static [CodeRow] {
    static ROWS: OnceLock<Vec<CodeRow>> = OnceLock::new();
    // The file is part of the program and a test reads it: it cannot fail here.
    ROWS.get_or_init(|| serde_json::from_str(include_str!("../codes.json")).unwrap_or_default())
}

/// The row of a code, in its general sense: the first of its rows. None for a code that is newer than the
/// table: its status alone decides then.
#[must_use]
pub fn lookup(code: &str) -> Option<&'static CodeRow> {
    all().iter().find(|row| row.code == code)
}

/// The row of a code as one call means it: the row that names the call, otherwise the general one.
#[must_use]
pub fn lookup_for(code: &str, endpoint: &str) -> Option<&'static CodeRow> {
    let names = |row: &&CodeRow| row.code == code && row.applies_to.iter().any(|name| name == endpoint);
    all().iter().find(names).or_else(|| lookup(code))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const ENDPOINTS: [&str; 36] = [
        "all",
        "question",
        "pay",
        "capture",
        "inquiry_payment",
        "cancel",
        "refund",
        "inquiry_refund",
        "declare",
        "inquiry_declarations",
        "consult",
        "session",
        "retrieve_session",
        "update_amount",
        "rates",
        "registration",
        "inquiry_registration_status",
        "inquiry_registration_info",
        "accept_dispute",
        "supply_defense_document",
        "supply_evidence",
        "download_dispute_evidence",
        "authorization_consult",
        "apply_token",
        "authorization_query",
        "revoke",
        "subscription_create",
        "subscription_change",
        "subscription_update",
        "subscription_cancel",
        "subscription_inquiry",
        "feed_list",
        "feed_event",
        // The same call, at the counter (`in_store::Scenario::endpoint`).
        "pay_payment_code",
        "pay_order_code",
        "pay_entry_code",
    ];

    /// Refusals of this request that speak of another one under the same name, so nothing is known of it.
    const OF_ANOTHER: [&str; 4] =
        ["REPEAT_REQ_INCONSISTENT", "REGISTRATION_UNDER_REVIEW", "REPEAT_REGISTRATION", "REPEAT_REQUEST"];

    #[test]
    fn the_table_is_well_formed() {
        let rows: Vec<CodeRow> = serde_json::from_str(include_str!("../codes.json")).unwrap();
        assert!(rows.len() > 90, "{} rows", rows.len());
        let mut seen = BTreeSet::new();
        for row in &rows {
            let code = &row.code;
            let own: Vec<_> = row.applies_to.iter().filter(|name| seen.contains(&(code, *name))).collect();
            assert!(own.is_empty(), "{code} stands twice for {own:?}");
            seen.extend(row.applies_to.iter().map(|name| (code, name)));
            let spelled = code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
            assert!(spelled && code.len() <= 64, "{code}");
            assert!(!row.en.is_empty() && row.en.ends_with('.') && row.en.is_ascii(), "{code}: {}", row.en);
            assert!(row.zh.ends_with('。') && !row.zh.is_ascii(), "{code}: {}", row.zh);
            assert!(!row.applies_to.is_empty(), "{code}");
            for endpoint in &row.applies_to {
                assert!(ENDPOINTS.contains(&endpoint.as_str()), "{code}: {endpoint}");
            }
            let fits = match row.status.as_str() {
                "S" => row.class == Class::Done,
                "U" => matches!(row.class, Class::InProcess | Class::Unknown),
                "F" => {
                    let settled = matches!(row.class, Class::Refused | Class::Config);
                    settled != OF_ANOTHER.contains(&code.as_str())
                }
                _ => false,
            };
            assert!(fits, "{code}: {} is {:?}", row.status, row.class);
        }
    }

    #[test]
    fn the_codes_that_decide_about_money() {
        for (code, class) in [
            ("SUCCESS", Class::Done),
            ("PAYMENT_IN_PROCESS", Class::InProcess),
            ("CAPTURE_IN_PROCESS", Class::InProcess),
            ("REFUND_IN_PROCESS", Class::InProcess),
            ("UNKNOWN_EXCEPTION", Class::Unknown),
            ("REQUEST_TRAFFIC_EXCEED_LIMIT", Class::Unknown),
            ("REPEAT_REQ_INCONSISTENT", Class::Unknown),
            ("REPEAT_REQUEST", Class::Unknown),
            ("AUTH_IN_PROCESS", Class::InProcess),
            ("INVALID_SIGNATURE", Class::Config),
            ("KEY_NOT_FOUND", Class::Config),
            ("CLIENT_INVALID", Class::Config),
            ("PROCESS_FAIL", Class::Refused),
            ("REFUND_AMOUNT_EXCEED", Class::Refused),
        ] {
            assert_eq!(lookup(code).map(|row| row.class), Some(class), "{code}");
        }
        assert_eq!(lookup("NEVER_HEARD_OF"), None);
    }

    #[test]
    fn a_code_can_mean_another_thing_to_another_call() {
        for (code, endpoint, next) in [
            ("SUCCESS", "capture", NextStep::None),
            ("SUCCESS", "pay_payment_code", NextStep::None),
            ("SUCCESS", "pay_order_code", NextStep::Wait),
            ("SUCCESS", "update_amount", NextStep::Wait),
            ("PAYMENT_IN_PROCESS", "pay", NextStep::Wait),
            ("PAYMENT_IN_PROCESS", "pay_order_code", NextStep::AskGateway),
            ("ORDER_STATUS_INVALID", "capture", NextStep::AskGateway),
            ("ORDER_STATUS_INVALID", "cancel", NextStep::RefundInstead),
            // No row of its own: the general one.
            ("ORDER_STATUS_INVALID", "never_heard_of", NextStep::AskGateway),
        ] {
            assert_eq!(lookup_for(code, endpoint).map(|row| row.next), Some(next), "{code} {endpoint}");
        }
        assert_eq!(lookup_for("NEVER_HEARD_OF", "pay"), None);
        assert_eq!(lookup("SUCCESS").map(|row| row.applies_to.as_slice()), Some(&["all".to_owned()][..]));
    }
}
