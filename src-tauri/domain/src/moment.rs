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

    /// Year, month, day, hour, minute and second in UTC. Civil dates by counting days from 0000-03-01, so
    /// that leap days come last.
    #[must_use]
    pub fn civil(self) -> (i64, i64, i64, i64, i64, i64) {
        let (days, seconds) = (self.0.div_euclid(Self::DAY), self.0.rem_euclid(Self::DAY) / Self::SECOND);
        let z = days.saturating_add(719_468);
        let (era, doe) = (z.div_euclid(146_097), z.rem_euclid(146_097));
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = doy - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe.saturating_add(era.saturating_mul(400)).saturating_add(i64::from(month <= 2));
        (year, month, day, seconds / 3600, seconds % 3600 / 60, seconds % 60)
    }

    /// `2026-11-21T05:30:00Z`
    #[must_use]
    pub fn iso(self) -> String {
        let (year, month, day, hour, minute, second) = self.civil();
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}
