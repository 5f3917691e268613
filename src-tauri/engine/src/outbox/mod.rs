//! Written down, then sent.

pub(crate) mod drive;
mod ladder;
mod proving;
mod recorded;

pub(crate) use drive::UNHEARD;
pub use ladder::{FIRST_SEND_MS, LADDER};
pub use proving::Heardless;
pub(crate) use proving::nothing_proved;
pub use recorded::Recorded;
