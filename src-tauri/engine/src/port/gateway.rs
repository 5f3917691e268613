use async_trait::async_trait;

use crate::outbox::Recorded;

/// One signed call, ready to leave: exactly these bytes and headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// `https://host/ams/api/v1/...`
    pub url: String,
    /// The path of it, as it was signed.
    pub path: String,
    /// Names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The signed bytes.
    pub body: Vec<u8>,
}

/// What came back over HTTP, untouched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpAnswer {
    /// The HTTP status; anything but 200 leaves the outcome unknown.
    pub status: u16,
    /// Names as sent (any case) and values; a doubled header stands twice.
    pub headers: Vec<(String, String)>,
    /// The raw bytes.
    pub body: Vec<u8>,
}

/// How a call ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivered {
    /// No byte left this computer: the name did not resolve, the connection was refused, the host is
    /// not allowed. Safe to repeat.
    NotSent(String),
    /// Bytes may have left and no whole answer came: the outcome is unknown.
    NoAnswer(String),
    /// A whole answer.
    Answer(HttpAnswer),
}

/// The way to the gateway. No redirects, no retries, TLS always checked.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// Sends something that moves money or makes a promise. First try, lost answer or restart: same id,
    /// same body, a fresh signature. Takes only what is written down.
    async fn deliver(&self, order: &Recorded, call: Call) -> Delivered;

    /// Asks a question that changes nothing at the gateway; may be sent any number of times.
    async fn ask(&self, call: Call) -> Delivered;
}
