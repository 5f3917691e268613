use domain::Card;
use serde::Deserialize;

use crate::wire::{Extra, text};

/// `paymentResultInfo`: what an answer tells about the card. Of the number only the last four digits are
/// kept.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(from = "Sent")]
pub struct CardFacts {
    /// Brand and last four digits.
    pub card: Card,
    /// The rest, without the number.
    pub extra: Extra,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Sent {
    #[serde(deserialize_with = "text")]
    card_brand: Option<String>,
    #[serde(deserialize_with = "text")]
    last_four: Option<String>,
    #[serde(deserialize_with = "text")]
    card_no: Option<String>,
    #[serde(flatten)]
    extra: Extra,
}

impl From<Sent> for CardFacts {
    fn from(sent: Sent) -> Self {
        let last_four = sent.last_four.as_deref().or(sent.card_no.as_deref()).and_then(last_four);
        Self { card: Card { brand: sent.card_brand, last_four }, extra: sent.extra }
    }
}

fn last_four(number: &str) -> Option<String> {
    let at = number.len().checked_sub(4)?;
    let end = number.get(at..)?;
    end.bytes().all(|byte| byte.is_ascii_digit()).then(|| end.to_owned())
}
