//! Written down, then sent.

mod counter;
pub(crate) mod drive;
mod ladder;
mod proving;
mod recorded;

pub use counter::{CODE_GONE, NEVER_ARRIVED};
pub(crate) use drive::UNHEARD;
pub use ladder::{COUNTER, COUNTER_CANCEL, COUNTER_ROUNDS, FIRST_SEND_MS, LADDER, Pace};
pub use proving::Heardless;
pub(crate) use proving::nothing_proved;
pub use recorded::Recorded;
