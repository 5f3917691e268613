use serde::{Deserialize, Serialize};

/// An instant: milliseconds since 1970-01-01T00:00:00Z. The pure rooms only compare them; reading a
/// clock and printing a zone happen at the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// One second, in the unit of this type.
    pub const SECOND: i64 = 1_000;
    /// One minute, in the unit of this type.
    pub const MINUTE: i64 = 60 * Self::SECOND;
    /// One hour, in the unit of this type.
    pub const HOUR: i64 = 60 * Self::MINUTE;
    /// One day of 24 hours, in the unit of this type.
    pub const DAY: i64 = 24 * Self::HOUR;

    /// This instant moved by `millis`; stays at the end of the range instead of wrapping.
    #[must_use]
    pub fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this instant; negative when this one is earlier.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// 00:15 of the next day in UTC+8: until then most methods can be cancelled
    /// (cancel page of the online payments reference).
    #[must_use]
    pub fn next_quarter_past_midnight_utc8(self) -> Self {
        let shifted = self.0.saturating_add(8 * Self::HOUR);
        let midnight = shifted.saturating_sub(shifted.rem_euclid(Self::DAY));
        Self(midnight.saturating_add(Self::DAY + 15 * Self::MINUTE - 8 * Self::HOUR))
    }
}
