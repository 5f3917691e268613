//! Payment methods as data: windows, refunds, cancelling.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

const FILE: &str = include_str!("../data/methods.json");

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum CancelRule {
    /// Not cancellable at all.
    None,
    /// Only while the buyer has not paid.
    UntilPaid,
    /// Seven days after the payment, and only while nothing is captured.
    Card,
    /// Seven days after the payment.
    SevenDays,
    /// Until 00:15 (UTC+8) of the following day.
    NextDay,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum RefundMode {
    Sync,
    Async,
}

/// A number of minor units in one currency.
#[derive(Clone, Debug, Deserialize)]
pub struct Limit {
    pub currency: String,
    pub value: u64,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Method {
    #[serde(rename = "type")]
    pub name: String,
    pub category: String,
    pub region: String,
    /// The only currency it pays in; absent: many.
    pub currency: Option<String>,
    pub timeout_minutes: i64,
    pub refund_days: i64,
    pub refund: RefundMode,
    pub cancel: CancelRule,
    pub manual_capture: bool,
    pub value_step: Option<Limit>,
    pub refund_minimum: Option<Limit>,
    pub redirect_url_longest: Option<usize>,
}

static LIST: LazyLock<Vec<Method>> = LazyLock::new(|| serde_json::from_str(FILE).unwrap_or_default());

static METHODS: LazyLock<HashMap<&'static str, &'static Method>> =
    LazyLock::new(|| LIST.iter().map(|method| (method.name.as_str(), method)).collect());

/// Every method, in the order of the file.
pub fn all() -> &'static [Method] {
    &LIST
}

pub fn find(name: &str) -> Option<&'static Method> {
    METHODS.get(name).copied()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_file_reads() {
        let list: Vec<Method> = serde_json::from_str(FILE).unwrap();
        assert_eq!(list.len(), METHODS.len(), "a method is there twice");
        assert_eq!(find("DANA").unwrap().cancel, CancelRule::None);
        assert_eq!(find("CARD").unwrap().cancel, CancelRule::Card);
    }
}
