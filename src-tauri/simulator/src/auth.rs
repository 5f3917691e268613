//! Who is asking: headers, clock, client id, signature. Refusals here carry no signature.

use crate::answer::Answer;
use crate::clock::{MINUTE, read_request_time};
use crate::keys::KeyRing;
use crate::signature::{SignatureHeader, content};

/// How far the clocks may differ. Our own choice: no tolerance is published.
const CLOCK_WINDOW: i64 = 5 * MINUTE;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub method: String,
    /// The path as posted, with its query.
    pub path: String,
    /// Names in lower case, in order, doubles included.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Arrived {
    /// A header that must be there once and hold something.
    fn header(&self, name: &'static str) -> Result<&str, String> {
        let mut values = self.headers.iter().filter(|(n, _)| n == name).map(|(_, value)| value.trim());
        match (values.next(), values.next()) {
            (None, _) => Err(format!("the header {name} is missing")),
            (Some(""), None) => Err(format!("the header {name} is empty")),
            (Some(value), None) => Ok(value),
            (Some(_), Some(_)) => Err(format!("the header {name} is there more than once")),
        }
    }

    /// JSON in UTF-8 is the only content taken.
    pub fn is_json(&self) -> bool {
        let Ok(value) = self.header("content-type") else {
            return false;
        };
        let mut parts = value.split(';').map(|part| part.trim().to_ascii_lowercase());
        parts.next().as_deref() == Some("application/json")
            && parts.all(|part| match part.split_once('=') {
                Some((name, value)) if name.trim() == "charset" => {
                    matches!(value.trim().trim_matches('"'), "utf-8" | "utf8")
                }
                _ => true,
            })
    }
}

/// Whether the sender is known. `Err` may not be signed; a clock that is off may.
pub enum Known {
    Yes,
    ClockOff(Answer),
}

pub fn authenticate(ring: &KeyRing, request: &Arrived, now: i64) -> Result<Known, Answer> {
    let header = |name| request.header(name).map_err(|what| Answer::param(&what));
    let client_id = header("client-id")?;
    if client_id != ring.client_id {
        // The two families of pages spell this code differently.
        let code = if request.path.contains("/customs/") { "CLIENT_INVALID" } else { "INVALID_CLIENT" };
        return Err(Answer::refused(code, "the header client-id is not a client of this practice gateway"));
    }
    let time = header("request-time")?;
    let sent = read_request_time(time).ok_or_else(|| {
        Answer::param("the header request-time is neither epoch milliseconds nor ISO 8601 with an offset")
    })?;
    let bad = |what: &str| Answer::refused("INVALID_SIGNATURE", what);
    let text = request.header("signature").map_err(|what| bad(&what))?;
    let signature = SignatureHeader::read(text).map_err(bad)?;
    let key = ring.merchant(&signature.key_version).ok_or_else(|| {
        Answer::refused("KEY_NOT_FOUND", "no public key is registered under this keyVersion")
    })?;
    let signed = content(&request.method, &request.path, client_id, time, &request.body);
    if !key.accepts(&signed, &signature.signature) {
        return Err(bad(
            "the signature does not fit the method, path, client-id, request-time and body received",
        ));
    }
    if (now - sent).abs() > CLOCK_WINDOW {
        // Our own choice: the sender is known by now, so the refusal is signed, and its
        // response-time shows how far the clocks are apart.
        return Ok(Known::ClockOff(Answer::param(
            "the header request-time is more than 5 minutes away from the gateway's clock; compare with response-time",
        )));
    }
    Ok(Known::Yes)
}
