use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks which methods a buyer can pay with.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConsultForm {
    /// As typed.
    pub amount: String,
    /// ISO code.
    pub currency: String,
    /// Where the buyer is, two letters; empty for anywhere.
    #[serde(default)]
    pub region: String,
}

/// Opens a checkout: a link and a code for the buyer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SessionForm {
    /// From `draft_open`; every press carries the same.
    pub draft: String,
    /// The shop's order number.
    pub order_number: String,
    /// What is sold.
    #[serde(default)]
    pub description: String,
    /// As typed.
    pub amount: String,
    /// ISO code.
    pub currency: String,
    /// Only this method; none lets the buyer choose.
    #[serde(default)]
    pub method: Option<String>,
    /// manual or automatic.
    pub capture: String,
    /// How many minutes the link lives, 1 to 60.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// Pressed again after the warning that this order is being paid already.
    #[serde(default)]
    pub again: bool,
}

/// An order number about to be used.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OrderNumberForm {
    /// As typed.
    pub order_number: String,
}

/// Raises the amount of an authorisation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UpdateAmountForm {
    /// From `draft_open`.
    pub draft: String,
    /// Any id of the payment.
    pub payment: String,
    /// The version the sheet was opened on; none skips the check (terminal).
    #[ts(type = "number | null")]
    pub version: Option<u64>,
    /// The new total, as typed.
    pub total: String,
}

/// Asks for exchange rates.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RatesForm {
    /// What is sold: ISO codes; with `buy` makes pairs.
    pub sell: Vec<String>,
    /// What is bought: one ISO code.
    pub buy: String,
}
