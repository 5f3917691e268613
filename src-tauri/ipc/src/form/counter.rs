use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A payment at the counter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CounterForm {
    /// From `draft_open`; every press carries the same.
    pub draft: String,
    /// payment_code (we scan the buyer), order_code (the buyer scans us), entry_code.
    pub mode: String,
    /// As typed.
    pub amount: String,
    /// ISO code.
    pub currency: String,
    /// The shop's order number; empty takes the draft.
    #[serde(default)]
    pub order_number: String,
    /// What is sold.
    #[serde(default)]
    pub description: String,
    /// The scanned code, for payment_code. Used once, never kept.
    #[serde(default)]
    pub code: Option<String>,
    /// Pressed again after the warning that this order is being paid already.
    #[serde(default)]
    pub again: bool,
}

/// A code that was scanned.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CodeForm {
    /// As scanned.
    pub code: String,
}

/// Who the shop is at the counter; saved with the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CounterSetupForm {
    /// Our name of the merchant.
    pub merchant: String,
    /// The merchant's name.
    pub merchant_name: String,
    /// Four digits.
    pub merchant_mcc: String,
    /// Our name of the store.
    pub store: String,
    /// The store's name.
    pub store_name: String,
    /// Four digits.
    pub store_mcc: String,
    /// The till.
    pub terminal: String,
}
