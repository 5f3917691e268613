//! When an open order is asked about again.

use domain::Moment;

/// The gaps between rounds: 10 s, 30 s, 2 min, 10 min, 1 h, 6 h, then daily.
pub const LADDER: [i64; 7] = [
    10 * Moment::SECOND,
    30 * Moment::SECOND,
    2 * Moment::MINUTE,
    10 * Moment::MINUTE,
    Moment::HOUR,
    6 * Moment::HOUR,
    Moment::DAY,
];

/// How long the one who wrote an order down has to send it before anybody else takes it up.
pub const FIRST_SEND_MS: i64 = 20 * Moment::SECOND;

/// When to ask next after `rounds` rounds.
#[must_use]
pub fn next_due(now: Moment, rounds: u32) -> Moment {
    let rung = usize::try_from(rounds).unwrap_or(usize::MAX).min(LADDER.len() - 1);
    now.plus(LADDER.get(rung).copied().unwrap_or(Moment::DAY))
}
