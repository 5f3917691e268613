//! Written down, then sent.

mod counter;
pub(crate) mod drive;
mod ladder;
mod last_word;
mod proving;
mod recorded;
mod waiting;

pub(crate) use drive::UNHEARD;
pub use ladder::{COUNTER, COUNTER_CANCEL, COUNTER_ROUNDS, FIRST_SEND_MS, LADDER, Pace, SESSION_GRACE_MS};
pub use proving::Heardless;
pub(crate) use proving::nothing_proved;
pub use recorded::Recorded;
pub use waiting::{Awaited, Waiting};
