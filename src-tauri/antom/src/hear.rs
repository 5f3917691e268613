use domain::Moment;
use serde_json::Value;

use crate::signing::{PublicKey, SignatureHeaderError, content, parse_signature_header};
use crate::wire::{GatewayResult, ResultStatus};
use crate::{Endpoint, json, parse_time};

/// What an answer must fit to be believed.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The path that was called and signed.
    pub path: &'a str,
    /// Ours.
    pub client_id: &'a str,
    /// The gateway's, kept with the account.
    pub gateway_key: &'a PublicKey,
}

/// What was heard.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard<A> {
    /// Signed by the gateway, meant for us, and readable.
    Verified {
        /// S, F, U or another word.
        result: GatewayResult,
        /// The rest of the body.
        answer: A,
        /// When, by the gateway's clock.
        response_time: Option<Moment>,
    },
    /// F or U without both signature headers: the gateway could not tell who asks. Trouble with settings or
    /// the way; it may be shown, and closes nothing.
    Hint {
        /// What it says.
        result: GatewayResult,
        /// When, by the gateway's clock.
        response_time: Option<Moment>,
    },
    /// Anything else. Whether something happened is not known.
    Unclear {
        /// Why.
        why: Unclear,
        /// When, by the gateway's clock, unproved.
        response_time: Option<Moment>,
    },
}

/// Why an answer cannot be believed. Holds nothing of the body.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    /// Not 200.
    #[error("HTTP status {0}")]
    Status(u16),
    /// One of the headers is missing.
    #[error("the header {0} is missing")]
    HeaderMissing(&'static str),
    /// One of the headers stands twice.
    #[error("the header {0} stands twice")]
    HeaderDoubled(&'static str),
    /// One of the headers is empty or cannot be taken apart.
    #[error("the header {0} is malformed")]
    HeaderMalformed(&'static str),
    /// The answer is for someone else.
    #[error("the answer names another client id")]
    WrongClientId,
    /// Not RSA with SHA-256.
    #[error("the answer is signed with an unknown algorithm")]
    WrongAlgorithm,
    /// The signature does not fit these bytes and the gateway key of the account.
    #[error("the signature does not fit")]
    SignatureWrong,
    /// Too large, not UTF-8, not JSON, a key twice, or too deep.
    #[error("the body cannot be read: {0}")]
    NotJson(String),
    /// JSON of another shape: no result, or a field of another type.
    #[error("the body has another shape: {0}")]
    OtherShape(&'static str),
    /// Success that nobody signed.
    #[error("a success that is not signed")]
    UnsignedSuccess,
    /// A result word we do not know that nobody signed.
    #[error("a result that is not signed")]
    UnsignedOther,
}

impl Unclear {
    /// A name that stays the same, for attempts and screens.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Status(_) => "HTTP_STATUS",
            Self::HeaderMissing(_) => "HEADER_MISSING",
            Self::HeaderDoubled(_) => "HEADER_DOUBLED",
            Self::HeaderMalformed(_) => "HEADER_MALFORMED",
            Self::WrongClientId => "WRONG_CLIENT_ID",
            Self::WrongAlgorithm => "WRONG_ALGORITHM",
            Self::SignatureWrong => "SIGNATURE_WRONG",
            Self::NotJson(_) => "NOT_JSON",
            Self::OtherShape(_) => "OTHER_SHAPE",
            Self::UnsignedSuccess => "UNSIGNED_SUCCESS",
            Self::UnsignedOther => "UNSIGNED_OTHER",
        }
    }
}

const CLIENT_ID: &str = "client-id";
const RESPONSE_TIME: &str = "response-time";
const SIGNATURE: &str = "signature";

/// Reads an answer. HTTP status, signature and result are three separate checks (sections 1.5 to 2.2 of the
/// online payments reference); the signature is checked over the bytes as they came.
pub fn hear<E: Endpoint>(
    status: u16,
    headers: &[(String, String)],
    body: &[u8],
    expected: &Expected<'_>,
) -> Heard<E::Answer> {
    let response_time = header(headers, RESPONSE_TIME).ok().flatten().and_then(parse_time);
    listen::<E>(status, headers, body, expected, response_time)
        .unwrap_or_else(|why| Heard::Unclear { why, response_time })
}

fn listen<E: Endpoint>(
    status: u16,
    headers: &[(String, String)],
    body: &[u8],
    expected: &Expected<'_>,
    response_time: Option<Moment>,
) -> Result<Heard<E::Answer>, Unclear> {
    if status != 200 {
        return Err(Unclear::Status(status));
    }
    if body.len() > json::MAX_BODY_BYTES {
        return Err(Unclear::NotJson("too large".to_owned()));
    }
    let client_id = header(headers, CLIENT_ID)?;
    if client_id.is_some_and(|theirs| theirs != expected.client_id) {
        return Err(Unclear::WrongClientId);
    }
    let (time, signature) = match (header(headers, RESPONSE_TIME)?, header(headers, SIGNATURE)?) {
        (Some(time), Some(signature)) => (time, signature),
        (None, None) => return unsigned(body, response_time),
        (None, Some(_)) => return Err(Unclear::HeaderMissing(RESPONSE_TIME)),
        (Some(_), None) => return Err(Unclear::HeaderMissing(SIGNATURE)),
    };
    let client_id = client_id.ok_or(Unclear::HeaderMissing(CLIENT_ID))?;
    let signature = parse_signature_header(signature).map_err(|error| match error {
        SignatureHeaderError::Malformed(_) => Unclear::HeaderMalformed(SIGNATURE),
        SignatureHeaderError::WrongAlgorithm => Unclear::WrongAlgorithm,
    })?;
    let signed = content(expected.path, client_id, time, body);
    if !expected.gateway_key.verify(&signed, &signature.signature) {
        return Err(Unclear::SignatureWrong);
    }
    let (result, rest) = read(body)?;
    let answer = serde_json::from_value(rest).map_err(|_| Unclear::OtherShape("a field of another type"))?;
    Ok(Heard::Verified { result, answer, response_time })
}

/// The gateway answers unsigned when it cannot tell who asks: only F and U are worth showing then.
fn unsigned<A>(body: &[u8], response_time: Option<Moment>) -> Result<Heard<A>, Unclear> {
    let (result, _) = read(body)?;
    match result.status {
        ResultStatus::Failure | ResultStatus::Unknown => Ok(Heard::Hint { result, response_time }),
        ResultStatus::Success => Err(Unclear::UnsignedSuccess),
        ResultStatus::Other(_) => Err(Unclear::UnsignedOther),
    }
}

/// The result and the fields beside it.
fn read(body: &[u8]) -> Result<(GatewayResult, Value), Unclear> {
    let Value::Object(mut fields) = json::parse(body).map_err(Unclear::NotJson)? else {
        return Err(Unclear::OtherShape("not an object"));
    };
    let result = fields.shift_remove("result");
    let result = result.as_ref().and_then(GatewayResult::read).ok_or(Unclear::OtherShape("no result"))?;
    Ok((result, Value::Object(fields)))
}

/// The one value of a header, names in any case.
fn header<'a>(headers: &'a [(String, String)], name: &'static str) -> Result<Option<&'a str>, Unclear> {
    let mut found = headers.iter().filter(|(theirs, _)| theirs.eq_ignore_ascii_case(name));
    let Some((_, value)) = found.next() else { return Ok(None) };
    if found.next().is_some() {
        return Err(Unclear::HeaderDoubled(name));
    }
    if value.trim().is_empty() {
        return Err(Unclear::HeaderMalformed(name));
    }
    Ok(Some(value))
}
