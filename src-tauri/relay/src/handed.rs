//! What goes from the relay to a desk.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Moment;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One kept notification, as it came. The desk verifies it again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// Its place in the store: dense from 1, never given twice.
    pub position: u64,
    /// When it came, by the relay's clock.
    pub arrived_at: Moment,
    /// The path of the notification address as registered: what was signed.
    pub path: String,
    /// Names in lower case, with their values, in the order they came.
    pub headers: Vec<(String, String)>,
    /// The exact bytes; base64 on the way.
    #[serde(serialize_with = "write_base64", deserialize_with = "read_base64")]
    pub body: Vec<u8>,
}

/// Bodies and headers stay out of logs: they hold what a buyer did.
impl std::fmt::Debug for Handed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handed")
            .field("position", &self.position)
            .field("arrived_at", &self.arrived_at)
            .field("path", &self.path)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// A run of kept notifications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Which store this is. Another one than before means that its positions are other ones too.
    pub store: String,
    /// The first position that is still kept; 0 when none is. What came before was pruned.
    pub first: u64,
    /// The last position ever given; 0 before the first.
    pub last: u64,
    /// In order of their positions, without a gap.
    pub notifications: Vec<Handed>,
}

fn write_base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(bytes))
}

fn read_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map_err(serde::de::Error::custom)
}
