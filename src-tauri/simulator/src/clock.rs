//! Time comes in by the door: one function that says "now", and how instants are written.

use std::ops::Range;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset, TimeZone, Utc};

/// Says what time it is, in milliseconds since 1970 UTC.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The clock of this machine.
pub fn system_clock() -> Clock {
    Arc::new(|| {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .ok()
            .and_then(|since| i64::try_from(since.as_millis()).ok())
            .unwrap_or(0)
    })
}

pub const SECOND: i64 = 1_000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// The zone the wallets' day ends in.
const CHINA_OFFSET: i64 = 8 * HOUR;

fn in_china(at: i64) -> DateTime<FixedOffset> {
    let utc = Utc.timestamp_millis_opt(at).single().unwrap_or_default();
    match FixedOffset::east_opt(8 * 3600) {
        Some(zone) => utc.with_timezone(&zone),
        None => utc.fixed_offset(),
    }
}

/// ISO 8601 with seconds and an offset, as the gateway writes instants.
pub fn iso(at: i64) -> String {
    in_china(at).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// ISO 8601 in UTC with `Z`, as the feed writes instants.
pub fn iso_utc(at: i64) -> String {
    Utc.timestamp_millis_opt(at).single().unwrap_or_default().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// `20260914`, the day that opens the gateway's own numbers.
pub fn day_digits(at: i64) -> String {
    in_china(at).format("%Y%m%d").to_string()
}

/// The `Date` header of HTTP.
pub fn http_date(at: i64) -> String {
    let utc = Utc.timestamp_millis_opt(at).single().unwrap_or_default();
    utc.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// 00:15 (UTC+8) of the day after `at`: until then most wallets can be cancelled.
pub fn wallet_cancel_end(at: i64) -> i64 {
    let china_day = (at + CHINA_OFFSET).div_euclid(DAY);
    (china_day + 1) * DAY - CHINA_OFFSET + 15 * MINUTE
}

/// The day `at` lies in, as China counts days.
pub fn day_of(at: i64) -> Range<i64> {
    let start =
        at.saturating_add(CHINA_OFFSET).div_euclid(DAY).saturating_mul(DAY).saturating_sub(CHINA_OFFSET);
    start..start.saturating_add(DAY)
}

/// Reads a request-time: epoch milliseconds or any of the ISO 8601 forms the official clients send.
pub fn read_request_time(text: &str) -> Option<i64> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return if text.len() == 13 { text.parse().ok() } else { None };
    }
    let at = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .ok()?;
    Some(at.timestamp_millis())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_form_of_request_time_is_the_same_instant() {
        for text in [
            "1770000000123",
            "2026-02-02T02:40:00.123Z",
            "2026-02-02T02:40:00.1230000Z",
            "2026-02-02T02:40:00.123+00:00",
            "2026-02-02T10:40:00.123+08:00",
            "2026-02-02T02:40:00.123+0000",
        ] {
            assert_eq!(read_request_time(text), Some(1_770_000_000_123), "{text}");
        }
        for text in ["", "1770000000", "2026-02-02", "2026-02-02T02:40:00", "now", "17700000001234"] {
            assert_eq!(read_request_time(text), None, "{text}");
        }
    }

    #[test]
    fn a_wallet_day_ends_a_quarter_past_midnight_in_china() {
        let paid = read_request_time("2026-02-02T23:59:59+08:00").unwrap();
        assert_eq!(iso(wallet_cancel_end(paid)), "2026-02-03T00:15:00+08:00");
        let paid = read_request_time("2026-02-02T00:00:00+08:00").unwrap();
        assert_eq!(iso(wallet_cancel_end(paid)), "2026-02-03T00:15:00+08:00");
    }
}
