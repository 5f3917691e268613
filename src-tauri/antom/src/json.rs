//! JSON read strictly: no key twice, not too deep, not too large.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The largest answer that is read.
pub const MAX_BODY_BYTES: usize = 16 * 1024 * 1024;
/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 32;

const DOUBLED: &str = "a key stands twice";
const DEEP: &str = "nested too deeply";

/// Why a body cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// Above [`MAX_BODY_BYTES`].
    TooLarge,
    /// Bytes that are no text.
    NotUtf8,
    /// A key stands twice in one object.
    Doubled,
    /// Deeper than [`MAX_DEPTH`].
    Deep,
    /// Anything else.
    NotJson,
}

/// Reads a whole body. The error says what is wrong without repeating any of the body.
pub(crate) fn parse(body: &[u8]) -> Result<Value, String> {
    read(body).map_err(|(why, place)| {
        let why = match why {
            Unreadable::TooLarge => "too large",
            Unreadable::NotUtf8 => "not UTF-8",
            Unreadable::Doubled => DOUBLED,
            Unreadable::Deep => DEEP,
            Unreadable::NotJson => "not JSON",
        };
        place.map_or_else(|| why.to_owned(), |(line, column)| format!("{why} (line {line}, column {column})"))
    })
}

/// Reads a whole body; the error gives the cause, and line and column when there are any.
pub(crate) fn read(body: &[u8]) -> Result<Value, (Unreadable, Option<(usize, usize)>)> {
    if body.len() > MAX_BODY_BYTES {
        return Err((Unreadable::TooLarge, None));
    }
    let text = std::str::from_utf8(body).map_err(|_| (Unreadable::NotUtf8, None))?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict { depth: 0 }.deserialize(&mut reader);
    value.and_then(|value| reader.end().map(|()| value)).map_err(|error| {
        let said = error.to_string();
        let why = if said.starts_with(DOUBLED) {
            Unreadable::Doubled
        } else if said.starts_with(DEEP) {
            Unreadable::Deep
        } else {
            Unreadable::NotJson
        };
        (why, Some((error.line(), error.column())))
    })
}

#[derive(Clone, Copy)]
struct Strict {
    depth: usize,
}

impl Strict {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth >= MAX_DEPTH {
            return Err(E::custom(DEEP));
        }
        Ok(Self { depth: self.depth.saturating_add(1) })
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }
    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inside = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inside)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let inside = self.deeper()?;
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(inside)?;
            if map.insert(key, value).is_some() {
                return Err(A::Error::custom(DOUBLED));
            }
        }
        Ok(Value::Object(map))
    }
}

/// A body being written: compact UTF-8, fields in the order they are put, empty ones left out.
#[derive(Default)]
pub(crate) struct Writer(Map<String, Value>);

impl Writer {
    pub(crate) fn text(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.0.insert(name.to_owned(), Value::String(value.to_owned()));
        }
        self
    }

    pub(crate) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        self.text(name, value.unwrap_or(""))
    }

    pub(crate) fn flag(mut self, name: &str, value: Option<bool>) -> Self {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), Value::Bool(value));
        }
        self
    }

    pub(crate) fn money(self, name: &str, amount: domain::Money) -> Self {
        let inside = Self::default()
            .text("currency", amount.currency().code())
            .text("value", &amount.minor().to_string());
        self.object(name, inside)
    }

    pub(crate) fn object(mut self, name: &str, inside: Self) -> Self {
        if !inside.0.is_empty() {
            self.0.insert(name.to_owned(), Value::Object(inside.0));
        }
        self
    }

    pub(crate) fn list<'a>(mut self, name: &str, items: impl Iterator<Item = &'a str>) -> Self {
        let items: Vec<Value> = items.map(|item| Value::String(item.to_owned())).collect();
        if !items.is_empty() {
            self.0.insert(name.to_owned(), Value::Array(items));
        }
        self
    }

    pub(crate) fn bytes(self) -> Vec<u8> {
        Value::Object(self.0).to_string().into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused() {
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(deep(MAX_DEPTH).as_bytes()).is_ok());
        for (body, why) in [
            (deep(MAX_DEPTH + 1), DEEP),
            (deep(100_000), DEEP),
            (r#"{"a":1,"a":1}"#.into(), DOUBLED),
            (r#"{"a":{"b":1,"\u0062":2}}"#.into(), DOUBLED),
            ("{} {}".into(), "not JSON"),
            ("".into(), "not JSON"),
            (r#"{"a":1,}"#.into(), "not JSON"),
            (r#"{"a":NaN}"#.into(), "not JSON"),
        ] {
            let error = parse(body.as_bytes()).err();
            assert!(error.as_ref().is_some_and(|error| error.starts_with(why)), "{why}: {error:?}");
        }
        assert_eq!(parse(&[b'"', 0xff, b'"']), Err("not UTF-8".into()));
        assert_eq!(parse(&vec![b' '; MAX_BODY_BYTES + 1]), Err("too large".into()));
    }

    #[test]
    fn an_error_repeats_nothing_of_the_body() {
        let error = parse(br#"{"cardToken":"SECRET" oops}"#).err();
        assert!(error.is_some_and(|error| !error.contains("SECRET")));
    }
}
