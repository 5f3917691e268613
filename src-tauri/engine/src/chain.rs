//! The hash chain: every entry is tied to the one before it.

use domain::{Actor, Body, Moment, Source, StreamId};
use sha2::{Digest, Sha256};

/// The hash before the first entry.
pub const GENESIS: [u8; 32] = [0; 32];

/// The JSON text of an entry's body as it is stored and hashed.
pub fn canonical(body: &Body) -> Result<String, serde_json::Error> {
    serde_json::to_string(body)
}

/// The hash of an entry: SHA-256 over the previous hash and the entry's parts, each led by its length, so
/// that no two entries share bytes. `body` is the stored text.
#[must_use]
#[allow(clippy::too_many_arguments)] // One entry has this many parts.
pub fn link(
    previous: &[u8; 32],
    stream: &StreamId,
    version: u64,
    actor: &Actor,
    source: Source,
    occurred_at: Moment,
    heard_at: Moment,
    body: &str,
) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(previous);
    let source = source_word(source);
    let numbers = format!("{version},{},{}", occurred_at.0, heard_at.0);
    for part in [stream.as_str(), actor.as_str(), source, &numbers, body] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// The word a source is stored as.
#[must_use]
pub fn source_word(source: Source) -> &'static str {
    match source {
        Source::Us => "us",
        Source::Answer => "answer",
        Source::Inquiry => "inquiry",
        Source::Notification => "notification",
        Source::History => "history",
    }
}
