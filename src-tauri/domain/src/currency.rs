use std::fmt;

use serde::{Deserialize, Serialize};

/// An ISO 4217 currency. Only codes of the ISO table can be made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// Why a text is not a currency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such currency: {0}")]
pub struct CurrencyError(pub String);

/// Where the gateway differs from ISO 4217 or asks for more. `step`: the minor amount must be a
/// multiple of it. Source: the gateway's amount rule table (IDR has two decimals that stay 00).
struct Exception {
    code: &'static str,
    decimals: Option<u32>,
    step: u64,
}

const EXCEPTIONS: &[Exception] = &[
    Exception { code: "IDR", decimals: Some(2), step: 100 },
    Exception { code: "CLP", decimals: Some(0), step: 1 },
    Exception { code: "JPY", decimals: Some(0), step: 1 },
    Exception { code: "KRW", decimals: Some(0), step: 1 },
    Exception { code: "VND", decimals: Some(0), step: 1 },
];

impl Currency {
    /// Reads an ISO code in any case.
    pub fn parse(code: &str) -> Result<Self, CurrencyError> {
        let upper = code.trim().to_ascii_uppercase();
        let error = || CurrencyError(code.to_owned());
        iso_currency::Currency::from_code(&upper).ok_or_else(error)?;
        let bytes: [u8; 3] = upper.as_bytes().try_into().map_err(|_| error())?;
        Ok(Self(bytes))
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// How many decimals an amount of this currency has at the gateway: 0 for JPY, 3 for KWD.
    #[must_use]
    pub fn decimals(&self) -> u32 {
        let exception = EXCEPTIONS.iter().find(|row| row.code == self.code());
        exception.and_then(|row| row.decimals).unwrap_or_else(|| {
            iso_currency::Currency::from_code(self.code()).and_then(|iso| iso.exponent()).map_or(2, u32::from)
        })
    }

    /// The minor amount must be a multiple of this; 1 for all but IDR.
    #[must_use]
    pub fn step(&self) -> u64 {
        EXCEPTIONS.iter().find(|row| row.code == self.code()).map_or(1, |row| row.step)
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Currency {
    type Error = CurrencyError;
    fn try_from(code: String) -> Result<Self, CurrencyError> {
        Self::parse(&code)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}
