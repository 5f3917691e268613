use crate::signing::signature_header;

/// The headers of a call, in order. `time` must be the very text that was signed. No empty
/// `agent-token` is sent (section 1.3 of the online payments reference).
#[must_use]
pub fn request_headers(
    client_id: &str,
    time: &str,
    key_version: &str,
    signature: &[u8],
) -> Vec<(String, String)> {
    [
        ("content-type", "application/json; charset=UTF-8".to_owned()),
        ("client-id", client_id.to_owned()),
        ("request-time", time.to_owned()),
        ("signature", signature_header(key_version, signature)),
        ("user-agent", format!("counterfoil/{}", env!("CARGO_PKG_VERSION"))),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}
