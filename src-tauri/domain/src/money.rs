use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Currency;

/// An amount in the smallest unit of its currency. The gateway takes at most 16 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    minor: u64,
    currency: Currency,
}

/// The largest amount the gateway takes: 16 digits of minor units.
const LARGEST_MINOR: u64 = 9_999_999_999_999_999;

/// Why a text is not an amount, or two amounts do not go together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not digits with at most one decimal point.
    #[error("not an amount: {0}")]
    NotAnAmount(String),
    /// More decimals than the currency has.
    #[error("{currency} has {decimals} decimals")]
    TooManyDecimals {
        /// The currency typed for.
        currency: Currency,
        /// How many it has.
        decimals: u32,
    },
    /// A point that may part thousands: "1.000" is one euro to some and a thousand to others.
    #[error("can be read in two ways: {typed}")]
    Ambiguous {
        /// As typed.
        typed: String,
        /// With the point before the decimals.
        less: Money,
        /// With the point between thousands.
        more: Money,
    },
    /// Not a multiple of what the gateway asks for in this currency (IDR: whole rupiah).
    #[error("{currency} must be a multiple of {step}")]
    NotAStep {
        /// The currency typed for.
        currency: Currency,
        /// In minor units.
        step: u64,
    },
    /// Above the gateway's 16 digits.
    #[error("too large")]
    TooLarge,
    /// The result would be below zero.
    #[error("below zero")]
    BelowZero,
    /// Amounts of two currencies never add up.
    #[error("{0} is not {1}")]
    TwoCurrencies(Currency, Currency),
}

impl Money {
    /// An amount given in minor units, as the gateway writes it.
    pub fn from_minor(minor: u64, currency: Currency) -> Result<Self, MoneyError> {
        if minor > LARGEST_MINOR {
            return Err(MoneyError::TooLarge);
        }
        Ok(Self { minor, currency })
    }

    /// Nothing, in this currency.
    #[must_use]
    pub fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Reads what a person typed: "10.5" is 1050 in SGD, 10500 in BHD, an error in JPY. Full-width
    /// digits and one decimal point are taken; signs, thousands marks and exponents are not.
    pub fn parse(typed: &str, currency: Currency) -> Result<Self, MoneyError> {
        let text: String = typed.trim().chars().map(narrow).collect();
        let error = || MoneyError::NotAnAmount(typed.to_owned());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) {
            return Err(error());
        }
        if text.contains('.') && fraction.is_empty() {
            return Err(error());
        }
        let decimals = currency.decimals();
        let kept = fraction.trim_end_matches('0');
        let room = usize::try_from(decimals).unwrap_or(0);
        if kept.len() > room {
            return Err(MoneyError::TooManyDecimals { currency, decimals });
        }
        let padded = format!("{whole}{kept:0<room$}");
        let trimmed = padded.trim_start_matches('0');
        if trimmed.len() > 16 {
            return Err(MoneyError::TooLarge);
        }
        let minor = if trimmed.is_empty() { 0 } else { trimmed.parse().map_err(|_| error())? };
        let less = Self::from_minor(minor, currency)?.on_step()?;
        if room == 3 || fraction.len() != 3 || whole.len() > 3 || whole.starts_with('0') {
            return Ok(less);
        }
        let more = Self::from_minor(less.minor.checked_mul(1000).ok_or(MoneyError::TooLarge)?, currency)?;
        Err(MoneyError::Ambiguous { typed: typed.trim().to_owned(), less, more })
    }

    fn on_step(self) -> Result<Self, MoneyError> {
        let step = self.currency.step();
        if self.minor.is_multiple_of(step) {
            Ok(self)
        } else {
            Err(MoneyError::NotAStep { currency: self.currency, step })
        }
    }

    /// The amount in minor units.
    #[must_use]
    pub fn minor(&self) -> u64 {
        self.minor
    }

    /// The currency it is in.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.minor == 0
    }

    /// Plain decimals without thousands marks: "10.50", "1200", "0.005".
    #[must_use]
    pub fn decimal(&self) -> String {
        let decimals = usize::try_from(self.currency.decimals()).unwrap_or(0);
        let digits = format!("{:0>width$}", self.minor, width = decimals.saturating_add(1));
        let (whole, fraction) = digits.split_at(digits.len().saturating_sub(decimals));
        if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
    }

    // No `+`: adding can fail, and a failure must not be a panic.
    /// The sum; an error when the currencies differ or the sum is too large.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::TooLarge)?;
        Self::from_minor(minor, self.currency)
    }

    /// The difference; an error when the currencies differ or it would be below zero.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(MoneyError::BelowZero)?;
        Ok(Self { minor, ..self })
    }

    /// Whether this is more than `other`; an error when the currencies differ.
    pub fn exceeds(self, other: Self) -> Result<bool, MoneyError> {
        self.same_currency(other)?;
        Ok(self.minor > other.minor)
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::TwoCurrencies(self.currency, other.currency))
        }
    }
}

/// Full-width digits and stop, as a Chinese input method types them, become their narrow twins.
fn narrow(typed: char) -> char {
    match typed {
        '\u{FF10}'..='\u{FF19}' => {
            char::from_digit(u32::from(typed).wrapping_sub(0xFF10), 10).unwrap_or(typed)
        }
        '\u{FF0E}' | '\u{3002}' => '.',
        other => other,
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.decimal())
    }
}
