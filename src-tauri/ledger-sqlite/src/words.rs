//! Domain values as the words and numbers of a column, and back.

use domain::{Currency, Money};
use engine::port::LedgerError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::errors::damaged;

/// The word of a plain enum, as serde writes it.
pub(crate) fn word(value: &impl Serialize) -> Result<String, LedgerError> {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => Ok(word),
        Ok(other) => Err(LedgerError::Failed(format!("not a word: {other}"))),
        Err(error) => Err(LedgerError::Failed(error.to_string())),
    }
}

/// The enum or id of a word.
pub(crate) fn read<T: DeserializeOwned>(word: &str) -> Result<T, LedgerError> {
    serde_json::from_value(Value::String(word.to_owned())).map_err(damaged)
}

/// JSON text of a value.
pub(crate) fn json(value: &impl Serialize) -> Result<String, LedgerError> {
    serde_json::to_string(value).map_err(|error| LedgerError::Failed(error.to_string()))
}

/// The value of JSON text.
pub(crate) fn unjson<T: DeserializeOwned>(text: &str) -> Result<T, LedgerError> {
    serde_json::from_str(text).map_err(damaged)
}

/// A number of ours as a column's.
pub(crate) fn column(number: u64) -> Result<i64, LedgerError> {
    i64::try_from(number).map_err(|error| LedgerError::Failed(error.to_string()))
}

/// A column's number as ours.
pub(crate) fn number<T: TryFrom<i64>>(column: i64) -> Result<T, LedgerError> {
    T::try_from(column).map_err(|_| damaged(format!("not a number of its kind: {column}")))
}

/// The 32 bytes of a hash.
pub(crate) fn hash(column: &[u8]) -> Result<[u8; 32], LedgerError> {
    column.try_into().map_err(|_| damaged("a hash is not 32 bytes"))
}

/// An amount from its two columns.
pub(crate) fn money(minor: i64, currency: &str) -> Result<Money, LedgerError> {
    let currency = Currency::parse(currency).map_err(damaged)?;
    Money::from_minor(number(minor)?, currency).map_err(damaged)
}
