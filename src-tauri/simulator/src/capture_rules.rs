//! How often and how partially an authorised payment may be captured, as data.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Payment;

const FILE: &str = include_str!("../data/capture_rules.json");

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Captures {
    One,
    Several,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Rule {
    method: String,
    brand: String,
    issuing_country: String,
    pub captures: Captures,
    pub partial: bool,
}

#[derive(Deserialize)]
struct Rules {
    rules: Vec<Rule>,
}

static RULES: LazyLock<Vec<Rule>> =
    LazyLock::new(|| serde_json::from_str::<Rules>(FILE).map(|file| file.rules).unwrap_or_default());

/// The first rule that fits the payment.
pub fn rule_for(payment: &Payment) -> Option<&'static Rule> {
    let (brand, country) = match &payment.card {
        Some(card) => (card.brand.as_str(), card.issuing_country.as_str()),
        None => ("", ""),
    };
    let fits = |rule: &str, actual: &str| rule == "*" || rule == actual;
    RULES.iter().find(|rule| {
        rule.method == payment.method && fits(&rule.brand, brand) && fits(&rule.issuing_country, country)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_copy_is_the_published_one() {
        assert_eq!(FILE, include_str!("../../../tests/cases/contract/capture_rules.json"));
        assert!(!RULES.is_empty());
    }
}
