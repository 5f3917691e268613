//! Written down, then sent.

mod recorded;

pub use recorded::Recorded;
