//! What a merchant can do. A file a use case; each decides, writes down, then sends.

mod cancel;
mod capture;
mod declare;
mod inquire;
mod refund;
pub(crate) mod start;
mod take;

pub use cancel::CancelWish;
pub use capture::CaptureWish;
pub use declare::{BuyerWish, DeclareWish};
pub use inquire::Inquired;
pub use refund::RefundWish;
pub use take::TakeWish;
