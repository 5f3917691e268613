//! Amounts: a currency and minor units, never a float.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

/// Currencies the gateway knows: its own rule table, then those its card pages and plugins name.
const KNOWN: &[&str] = &[
    "AUD", "BDT", "BRL", "CAD", "CLP", "CNY", "EUR", "GBP", "HKD", "IDR", "JPY", "KRW", "MXN", "MYR", "NZD",
    "PEN", "PHP", "PKR", "PLN", "SGD", "THB", "TWD", "USD", "VND", // other ISO currencies:
    "AED", "BHD", "CHF", "COP", "CZK", "DKK", "HUF", "ILS", "INR", "JOD", "KWD", "MNT", "MOP", "NOK", "OMR",
    "QAR", "RON", "SAR", "SEK", "TND", "TRY", "ZAR",
];

pub fn is_known(currency: &str) -> bool {
    KNOWN.contains(&currency)
}

/// Money in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    pub currency: String,
    pub value: u64,
}

#[derive(Serialize, Deserialize)]
struct Written {
    currency: String,
    value: String,
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Written { currency: self.currency.clone(), value: self.value.to_string() }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(from)?;
        let value = written.value.parse().map_err(serde::de::Error::custom)?;
        Ok(Self { currency: written.currency, value })
    }
}

impl Amount {
    pub fn new(currency: &str, value: u64) -> Self {
        Self { currency: currency.to_owned(), value }
    }

    pub fn json(&self) -> Value {
        json!({ "currency": self.currency, "value": self.value.to_string() })
    }

    /// As a person reads it: `HKD 1000.00`, `JPY 500`.
    pub fn in_words(&self) -> String {
        let digits: usize = match self.currency.as_str() {
            "CLP" | "JPY" | "KRW" | "VND" => 0,
            "BHD" | "JOD" | "KWD" | "OMR" | "TND" => 3,
            _ => 2,
        };
        let text = format!("{:0>width$}", self.value, width = digits.saturating_add(1));
        match text.split_at_checked(text.len().saturating_sub(digits)) {
            Some((whole, part)) if digits > 0 => format!("{} {whole}.{part}", self.currency),
            _ => format!("{} {text}", self.currency),
        }
    }

    /// Reads an Amount object; the error says which rule it breaks.
    pub fn read(value: &Value) -> Result<Self, &'static str> {
        let object = value.as_object().ok_or("must be an object with currency and value")?;
        let currency = object.get("currency").and_then(Value::as_str).ok_or("needs a currency (text)")?;
        let digits = object.get("value").and_then(Value::as_str).ok_or("needs a value (text)")?;
        if !is_known(currency) {
            return Err("has a currency this gateway does not know");
        }
        if digits.is_empty() || digits.len() > 16 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err("needs a value of 1 to 16 digits, without sign, point or blank");
        }
        if digits.starts_with('0') {
            return Err("must be above zero and not begin with a zero");
        }
        let minor: u64 = digits.parse().map_err(|_| "is too large")?;
        if currency == "IDR" && !minor.is_multiple_of(100) {
            return Err("in IDR must be a multiple of 100");
        }
        Ok(Self::new(currency, minor))
    }
}

/// What the buyer of an Alipay payment is charged in CNY, in fixed practice rates.
pub fn to_cny(amount: &Amount) -> Option<Amount> {
    // CNY fen for 10,000 minor units.
    let rate: u64 = match amount.currency.as_str() {
        "CNY" => 10_000,
        "USD" => 71_200,
        "EUR" => 77_500,
        "GBP" => 90_100,
        "HKD" => 9_130,
        "SGD" => 53_400,
        "JPY" => 472_000,
        "KRW" => 51_500,
        "AUD" => 46_600,
        _ => return None,
    };
    let value = u128::from(amount.value) * u128::from(rate) / 10_000;
    Some(Amount::new("CNY", u64::try_from(value).ok()?.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_their_currency_counts() {
        for (currency, value, words) in [
            ("HKD", 100_000, "HKD 1000.00"),
            ("USD", 5, "USD 0.05"),
            ("JPY", 500, "JPY 500"),
            ("KWD", 12_345, "KWD 12.345"),
        ] {
            assert_eq!(Amount::new(currency, value).in_words(), words);
        }
    }

    #[test]
    fn only_plain_digits_are_an_amount() {
        let read =
            |currency: &str, value: Value| Amount::read(&json!({"currency": currency, "value": value}));
        assert_eq!(read("CNY", json!("129900")), Ok(Amount::new("CNY", 129_900)));
        assert!(read("IDR", json!("10000")).is_ok());
        for value in [
            json!(""),
            json!("0"),
            json!("-1"),
            json!("+1"),
            json!("1.0"),
            json!("01"),
            json!(1),
            json!("12345678901234567"),
            json!(" 1"),
        ] {
            assert!(read("CNY", value.clone()).is_err(), "{value}");
        }
        assert!(read("IDR", json!("10050")).is_err());
        assert!(read("XXX", json!("1")).is_err());
        assert!(read("cny", json!("1")).is_err());
    }
}
