//! The relay runs on a machine of its own, without a desk: this is where it looks at the clock.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use domain::Moment;

/// Tells the time; tests bring their own.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// This machine's clock.
#[must_use]
pub fn system_clock() -> Clock {
    Arc::new(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    })
}
