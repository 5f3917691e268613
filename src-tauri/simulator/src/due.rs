//! What happens by itself as time passes. It is worked out whenever somebody asks, and dated when
//! it happened, so that nobody can tell it from a gateway that keeps timers.

use crate::dispute;
use crate::pay::lapse;
use crate::state::Turn;
use crate::subscription;

/// Brings everything up to the turn's time.
pub fn go_on(turn: &mut Turn<'_>) {
    let late: Vec<_> =
        turn.state.open_payments().filter(|payment| turn.now > payment.closes_at()).cloned().collect();
    for mut payment in late {
        lapse(turn, &mut payment);
    }
    dispute::age_all(turn);
    subscription::pay_periods(turn);
}
