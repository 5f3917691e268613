use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which disputes, agreements, subscriptions, registrations or notifications to list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DossierListForm {
    /// State words of the kind; empty for all.
    pub states: Vec<String>,
    /// The whole or the beginning of any id.
    pub text: Option<String>,
    /// Only what is about this payment (any id of it).
    pub payment: Option<String>,
    /// Soonest deadline first, and what has none behind; else newest first.
    pub by_deadline: bool,
    /// How many at most; 50 when none is given.
    pub limit: Option<u32>,
    /// The `next` of the page before.
    pub after: Option<String>,
}

/// An act on a dossier that needs nothing but itself: accept a dispute, revoke or renew an agreement.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DossierActForm {
    /// From `draft_open`.
    pub draft: String,
    /// Any id of the dossier.
    pub id: String,
    /// The version the sheet was opened on; none skips the check (terminal).
    #[ts(type = "number | null")]
    pub version: Option<u64>,
}

/// Accepts a dispute: its money is given up.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AcceptForm {
    /// From `draft_open`.
    pub draft: String,
    /// Any id of the dispute.
    pub id: String,
    /// The version the sheet was opened on; none skips the check (terminal).
    #[ts(type = "number | null")]
    pub version: Option<u64>,
    /// It is meant although money of the payment went back to the buyer already.
    #[serde(default)]
    pub again: bool,
}

/// Answers a dispute with one document. It can be sent once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DefendForm {
    /// From `draft_open`.
    pub draft: String,
    /// Any id of the dispute.
    pub id: String,
    /// The version the sheet was opened on; none skips the check (terminal).
    #[ts(type = "number | null")]
    pub version: Option<u64>,
    /// The file's name.
    pub file_name: String,
    /// Its bytes, base64.
    pub file: String,
    /// The last four of the dispute's id, typed: it can be sent once.
    pub typed: String,
}

/// Gives evidence to a dispute, tag by tag.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceForm {
    /// From `draft_open`.
    pub draft: String,
    /// Any id of the dispute.
    pub id: String,
    /// The version the sheet was opened on; none skips the check (terminal).
    #[ts(type = "number | null")]
    pub version: Option<u64>,
    /// Tag to its JSON text or plain text.
    pub evidence: BTreeMap<String, String>,
}

/// Fetches a file of a dispute.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceFileForm {
    /// Any id of the dispute.
    pub id: String,
    /// template, file or ai.
    pub what: String,
}

/// Asks a buyer for a standing consent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgreementForm {
    /// From `draft_open`; becomes the consent's own id.
    pub draft: String,
    /// Whose wallet: GCASH, ALIPAY_HK ...
    pub wallet: String,
    /// Who the buyer is, in the shop's words.
    pub buyer: String,
}

/// Debits a buyer under a consent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DebitForm {
    /// From `draft_open`; every press carries the same.
    pub draft: String,
    /// Any id of the agreement.
    pub id: String,
    /// The shop's order number.
    pub order_number: String,
    /// What for.
    #[serde(default)]
    pub description: String,
    /// As typed.
    pub amount: String,
    /// ISO code.
    pub currency: String,
    /// Pressed again after the warning that this order is being paid already.
    #[serde(default)]
    pub again: bool,
}

/// Begins a subscription.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SubscriptionForm {
    /// From `draft_open`; becomes the subscription's own id.
    pub draft: String,
    /// What for.
    pub description: String,
    /// Whose wallet: GCASH ...
    pub method: String,
    /// As typed, a period.
    pub amount: String,
    /// ISO code.
    pub currency: String,
    /// DAY, WEEK, MONTH, QUARTER, HALF_YEAR, YEAR.
    pub unit: String,
    /// How many units a period is, at least 1.
    pub count: u32,
    /// When it begins, epoch milliseconds; none for now.
    #[ts(type = "number | null")]
    pub starts: Option<i64>,
    /// When it ends, epoch milliseconds; none for until it is ended.
    #[ts(type = "number | null")]
    pub ends: Option<i64>,
    /// The first periods at another price: how many.
    #[serde(default)]
    pub trial_periods: Option<u32>,
    /// And what they cost, as typed.
    #[serde(default)]
    pub trial_amount: Option<String>,
    /// How long the buyer's link works, in minutes: less than 48 hours; none for the gateway's own 30 minutes.
    #[serde(default)]
    pub link_minutes: Option<u32>,
}

/// Changes a subscription. Empty parts stay.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SubscriptionChangeForm {
    /// From `draft_open`.
    pub draft: String,
    /// Any id of the subscription.
    pub id: String,
    /// The version the sheet was opened on; none skips the check (terminal).
    #[ts(type = "number | null")]
    pub version: Option<u64>,
    /// change, or update (with a settlement of the difference).
    pub way: String,
    /// What for.
    #[serde(default)]
    pub description: Option<String>,
    /// As typed, a period.
    #[serde(default)]
    pub amount: Option<String>,
    /// What the first period after the change costs, as typed; with `way` update, what is settled at once.
    #[serde(default)]
    pub difference: Option<String>,
    /// With `way` update: pay or refund the difference.
    #[serde(default)]
    pub settle: Option<String>,
    /// DAY, WEEK ...
    #[serde(default)]
    pub unit: Option<String>,
    /// How many units a period is.
    #[serde(default)]
    pub count: Option<u32>,
    /// When it ends, epoch milliseconds.
    #[ts(type = "number | null")]
    #[serde(default)]
    pub ends: Option<i64>,
}

/// Ends a subscription.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SubscriptionEndForm {
    /// From `draft_open`.
    pub draft: String,
    /// Any id of the subscription.
    pub id: String,
    /// The version the sheet was opened on; none skips the check (terminal).
    #[ts(type = "number | null")]
    pub version: Option<u64>,
    /// At once; else with its period.
    pub at_once: bool,
}

/// Registers a merchant with its store. The gateway registers for payments in store only.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RegistrationForm {
    /// From `draft_open`; becomes the registration's own id.
    pub draft: String,
    /// Our name of the merchant.
    pub merchant: String,
    /// What buyers see.
    pub display_name: String,
    /// Four digits.
    pub mcc: String,
    /// The legal name.
    pub legal_name: String,
    /// ENTERPRISE_REGISTRATION_NO ...
    pub registration_type: String,
    /// The number under it.
    pub registration_no: String,
    /// ENTERPRISE or INDIVIDUAL.
    pub business_type: String,
    /// Two letters.
    pub region: String,
    /// City.
    #[serde(default)]
    pub city: String,
    /// Street and number.
    #[serde(default)]
    pub address: String,
    /// Postal code.
    #[serde(default)]
    pub zip: String,
    /// E-mail of a contact.
    #[serde(default)]
    pub email: String,
    /// Website.
    #[serde(default)]
    pub website: String,
    /// Our name of the store.
    #[serde(default)]
    pub store: String,
    /// The store's name.
    #[serde(default)]
    pub store_name: String,
    /// The store's four digits.
    #[serde(default)]
    pub store_mcc: String,
}

/// A notification given on this computer: as it was received elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NewsGivenForm {
    /// The path of the notification address.
    pub path: String,
    /// `name: value`, a line each.
    pub headers: String,
    /// The exact body.
    pub body: String,
}

/// The relay this desk reads from; an empty address takes it away.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RelayForm {
    /// `https://host[:port]`.
    pub address: String,
    /// The path of the notification address as registered at the gateway.
    pub notify_path: String,
    /// The token the relay gave for this desk; empty keeps the one there is.
    pub token: String,
}
