//! What a field of a request or answer can hold, and how each kind is read, written and checked.
//!
//! Reading is lenient where the gateway is loose (section 4.1 of the online payments reference: a text may
//! come as a number or a boolean, an empty field as null or ""), writing is the documented form.

use std::collections::BTreeMap;

use domain::{Currency, Moment, Money};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::fault::{Checking, Fault};
use crate::time::format_time;
use crate::wire::{Extra, GatewayResult, StatusWord};
use crate::{CardToken, SecretText, Stamp, wire};

/// What is asked of a field before it is sent.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rule {
    /// It must be there.
    pub(crate) need: bool,
    /// Characters of a text, or entries of a list.
    pub(crate) most: Option<usize>,
    /// Characters of every text in a list.
    pub(crate) each: Option<usize>,
}

/// One value of a field.
pub(crate) trait Piece: Sized {
    /// None for null and "".
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error>;
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;
    /// Holds nothing worth sending.
    fn is_blank(&self) -> bool {
        false
    }
    fn check(&self, _at: &str, _most: Option<usize>, checking: Checking) -> Checking {
        checking
    }
}

/// A field: one value that may be missing, a list, or a map with text keys.
pub(crate) trait Field: Sized {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;
    fn is_blank(&self) -> bool;
    fn check(&self, at: &str, rule: Rule, checking: Checking) -> Checking;
}

/// For `#[serde(deserialize_with)]`.
pub(crate) fn read<'de, D: Deserializer<'de>, T: Field>(from: D) -> Result<T, D::Error> {
    T::read(from)
}

/// For `#[serde(serialize_with)]`.
pub(crate) fn write<T: Field, S: Serializer>(field: &T, to: S) -> Result<S::Ok, S::Error> {
    field.write(to)
}

/// For `#[serde(skip_serializing_if)]`.
pub(crate) fn is_blank<T: Field>(field: &T) -> bool {
    field.is_blank()
}

struct Read<T>(Option<T>);

impl<'de, T: Piece> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::read(from).map(Self)
    }
}

struct Written<'a, T>(&'a T);

impl<T: Piece> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to)
    }
}

impl<T: Piece> Field for Option<T> {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::read(from)
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(to),
            None => to.serialize_none(),
        }
    }
    fn is_blank(&self) -> bool {
        self.as_ref().is_none_or(Piece::is_blank)
    }
    fn check(&self, at: &str, rule: Rule, checking: Checking) -> Checking {
        let checking = checking.rule(at, !rule.need || !self.is_blank(), Fault::Missing);
        match self {
            Some(value) => value.check(at, rule.most, checking),
            None => checking,
        }
    }
}

impl<T: Piece> Field for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let items: Vec<Read<T>> = wire::list(from)?;
        Ok(items.into_iter().filter_map(|item| item.0).collect())
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(self.len()))?;
        for item in self {
            list.serialize_element(&Written(item))?;
        }
        list.end()
    }
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
    fn check(&self, at: &str, rule: Rule, checking: Checking) -> Checking {
        let checking = checking.rule(at, !rule.need || !self.is_empty(), Fault::Missing);
        let checking = checking.entries(at, self.len(), rule.most.unwrap_or(usize::MAX));
        self.iter()
            .enumerate()
            .fold(checking, |checking, (n, item)| item.check(&format!("{at}[{n}]"), rule.each, checking))
    }
}

impl<T: Piece> Field for BTreeMap<String, T> {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let entries = Option::<BTreeMap<String, Read<T>>>::deserialize(from)?.unwrap_or_default();
        Ok(entries.into_iter().filter_map(|(key, value)| Some((key, value.0?))).collect())
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.len()))?;
        for (key, value) in self {
            map.serialize_entry(key, &Written(value))?;
        }
        map.end()
    }
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
    fn check(&self, at: &str, rule: Rule, checking: Checking) -> Checking {
        let checking = checking.entries(at, self.len(), rule.most.unwrap_or(usize::MAX));
        self.iter()
            .fold(checking, |checking, (key, value)| value.check(&format!("{at}.{key}"), rule.each, checking))
    }
}

impl Piece for String {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        wire::text(from)
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
    fn is_blank(&self) -> bool {
        self.trim().is_empty()
    }
    fn check(&self, at: &str, most: Option<usize>, checking: Checking) -> Checking {
        checking.most(at, Some(self), most.unwrap_or(usize::MAX))
    }
}

impl Piece for bool {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        wire::flag(from)
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bool(*self)
    }
}

impl Piece for Money {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        wire::money(from)
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(2))?;
        map.serialize_entry("currency", self.currency().code())?;
        map.serialize_entry("value", &self.minor().to_string())?;
        map.end()
    }
    fn check(&self, at: &str, _most: Option<usize>, checking: Checking) -> Checking {
        // Amounts a person typed were held to this already; those from a file or a screen were not.
        let whole = self.minor().is_multiple_of(self.currency().step());
        checking.rule(at, whole, Fault::AgainstRule("whole units of this currency only"))
    }
}

impl Piece for Currency {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        wire::id(from)
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl Piece for Moment {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        wire::time(from)
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format_time(*self))
    }
}

impl Piece for Stamp {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Ok(wire::text(from)?.map(Self::new))
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.text())
    }
    fn is_blank(&self) -> bool {
        self.text().trim().is_empty()
    }
    fn check(&self, at: &str, _most: Option<usize>, checking: Checking) -> Checking {
        checking.rule(at, self.moment().is_some(), Fault::Malformed("ISO 8601 time with offset"))
    }
}

impl Piece for SecretText {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Ok(wire::text(from)?.map(Self::new))
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.expose())
    }
    fn is_blank(&self) -> bool {
        self.expose().trim().is_empty()
    }
    fn check(&self, at: &str, most: Option<usize>, checking: Checking) -> Checking {
        checking.most(at, Some(self.expose()), most.unwrap_or(usize::MAX))
    }
}

impl From<&CardToken> for SecretText {
    fn from(token: &CardToken) -> Self {
        Self::new(token.expose())
    }
}

impl Piece for StatusWord {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        wire::word(from)
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.word())
    }
}

impl Piece for GatewayResult {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        wire::inner_result(from)
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(3))?;
        map.serialize_entry("resultStatus", self.status.word())?;
        map.serialize_entry("resultCode", &self.code)?;
        map.serialize_entry("resultMessage", &self.message)?;
        map.end()
    }
}

/// An object whose fields are the merchant's or the method's own.
impl Piece for Extra {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Option::<Self>::deserialize(from)
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.serialize(to)
    }
    fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Piece> Piece for Box<T> {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Ok(T::read(from)?.map(Self::new))
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        T::write(self, to)
    }
    fn is_blank(&self) -> bool {
        T::is_blank(self)
    }
    fn check(&self, at: &str, most: Option<usize>, checking: Checking) -> Checking {
        T::check(self, at, most, checking)
    }
}

macro_rules! ids {
    ($($id:ident),+) => {$(
        impl Piece for domain::$id {
            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
                wire::id(from)
            }
            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
    )+};
}

// Their lengths are held by the types.
ids!(
    PaymentRequestId,
    PaymentId,
    CaptureRequestId,
    CaptureId,
    RefundRequestId,
    RefundId,
    DeclarationRequestId,
    UpdateRequestId,
    DisputeId,
    SessionId,
    AuthState,
    SubscriptionRequestId,
    SubscriptionChangeId,
    SubscriptionId,
    RegistrationRequestId,
    MerchantReference,
    StoreReference,
    NotificationId,
    OrderNumber
);
