use async_trait::async_trait;

/// A notification a relay hands on: the stored bytes, untouched. The desk verifies them again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// The relay's position of it; dense, from 1.
    pub position: u64,
    /// Names and values as they came.
    pub headers: Vec<(String, String)>,
    /// The exact bytes.
    pub body: Vec<u8>,
}

/// The way to a relay.
#[async_trait]
pub trait Relay: Send + Sync {
    /// What the relay has behind a position, oldest first, at most `limit`. The error is in words.
    async fn fetch(&self, address: &str, token: &str, after: u64, limit: u32) -> Result<Vec<Handed>, String>;
}
