//! The shape of a field on the wire: read leniently (section 4.1 of the online payments reference: scalars
//! come as text or as themselves, empty means none), written compactly, left out when there is nothing.

use domain::{Currency, Money};
use serde::de::{DeserializeOwned, Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::wire::{Extra, GatewayResult, StatusWord};
use crate::{SecretText, Stamp};

/// One value of a field.
pub(crate) trait Piece: Sized {
    /// Reads it; none for an empty text. The error repeats nothing of the value.
    fn read(value: Value) -> Result<Option<Self>, &'static str>;
    /// Writes it.
    fn write(&self) -> Value;
}

/// A whole field: one value, several, or several by name.
pub(crate) trait Shape: Default {
    /// Reads what stands there, null included.
    fn read(value: Value) -> Result<Self, &'static str>;
    /// Writes it.
    fn write(&self) -> Value;
    /// Nothing to write.
    fn is_absent(&self) -> bool;
}

impl<T: Piece> Shape for Option<T> {
    fn read(value: Value) -> Result<Self, &'static str> {
        if value.is_null() { Ok(None) } else { T::read(value) }
    }
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, Piece::write)
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Piece> Shape for Vec<T> {
    fn read(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Null => Ok(Self::new()),
            Value::Array(items) => items.into_iter().filter_map(|item| T::read(item).transpose()).collect(),
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => Err("not a list"),
        }
    }
    fn write(&self) -> Value {
        Value::Array(self.iter().map(Piece::write).collect())
    }
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// For `#[serde(with = "crate::shape")]`.
pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: Shape>(deserializer: D) -> Result<T, D::Error> {
    T::read(Value::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// For `#[serde(with = "crate::shape")]`.
pub(crate) fn serialize<S: Serializer, T: Shape>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write().serialize(serializer)
}

/// For `skip_serializing_if`.
pub(crate) fn absent<T: Shape>(value: &T) -> bool {
    value.is_absent()
}

/// Reads an object whose fields have shapes.
pub(crate) fn read_object<T: DeserializeOwned>(value: Value) -> Result<Option<T>, &'static str> {
    serde_json::from_value(value).map(Some).map_err(|_| "a field of another type")
}

/// Writes an object whose fields have shapes.
pub(crate) fn write_object<T: Serialize>(value: &T) -> Value {
    // Texts, lists and maps with text keys: nothing in them can fail to be written.
    serde_json::to_value(value).unwrap_or_default()
}

impl Piece for String {
    fn read(value: Value) -> Result<Option<Self>, &'static str> {
        match value {
            Value::String(text) => Ok(Some(text).filter(|text| !text.is_empty())),
            Value::Number(number) => Ok(Some(number.to_string())),
            Value::Bool(flag) => Ok(Some(flag.to_string())),
            Value::Null => Ok(None),
            Value::Array(_) | Value::Object(_) => Err("not a text"),
        }
    }
    fn write(&self) -> Value {
        Value::String(self.clone())
    }
}

impl Piece for bool {
    fn read(value: Value) -> Result<Option<Self>, &'static str> {
        match String::read(value)?.as_deref() {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(_) => Err("not a boolean"),
        }
    }
    fn write(&self) -> Value {
        Value::Bool(*self)
    }
}

impl Piece for u64 {
    fn read(value: Value) -> Result<Option<Self>, &'static str> {
        let Some(text) = String::read(value)? else { return Ok(None) };
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err("not a whole number");
        }
        text.parse().map(Some).map_err(|_| "too large a number")
    }
    fn write(&self) -> Value {
        Value::Number((*self).into())
    }
}

impl Piece for Money {
    fn read(value: Value) -> Result<Option<Self>, &'static str> {
        let Value::Object(mut amount) = value else { return Err("not an amount") };
        let mut part = |name: &str| String::read(amount.remove(name).unwrap_or_default());
        let (currency, digits) = match (part("currency")?, part("value")?) {
            (None, None) => return Ok(None),
            (Some(currency), Some(digits)) => (currency, digits),
            (Some(_), None) | (None, Some(_)) => return Err("half an amount"),
        };
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err("not an amount of minor units");
        }
        let currency = Currency::parse(&currency).map_err(|_| "no such currency")?;
        let minor = digits.parse().map_err(|_| "too large an amount")?;
        Self::from_minor(minor, currency).map(Some).map_err(|_| "too large an amount")
    }
    fn write(&self) -> Value {
        let mut amount = Map::new();
        amount.insert("currency".to_owned(), self.currency().code().into());
        amount.insert("value".to_owned(), self.minor().to_string().into());
        Value::Object(amount)
    }
}

impl Piece for Stamp {
    fn read(value: Value) -> Result<Option<Self>, &'static str> {
        Ok(String::read(value)?.map(Self::new))
    }
    fn write(&self) -> Value {
        self.text().into()
    }
}

