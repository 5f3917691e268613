use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::piece::Piece;
use crate::wire;

/// A whole number that stands on the wire as a JSON number; most counts are texts there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Count(pub u64);

impl Piece for Count {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        let Some(text) = wire::text(from)? else { return Ok(None) };
        text.parse()
            .map(|count| Some(Self(count)))
            .map_err(|_| serde::de::Error::custom("not a whole number"))
    }
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(self.0)
    }
}
