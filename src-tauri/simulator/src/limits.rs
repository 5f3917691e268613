//! What one payment may come to, as data made up for practice.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::methods::{self, Method};
use crate::money::Amount;

const FILE: &str = include_str!("../data/limits.json");

/// The least and the most one wallet payment may come to, in minor units.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub struct Single {
    pub min: u64,
    pub max: u64,
}

static LIMITS: LazyLock<BTreeMap<String, Single>> =
    LazyLock::new(|| serde_json::from_str(FILE).unwrap_or_default());

/// The limit of a method in a currency; cards and unlisted currencies have none.
pub fn single(method: &Method, currency: &str) -> Option<Single> {
    let wallet = LIMITS.get(currency).copied()?;
    match method.category.as_str() {
        "card" => None,
        "pay_later" | "cash" => Some(Single { max: wallet.max / 20, ..wallet }),
        _ => Some(wallet),
    }
}

/// Whether one payment may not be as large as this.
pub fn exceeded(method: &str, amount: &Amount) -> bool {
    methods::find(method)
        .and_then(|method| single(method, &amount.currency))
        .is_some_and(|single| amount.value > single.max)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_file_reads_and_names_known_currencies() {
        assert!(LIMITS.len() > 20);
        for (currency, single) in LIMITS.iter() {
            assert!(crate::money::is_known(currency), "{currency}");
            assert!(single.min < single.max);
        }
        assert_eq!(single(methods::find("CARD").unwrap(), "USD"), None);
        assert!(exceeded("KONBINI", &Amount::new("JPY", 400_000)));
        assert!(!exceeded("GCASH", &Amount::new("PHP", 25_000)));
    }
}