impl Piece for SecretText {
    fn read(value: Value) -> Result<Option<Self>, &'static str> {
        Ok(String::read(value)?.map(Self::new))
    }
    fn write(&self) -> Value {
        self.expose().into()
    }
}

impl Piece for StatusWord {
    fn read(value: Value) -> Result<Option<Self>, &'static str> {
        Ok(String::read(value)?.map(Self::from))
    }
    fn write(&self) -> Value {
        self.word().into()
    }
}

impl Piece for GatewayResult {
    fn read(value: Value) -> Result<Option<Self>, &'static str> {
        Self::read(&value).map(Some).ok_or("not a result")
    }
    fn write(&self) -> Value {
        let mut result = Map::new();
        result.insert("resultCode".to_owned(), self.code.clone().into());
        result.insert("resultStatus".to_owned(), self.status.word().into());
        result.insert("resultMessage".to_owned(), self.message.clone().into());
        Value::Object(result)
    }
}

impl Piece for Extra {
    fn read(value: Value) -> Result<Option<Self>, &'static str> {
        match value {
            Value::Object(fields) => Ok(Some(Self(fields))),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                Err("not an object")
            }
        }
    }
    fn write(&self) -> Value {
        Value::Object(self.0.clone())
    }
}

macro_rules! ids {
    ($($id:ty),* $(,)?) => {$(
        impl Piece for $id {
            fn read(value: Value) -> Result<Option<Self>, &'static str> {
                let Some(text) = String::read(value)? else { return Ok(None) };
                <$id>::parse(&text).map(Some).map_err(|_| "not an id")
            }
            fn write(&self) -> Value {
                self.as_str().into()
            }
        }
    )*};
}

ids!(
    domain::AuthState,
    domain::CaptureId,
    domain::CaptureRequestId,
    domain::DisputeId,
    domain::MerchantReference,
    domain::NotificationId,
    domain::OrderNumber,
    domain::PaymentId,
    domain::PaymentRequestId,
    domain::RefundId,
    domain::RefundRequestId,
    domain::RegistrationRequestId,
    domain::StoreReference,
    domain::SubscriptionChangeId,
    domain::SubscriptionId,
    domain::SubscriptionRequestId,
    domain::UpdateRequestId,
);

/// A set of words of the gateway, open at the end: a word we do not know is carried as it came.
macro_rules! words {
    (
        $(#[$outer:meta])*
        pub enum $name:ident { $( $(#[$inner:meta])* $variant:ident = $word:literal, )+ }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[$inner])* $variant, )+
            /// A word we do not know, as it came.
            Other(String),
        }

        impl $name {
            /// The word on the wire.
            #[must_use]
            pub fn word(&self) -> &str {
                match self {
                    $( Self::$variant => $word, )+
                    Self::Other(word) => word,
                }
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                match word.as_str() {
                    $( $word => Self::$variant, )+
                    _ => Self::Other(word),
                }
            }
        }

        impl $crate::shape::Piece for $name {
            fn read(value: serde_json::Value) -> Result<Option<Self>, &'static str> {
                Ok(<String as $crate::shape::Piece>::read(value)?.map(Self::from))
            }
            fn write(&self) -> serde_json::Value {
                self.word().into()
            }
        }
    };
}

/// What the gateway tells: every field may be missing, unknown ones are kept in `extra`.
macro_rules! told {
    (
        $(#[$outer:meta])*
        pub struct $name:ident { $( $(#[$inner:meta])* $field:ident: $type:ty, )* }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub struct $name {
            $(
                $(#[$inner])*
                #[serde(with = "crate::shape", skip_serializing_if = "crate::shape::absent")]
                pub $field: $type,
            )*
            /// Fields we do not know, as they came.
            #[serde(flatten)]
            pub extra: $crate::wire::Extra,
        }

        impl $crate::shape::Piece for $name {
            fn read(value: serde_json::Value) -> Result<Option<Self>, &'static str> {
                $crate::shape::read_object(value)
            }
            fn write(&self) -> serde_json::Value {
                $crate::shape::write_object(self)
            }
        }
    };
}

/// What we ask: nothing but the fields of the reference, so that a misspelled one is not sent.
macro_rules! asked {
    (
        $(#[$outer:meta])*
        pub struct $name:ident { $( $(#[$inner:meta])* $field:ident: $type:ty, )* }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase", default, deny_unknown_fields)]
        pub struct $name {
            $(
                $(#[$inner])*
                #[serde(with = "crate::shape", skip_serializing_if = "crate::shape::absent")]
                pub $field: $type,
            )*
        }

        impl $crate::shape::Piece for $name {
            fn read(value: serde_json::Value) -> Result<Option<Self>, &'static str> {
                $crate::shape::read_object(value)
            }
            fn write(&self) -> serde_json::Value {
                $crate::shape::write_object(self)
            }
        }
    };
}

pub(crate) use {asked, told, words};
