use antom::parse_time;
use antom::signing::{PublicKey, SignatureHeaderError, content, parse_signature_header};
use domain::Moment;

use crate::{Mark, Refused};

/// What a notification must fit.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Whose notifications these are.
    pub client_id: String,
    /// The gateway's keys: one, or the old and the new one during a rotation.
    pub gateway_keys: Vec<PublicKey>,
    /// How old a notification may be, in milliseconds.
    pub oldest: i64,
    /// How far ahead of this machine's clock it may be, in milliseconds.
    pub ahead: i64,
}

impl Rules {
    /// 24 hours, within which the gateway delivers again (section 2.4 of the online payments reference), and
    /// an hour for clocks and slow ways.
    pub const OLDEST: i64 = Moment::DAY + Moment::HOUR;
    /// Clocks that differ by more than this are wrong.
    pub const AHEAD: i64 = Moment::HOUR;

    /// With the usual times.
    #[must_use]
    pub fn new(client_id: impl Into<String>, gateway_keys: Vec<PublicKey>) -> Self {
        Self { client_id: client_id.into(), gateway_keys, oldest: Self::OLDEST, ahead: Self::AHEAD }
    }
}

/// A notification that is the gateway's, meant for this client, and readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// By what it is known again.
    pub mark: Mark,
}

impl Rules {
    /// Verifies a notification as it came. `path` is the path of the notification address as registered:
    /// that is what was signed (section 2.3 of the online payments reference).
    ///
    /// # Errors
    /// The first thing that is wrong, in the order of the reference: client id, time, algorithm, signature,
    /// body.
    pub fn verify(
        &self,
        path: &str,
        headers: &[(String, String)],
        body: &[u8],
        now: Moment,
    ) -> Result<Verified, Refused> {
        let client_id = only(headers, "client-id")?;
        if client_id != self.client_id {
            return Err(Refused::WrongClientId);
        }
        let time = only(headers, "request-time")?;
        let age = now.since(parse_time(time).ok_or(Refused::TimeUnreadable)?);
        if age > self.oldest {
            return Err(Refused::TooOld);
        }
        if age < self.ahead.saturating_neg() {
            return Err(Refused::FromTheFuture);
        }
        let signature = parse_signature_header(only(headers, "signature")?).map_err(|why| match why {
            SignatureHeaderError::Malformed(_) => Refused::HeaderMalformed,
            SignatureHeaderError::WrongAlgorithm => Refused::WrongAlgorithm,
        })?;
        let signed = content(path, client_id, time, body);
        if !self.gateway_keys.iter().any(|key| key.verify(&signed, &signature.signature)) {
            return Err(Refused::SignatureWrong);
        }
        if serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(body).is_err() {
            return Err(Refused::NotJson);
        }
        Ok(Verified { mark: Mark::of(time, &signature.signature) })
    }
}

/// The one value of a header, names in any case.
fn only<'a>(headers: &'a [(String, String)], name: &str) -> Result<&'a str, Refused> {
    let mut found = headers.iter().filter(|(theirs, _)| theirs.eq_ignore_ascii_case(name));
    let (_, value) = found.next().ok_or(Refused::HeaderMissing)?;
    if found.next().is_some() {
        return Err(Refused::HeaderDoubled);
    }
    if value.trim().is_empty() {
        return Err(Refused::HeaderMalformed);
    }
    Ok(value)
}
