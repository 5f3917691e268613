//! Reads a webhook strictly (section 2.3 of the online payments reference). None that is not signed is taken.

use domain::Moment;
use serde_json::Value;

use super::Notification;
use crate::json::{self, Unreadable};
use crate::parse_time;
use crate::signing::{PublicKey, SignatureHeaderError, content, parse_signature_header};
use crate::wire::GatewayResult;

/// Whom a notification must be for, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct ReceivingFor<'a> {
    /// Ours.
    pub client_id: &'a str,
    /// The gateway's keys that count now, with the version each is kept under: one, or two during a change.
    pub gateway_keys: &'a [(String, PublicKey)],
}

/// A notification that the gateway signed and that is meant for us.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// The result it carries, when it carries one.
    pub result: Option<GatewayResult>,
    /// What it says.
    pub notification: Notification,
    /// When the gateway signed it, by its own clock. How old it may be is for the caller to say.
    pub request_time: Moment,
    /// The version of the key that fitted, as the caller gave it.
    pub key_version: String,
}

/// Why a delivery is not taken. Holds nothing of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReceived {
    /// The body is larger than [`crate::MAX_BODY_BYTES`].
    #[error("the body is too large")]
    BodyTooLarge,
    /// One of the headers is missing.
    #[error("the header {0} is missing")]
    HeaderMissing(&'static str),
    /// One of the headers stands twice.
    #[error("the header {0} stands twice")]
    HeaderDoubled(&'static str),
    /// One of the headers is empty or cannot be taken apart.
    #[error("the header {0} is malformed")]
    HeaderMalformed(&'static str),
    /// It is for someone else.
    #[error("it names another client id")]
    WrongClientId,
    /// `request-time` is no time of section 1.4.
    #[error("its time cannot be read")]
    TimeUnreadable,
    /// Not RSA with SHA-256.
    #[error("it is signed with an unknown algorithm")]
    WrongAlgorithm,
    /// The caller has no key of the gateway.
    #[error("there is no key of the gateway to check it with")]
    NoKey,
    /// The signature fits none of the keys over this path, client id, time and body.
    #[error("the signature does not fit")]
    SignatureWrong,
    /// Signed, and not UTF-8.
    #[error("the body is not UTF-8")]
    NotUtf8,
    /// Signed, and a key stands twice in one object.
    #[error("a key stands twice in the body")]
    KeyDoubled,
    /// Signed, and nested deeper than [`crate::MAX_DEPTH`].
    #[error("the body is nested too deeply")]
    TooDeep,
    /// Signed, and not JSON.
    #[error("the body is not JSON")]
    NotJson,
    /// Signed JSON that is no object.
    #[error("the body is not a JSON object")]
    NotAnObject,
}

impl NotReceived {
    /// A name that stays the same, for counters and screens.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::BodyTooLarge => "BODY_TOO_LARGE",
            Self::HeaderMissing(_) => "HEADER_MISSING",
            Self::HeaderDoubled(_) => "HEADER_DOUBLED",
            Self::HeaderMalformed(_) => "HEADER_MALFORMED",
            Self::WrongClientId => "WRONG_CLIENT_ID",
            Self::TimeUnreadable => "TIME_UNREADABLE",
            Self::WrongAlgorithm => "WRONG_ALGORITHM",
            Self::NoKey => "NO_KEY",
            Self::SignatureWrong => "SIGNATURE_WRONG",
            Self::NotUtf8 => "NOT_UTF8",
            Self::KeyDoubled => "KEY_DOUBLED",
            Self::TooDeep => "TOO_DEEP",
            Self::NotJson => "NOT_JSON",
            Self::NotAnObject => "NOT_AN_OBJECT",
        }
    }
}

const CLIENT_ID: &str = "client-id";
const REQUEST_TIME: &str = "request-time";
const SIGNATURE: &str = "signature";

/// Takes a delivery that came by POST. `path` is the path of the notification address as it is registered at
/// the gateway, with its query if it has one: a proxy in between may have cut it, and the signed one counts.
///
/// The key version in the header is not signed. It picks which key is tried first, and nothing else: during
/// a change of keys the gateway may still sign with the older one.
pub fn receive(
    headers: &[(String, String)],
    body: &[u8],
    path: &str,
    expected: &ReceivingFor<'_>,
) -> Result<Received, NotReceived> {
    if body.len() > json::MAX_BODY_BYTES {
        return Err(NotReceived::BodyTooLarge);
    }
    let client_id = header(headers, CLIENT_ID)?;
    let time = header(headers, REQUEST_TIME)?;
    let signature = header(headers, SIGNATURE)?;
    if client_id != expected.client_id {
        return Err(NotReceived::WrongClientId);
    }
    let request_time = parse_time(time).ok_or(NotReceived::TimeUnreadable)?;
    let signature = parse_signature_header(signature).map_err(|error| match error {
        SignatureHeaderError::Malformed(_) => NotReceived::HeaderMalformed(SIGNATURE),
        SignatureHeaderError::WrongAlgorithm => NotReceived::WrongAlgorithm,
    })?;
    if expected.gateway_keys.is_empty() {
        return Err(NotReceived::NoKey);
    }
    let named = |version: &String| signature.key_version.as_ref() == Some(version);
    let (first, rest): (Vec<_>, Vec<_>) =
        expected.gateway_keys.iter().partition(|(version, _)| named(version));
    let signed = content(path, client_id, time, body);
    let (key_version, _) = first
        .into_iter()
        .chain(rest)
        .find(|(_, key)| key.verify(&signed, &signature.signature))
        .ok_or(NotReceived::SignatureWrong)?;
    let Value::Object(fields) = json::read(body).map_err(|(why, _)| not_readable(why))? else {
        return Err(NotReceived::NotAnObject);
    };
    let notification = Notification::of(fields, None);
    Ok(Received {
        result: notification.result(),
        notification,
        request_time,
        key_version: key_version.clone(),
    })
}

fn not_readable(why: Unreadable) -> NotReceived {
    match why {
        Unreadable::TooLarge => NotReceived::BodyTooLarge,
        Unreadable::NotUtf8 => NotReceived::NotUtf8,
        Unreadable::Doubled => NotReceived::KeyDoubled,
        Unreadable::Deep => NotReceived::TooDeep,
        Unreadable::NotJson => NotReceived::NotJson,
    }
}

/// The one value of a header, names in any case.
fn header<'a>(headers: &'a [(String, String)], name: &'static str) -> Result<&'a str, NotReceived> {
    let mut found = headers.iter().filter(|(theirs, _)| theirs.eq_ignore_ascii_case(name));
    let (_, value) = found.next().ok_or(NotReceived::HeaderMissing(name))?;
    if found.next().is_some() {
        return Err(NotReceived::HeaderDoubled(name));
    }
    if value.trim().is_empty() {
        return Err(NotReceived::HeaderMalformed(name));
    }
    Ok(value)
}
