//! What is signed, and how a signature travels (section 2 of the online payments reference).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use crate::key_text::BASE64;
pub use crate::public_key::PublicKey;

/// The only algorithm name in use: RSA with SHA-256.
const ALGORITHM: &str = "RSA256";

/// The exact bytes to sign or to verify: `POST <path>\n<client id>.<time>.<body>`. `path` is the path as
/// called; `time` the text of `request-time`, or of `response-time` for an answer.
#[must_use]
pub fn content(path: &str, client_id: &str, time: &str, body: &[u8]) -> Vec<u8> {
    let mut content = format!("POST {path}\n{client_id}.{time}.").into_bytes();
    content.extend_from_slice(body);
    content
}

/// The value of the `signature` header. The key version is not part of what is signed.
#[must_use]
pub fn signature_header(key_version: &str, signature: &[u8]) -> String {
    let encoded = STANDARD.encode(signature).replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    format!("algorithm={ALGORITHM},keyVersion={key_version},signature={encoded}")
}

/// A `signature` header taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureHeader {
    /// `RSA256`.
    pub algorithm: String,
    /// Which key signed, when it says so.
    pub key_version: Option<String>,
    /// The signature's bytes.
    pub signature: Vec<u8>,
}

/// Why a `signature` header cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureHeaderError {
    /// A part without `=`, an empty part, a part that stands twice or is missing, or no base64.
    #[error("the signature header is malformed: {0}")]
    Malformed(&'static str),
    /// Not `RSA256`.
    #[error("unknown signature algorithm")]
    WrongAlgorithm,
}

/// Takes a `signature` header apart: parts at commas, trimmed, name and value at the first `=`, names in
/// any case. The value is percent-decoded without turning `+` into a space; raw base64 is taken too.
/// Names we do not know are passed over.
pub fn parse_signature_header(value: &str) -> Result<SignatureHeader, SignatureHeaderError> {
    use SignatureHeaderError::{Malformed, WrongAlgorithm};
    let (mut algorithm, mut key_version, mut signature) = (None, None, None);
    for part in value.split(',') {
        let (name, value) = part.split_once('=').ok_or(Malformed("a part without ="))?;
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
        let slot = match name.as_str() {
            "algorithm" => &mut algorithm,
            "keyversion" => &mut key_version,
            "signature" => &mut signature,
            _ => continue,
        };
        if value.is_empty() {
            return Err(Malformed("an empty part"));
        }
        if slot.replace(value).is_some() {
            return Err(Malformed("a part that stands twice"));
        }
    }
    let algorithm = algorithm.ok_or(Malformed("no algorithm"))?;
    if algorithm != ALGORITHM {
        return Err(WrongAlgorithm);
    }
    let encoded: Vec<u8> = percent_decode_str(signature.ok_or(Malformed("no signature"))?).collect();
    let signature = BASE64.decode(encoded).map_err(|_| Malformed("not base64"))?;
    if signature.is_empty() {
        return Err(Malformed("an empty signature"));
    }
    Ok(SignatureHeader {
        algorithm: algorithm.to_owned(),
        key_version: key_version.map(str::to_owned),
        signature,
    })
}
