//! Pieces that all answers share, read leniently where the gateway is loose and strictly where money is.

use std::fmt;

use domain::{Currency, Moment, Money};
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::time::parse_time;

/// `result.resultStatus`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResultStatus {
    /// `S`
    Success,
    /// `F`
    Failure,
    /// `U`
    Unknown,
    /// A word we do not know; treated like `U`, never as final.
    Other(String),
}

impl ResultStatus {
    fn of(word: &str) -> Self {
        match word {
            "S" => Self::Success,
            "F" => Self::Failure,
            "U" => Self::Unknown,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The word as it was sent.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Success => "S",
            Self::Failure => "F",
            Self::Unknown => "U",
            Self::Other(word) => word,
        }
    }
}

/// The `result` object of every answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatewayResult {
    /// Branch on this first.
    pub status: ResultStatus,
    /// Branch on this second.
    pub code: String,
    /// For people; never branched on.
    pub message: String,
}

impl GatewayResult {
    /// Reads `result`. Status and code must be there; the message may be missing.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            status: ResultStatus::of(&text("resultStatus")?),
            code: text("resultCode")?,
            message: text("resultMessage").unwrap_or_default(),
        })
    }
}

/// `paymentStatus`, `refundStatus` and `transactionStatus`: one set of words for all three
/// (section 5.3 of the online payments reference).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum StatusWord {
    /// `SUCCESS`
    Success,
    /// `FAIL`
    Fail,
    /// `PROCESSING`
    Processing,
    /// `PENDING`
    Pending,
    /// `CANCELLED`
    Cancelled,
    /// A word we do not know: not final.
    Other(String),
}

impl From<String> for StatusWord {
    fn from(word: String) -> Self {
        match word.as_str() {
            "SUCCESS" => Self::Success,
            "FAIL" => Self::Fail,
            "PROCESSING" => Self::Processing,
            "PENDING" => Self::Pending,
            "CANCELLED" => Self::Cancelled,
            _ => Self::Other(word),
        }
    }
}

impl StatusWord {
    /// The word as it was sent.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Success => "SUCCESS",
            Self::Fail => "FAIL",
            Self::Processing => "PROCESSING",
            Self::Pending => "PENDING",
            Self::Cancelled => "CANCELLED",
            Self::Other(word) => word,
        }
    }
}

/// Fields we do not know, kept as they came. Debug output shows their names only: some hold card tokens.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Extra(pub Map<String, Value>);

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// A text, given as a JSON string, number or boolean; null and "" are none.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null => None,
        Value::Array(_) | Value::Object(_) => return Err(Error::custom("not a text")),
    })
}

/// A boolean, given as JSON or as the string "true" or "false".
pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    match text(deserializer)?.as_deref() {
        None => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(_) => Err(Error::custom("not a boolean")),
    }
}

/// A time in any form of [`parse_time`]; one that cannot be read is none, the bytes are kept elsewhere.
pub(crate) fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Moment>, D::Error> {
    Ok(text(deserializer)?.as_deref().and_then(parse_time))
}

/// A status word; null and "" are none.
pub(crate) fn word<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<StatusWord>, D::Error> {
    Ok(text(deserializer)?.map(StatusWord::from))
}

/// An `Amount`: a currency and digits of minor units, as a string or an integer. Never a float; anything
/// else makes the whole answer unreadable.
pub(crate) fn money<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Money>, D::Error> {
    #[derive(Deserialize)]
    struct Amount {
        #[serde(default, deserialize_with = "text")]
        currency: Option<String>,
        #[serde(default, deserialize_with = "text")]
        value: Option<String>,
    }
    let Some(Amount { currency, value }) = Option::<Amount>::deserialize(deserializer)? else {
        return Ok(None);
    };
    let (currency, value) = match (currency, value) {
        (None, None) => return Ok(None),
        (Some(currency), Some(value)) => (currency, value),
        (Some(_), None) | (None, Some(_)) => return Err(Error::custom("half an amount")),
    };
    if !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::custom("not an amount of minor units"));
    }
    let currency = Currency::parse(&currency).map_err(|_| Error::custom("no such currency"))?;
    let minor: u64 = value.parse().map_err(|_| Error::custom("too large an amount"))?;
    Money::from_minor(minor, currency).map(Some).map_err(|_| Error::custom("too large an amount"))
}

/// A list; null and a missing one are empty.
pub(crate) fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Ok(Option::<Vec<T>>::deserialize(deserializer)?.unwrap_or_default())
}

/// A `Result` inside an answer; one that cannot be read is none.
pub(crate) fn inner_result<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<GatewayResult>, D::Error> {
    Ok(GatewayResult::read(&Value::deserialize(deserializer)?))
}

/// An id of ours or of the gateway; null and "" are none, an impossible one makes the answer unreadable.
pub(crate) fn id<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<String>,
{
    let Some(text) = text(deserializer)? else { return Ok(None) };
    T::try_from(text).map(Some).map_err(|_| Error::custom("not an id"))
}
