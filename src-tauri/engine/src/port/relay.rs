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

/// A run of notifications, with what tells one store from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelayPage {
    /// Which store this is. The positions of another one are other positions.
    pub store: String,
    /// The first position that is still kept there; 0 when none is. What came before was let go of.
    pub first: u64,
    /// The last position ever given; 0 before the first.
    pub last: u64,
    /// In order of their positions.
    pub notifications: Vec<Handed>,
}

/// Why a relay told nothing. Nothing was changed anywhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RelayFailed {
    /// It answered that it does not know the token, or no longer.
    #[error("the relay refused the token")]
    Token,
    /// It never gave the position asked for: its store is another one than before.
    #[error("the relay never gave this position")]
    BeyondTheEnd,
    /// No answer came that can be used; why, in words.
    #[error("{0}")]
    Silent(String),
}

/// The way to a relay.
#[async_trait]
pub trait Relay: Send + Sync {
    /// What the relay has behind a position, oldest first, at most `limit`.
    async fn fetch(
        &self,
        address: &str,
        token: &str,
        after: u64,
        limit: u32,
    ) -> Result<RelayPage, RelayFailed>;
}
