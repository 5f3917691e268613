use domain::Moment;

/// Reads every form of time the gateway and the official SDKs use: epoch milliseconds, and ISO 8601 with
/// a `T`, any number of fraction digits, and `Z`, `+08:00` or `+0800` (sections 1.4 and 4.1 of the online
/// payments reference). A time without an offset is no instant and is refused.
#[must_use]
pub fn parse_time(text: &str) -> Option<Moment> {
    let text = text.trim();
    if (12..=14).contains(&text.len()) && all_digits(text) {
        return text.parse().ok().map(Moment);
    }
    iso(text)
}

fn iso(text: &str) -> Option<Moment> {
    let (date, rest) = text.split_once(['T', 't'])?;
    let at = rest.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = rest.split_at_checked(at)?;
    let days = days(date)?;
    let millis = clock_millis(clock)?;
    let offset = offset_millis(zone)?;
    days.checked_mul(Moment::DAY)?.checked_add(millis)?.checked_sub(offset).map(Moment)
}

/// Writes an instant as ISO 8601 in UTC, with milliseconds only when there are any.
pub(crate) fn format_time(at: Moment) -> String {
    let days = at.0.div_euclid(Moment::DAY);
    let millis = at.0.rem_euclid(Moment::DAY);
    let (year, month, day) = date(days);
    let hours = millis / Moment::HOUR;
    let minutes = millis % Moment::HOUR / Moment::MINUTE;
    let seconds = millis % Moment::MINUTE / Moment::SECOND;
    let thousandths = millis % Moment::SECOND;
    let fraction = if thousandths == 0 { String::new() } else { format!(".{thousandths:03}") };
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}{fraction}Z")
}

/// The Gregorian date of a day counted from 1970-01-01; the other way round than [`days`]. Days beyond the
/// four-digit years are shown as the last one.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days.clamp(0, 2_932_896) + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number of exactly `width` digits within the bounds.
fn number(text: &str, width: usize, least: i64, most: i64) -> Option<i64> {
    if text.len() != width || !all_digits(text) {
        return None;
    }
    text.parse().ok().filter(|number| (least..=most).contains(number))
}

/// Days from 1970-01-01 to a Gregorian date, counting years from March so that the leap day is the last.
fn days(date: &str) -> Option<i64> {
    let mut parts = date.split('-');
    let year = number(parts.next()?, 4, 1970, 9999)?;
    let month = number(parts.next()?, 2, 1, 12)?;
    let day = number(parts.next()?, 2, 1, month_days(year, month))?;
    if parts.next().is_some() {
        return None;
    }
    let from_march = (month + 9) % 12;
    let march_year = if month <= 2 { year - 1 } else { year };
    let leap_days = march_year / 4 - march_year / 100 + march_year / 400;
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    Some(365 * march_year + leap_days + day_of_year - 719_468)
}

fn month_days(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn clock_millis(clock: &str) -> Option<i64> {
    let (whole, fraction) = match clock.split_once('.') {
        Some((whole, fraction)) if all_digits(fraction) => (whole, fraction),
        Some(_) => return None,
        None => (clock, ""),
    };
    let mut parts = whole.split(':');
    let hours = number(parts.next()?, 2, 0, 23)?;
    let minutes = number(parts.next()?, 2, 0, 59)?;
    let seconds = number(parts.next()?, 2, 0, 59)?;
    if parts.next().is_some() {
        return None;
    }
    let thousandths: i64 = fraction.bytes().chain(*b"000").take(3).try_fold(0_i64, |sum, digit| {
        char::from(digit).to_digit(10).map(|digit| sum * 10 + i64::from(digit))
    })?;
    Some(hours * Moment::HOUR + minutes * Moment::MINUTE + seconds * Moment::SECOND + thousandths)
}

fn offset_millis(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, rest) = match zone.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        (_, _) => return None,
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None => rest.split_at_checked(2)?,
    };
    let hours = number(hours, 2, 0, 18)?;
    let minutes = number(minutes, 2, 0, 59)?;
    Some(sign * (hours * Moment::HOUR + minutes * Moment::MINUTE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_reference_is_the_same_instant() {
        let wanted = Some(Moment(1_770_000_000_000));
        for text in [
            "1770000000000",
            "2026-02-02T02:40:00+00:00",
            "2026-02-02T02:40:00Z",
            "2026-02-02T10:40:00+08:00",
            "2026-02-02T02:40:00+0000",
            "2026-02-02T02:40:00.0000000Z",
            "2026-02-01T18:40:00-08:00",
            "2026-02-02T08:10:00+0530",
        ] {
            assert_eq!(parse_time(text), wanted, "{text}");
        }
        assert_eq!(parse_time("2026-02-02T02:40:00.1230000Z"), Some(Moment(1_770_000_000_123)));
        assert_eq!(parse_time("2026-02-02T02:40:00.5Z"), Some(Moment(1_770_000_000_500)));
        assert_eq!(parse_time("1970-01-01T00:00:00Z"), Some(Moment(0)));
        assert_eq!(parse_time("2024-02-29T00:00:00Z"), Some(Moment(1_709_164_800_000)));
    }

    #[test]
    fn what_is_written_reads_back_as_the_same_instant() {
        assert_eq!(format_time(Moment(1_770_000_000_000)), "2026-02-02T02:40:00Z");
        assert_eq!(format_time(Moment(1_770_000_000_007)), "2026-02-02T02:40:00.007Z");
        assert_eq!(format_time(Moment(1_709_164_800_000)), "2024-02-29T00:00:00Z");
        // Every 17th day of four centuries, at a crooked time of day.
        for n in 0..8_600 {
            let at = Moment(n * 17 * Moment::DAY + 12_345_678);
            assert_eq!(parse_time(&format_time(at)), Some(at));
        }
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "",
            "now",
            "2026-02-02",
            "2026-02-02T02:40:00",
            "2026-02-30T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2025-02-29T00:00:00Z",
            "2026-02-02T24:00:00Z",
            "2026-02-02T02:40Z",
            "2026-02-02T02:40:00.Z",
            "2026-02-02T02:40:00+8",
            "17700000",
            "-1770000000000",
            "２026-02-02T02:40:00Z",
        ] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }
}
