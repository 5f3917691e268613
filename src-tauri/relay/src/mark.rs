use aws_lc_rs::digest::{SHA256, digest};

/// By what a notification is known again: the SHA-256 of its time and signature. The signature is
/// deterministic and covers path, client, time and body, so the same mark is the same notification, however
/// its header was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mark([u8; 32]);

impl Mark {
    /// Of the text of `request-time` and the signature's bytes.
    #[must_use]
    pub fn of(time: &str, signature: &[u8]) -> Self {
        let mut both = Vec::with_capacity(time.len().saturating_add(signature.len()).saturating_add(1));
        both.extend_from_slice(time.as_bytes());
        both.push(b'\n');
        both.extend_from_slice(signature);
        Self(sha256(&both))
    }

    /// Its 32 bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The SHA-256 of some bytes.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut sum = [0; 32];
    // Both sides are 32 bytes long.
    for (to, from) in sum.iter_mut().zip(digest(&SHA256, bytes).as_ref()) {
        *to = *from;
    }
    sum
}
