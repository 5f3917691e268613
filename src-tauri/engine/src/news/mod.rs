//! What the gateway tells without being asked, by whatever road: kept first, whole; then taken in through the
//! same door as answers and inquiries.

mod advice;
mod apply;
mod apply_dossier;
mod apply_payment;
mod arrive;
mod asking;
mod early;
mod elsewhere;
mod feed;
mod relayed;

pub use advice::{AdvisedTag, DisputeAdvice};
pub use apply::TakenIn;
pub use asking::Unwebbed;
pub use feed::{FeedRead, FeedState};
pub use relayed::{RELAY_SILENT, RELAY_TOKEN, RelayMark, RelayRead};
