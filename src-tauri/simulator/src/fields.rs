//! The shape of a request as data: which fields, of which type, how long.

use serde_json::{Map, Value};

use crate::answer::{Answer, Step};
use crate::clock::read_request_time;
use crate::money::Amount;

/// What a field may hold.
pub enum Kind {
    /// Text of at most this many characters.
    Text(usize),
    /// An id: 1 to this many printable characters without blanks.
    Id(usize),
    /// An id of letters, digits, `_` and `-` only.
    PlainId(usize),
    /// A web address of at most this many characters.
    Url(usize),
    /// An ISO 8601 instant.
    Time,
    /// `true`, `false`, or the same as text.
    Flag,
    /// One of these words.
    OneOf(&'static [&'static str]),
    Amount,
    Object(&'static [Field]),
    /// At most this many items.
    List(usize, &'static Kind),
    /// An object whose inside is not looked at.
    Free,
}

pub struct Field {
    pub name: &'static str,
    pub kind: Kind,
    pub needed: bool,
}

pub const fn need(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, needed: true }
}

pub const fn may(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, needed: false }
}

/// Checks a request against its shape; fields it does not name are let through.
pub fn check(object: &Map<String, Value>, shape: &[Field]) -> Step<()> {
    check_in("", object, shape)
}

fn check_in(path: &str, object: &Map<String, Value>, shape: &[Field]) -> Step<()> {
    for field in shape {
        let path = if path.is_empty() { field.name.to_owned() } else { format!("{path}.{}", field.name) };
        match object.get(field.name) {
            Some(value) => check_one(&path, value, &field.kind, field.needed)?,
            None if field.needed => return Err(Answer::param(&format!("{path} is missing"))),
            None => {}
        }
    }
    Ok(())
}

fn check_one(path: &str, value: &Value, kind: &Kind, needed: bool) -> Step<()> {
    let wrong = |what: &str| Err(Answer::param(&format!("{path} {what}")));
    let text = |longest: usize| match value.as_str() {
        None => Err(Answer::param(&format!("{path} must be text"))),
        Some("") if needed => Err(Answer::param(&format!("{path} is empty"))),
        Some(text) if text.chars().count() > longest => {
            Err(Answer::param(&format!("{path} is longer than {longest} characters")))
        }
        Some(text) => Ok(text),
    };
    match kind {
        Kind::Text(longest) => text(*longest).map(|_| ()),
        Kind::Id(longest) => match text(*longest)? {
            "" => wrong("is empty"),
            id if !id.bytes().all(|b| b.is_ascii_graphic()) => {
                wrong("may hold printable ASCII without blanks only")
            }
            _ => Ok(()),
        },
        Kind::PlainId(longest) => match text(*longest)? {
            "" => wrong("is empty"),
            id if !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') => {
                wrong("may hold letters, digits, _ and - only")
            }
            _ => Ok(()),
        },
        Kind::Url(longest) => match text(*longest)?.split_once("://") {
            Some((scheme, rest)) if !scheme.is_empty() && !rest.is_empty() => Ok(()),
            _ => wrong("must be a web address"),
        },
        Kind::Time => match read_request_time(text(64)?) {
            Some(_) => Ok(()),
            None => wrong("must be an ISO 8601 time with an offset"),
        },
        Kind::Flag => match read_flag(value) {
            Some(_) => Ok(()),
            None => wrong("must be true or false"),
        },
        Kind::OneOf(words) => {
            if words.contains(&text(64)?) {
                Ok(())
            } else {
                wrong(&format!("must be one of {}", words.join(", ")))
            }
        }
        Kind::Amount => match Amount::read(value) {
            Ok(_) => Ok(()),
            Err(what) => wrong(what),
        },
        Kind::Object(shape) => match value.as_object() {
            Some(object) => check_in(path, object, shape),
            None => wrong("must be an object"),
        },
        Kind::List(longest, kind) => match value.as_array() {
            None => wrong("must be a list"),
            Some(items) if items.len() > *longest => wrong(&format!("holds more than {longest} items")),
            Some(items) => {
                for (at, item) in items.iter().enumerate() {
                    check_one(&format!("{path}[{at}]"), item, kind, true)?;
                }
                Ok(())
            }
        },
        Kind::Free => match value.as_object() {
            Some(_) => Ok(()),
            None => wrong("must be an object"),
        },
    }
}

/// Reads a boolean, bare or as text.
pub fn read_flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) if text == "true" => Some(true),
        Value::String(text) if text == "false" => Some(false),
        _ => None,
    }
}

/// The text at a dotted path of an already checked request; empty text counts as absent.
pub fn text<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a str> {
    at(object, path).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// The boolean at a dotted path of an already checked request.
pub fn flag(object: &Map<String, Value>, path: &str) -> Option<bool> {
    at(object, path).and_then(read_flag)
}

/// The amount at a dotted path of an already checked request.
pub fn amount(object: &Map<String, Value>, path: &str) -> Step<Amount> {
    at(object, path)
        .ok_or("is missing")
        .and_then(Amount::read)
        .map_err(|what| Answer::param(&format!("{path} {what}")))
}

/// What stands at a dotted path.
pub fn at<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let mut names = path.split('.');
    let mut value = object.get(names.next()?)?;
    for name in names {
        value = value.as_object()?.get(name)?;
    }
    Some(value)
}
