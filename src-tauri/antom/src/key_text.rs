//! Keys as people have them: PEM, DER, or base64 on one or many lines.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

/// Standard alphabet; the padding may be missing.
pub(crate) const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The DER inside, and the PEM label when there was one.
pub(crate) struct Unwrapped {
    pub(crate) label: Option<String>,
    pub(crate) encrypted: bool,
    pub(crate) der: Zeroizing<Vec<u8>>,
}

/// Takes off PEM or base64; what is neither is taken as DER.
pub(crate) fn unwrap(bytes: &[u8]) -> Option<Unwrapped> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some(bare(Zeroizing::new(bytes.to_vec())));
    };
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.contains("-----BEGIN ") {
        return pem(text);
    }
    decode(text).map(bare)
}

fn bare(der: Zeroizing<Vec<u8>>) -> Unwrapped {
    Unwrapped { label: None, encrypted: false, der }
}

fn pem(text: &str) -> Option<Unwrapped> {
    let (_, rest) = text.split_once("-----BEGIN ")?;
    let (label, rest) = rest.split_once("-----")?;
    let (inside, _) = rest.split_once(&format!("-----END {label}-----"))?;
    let headed = inside.lines().any(|line| line.contains(':'));
    let encrypted = label == "ENCRYPTED PRIVATE KEY" || (headed && inside.contains("ENCRYPTED"));
    let der = if encrypted { Zeroizing::default() } else { decode(inside)? };
    Some(Unwrapped { label: Some(label.to_owned()), encrypted, der })
}

fn decode(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let letters: Zeroizing<Vec<u8>> =
        Zeroizing::new(text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect());
    BASE64.decode(letters.as_slice()).ok().map(Zeroizing::new)
}
