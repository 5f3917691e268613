//! What a merchant can do. A file a use case; each decides, writes down, then sends.

mod cancel;
mod capture;
mod counter;
mod debit;
mod declare;
mod dispute;
mod dispute_bars;
pub(crate) mod inquire;
mod questions;
mod refund;
pub(crate) mod registration;
mod same_order;
mod session;
pub(crate) mod start;
mod subscription;
mod subscription_list;
mod take;
mod update_amount;

pub use cancel::CancelWish;
pub use capture::CaptureWish;
pub use counter::CounterWish;
pub use debit::DebitWish;
pub use declare::{BuyerWish, DeclareWish};
pub use dispute::{DisputeFile, DisputeWish};
pub use inquire::Inquired;
pub use refund::RefundWish;
pub use session::SessionWish;
pub use subscription::{ChangeWish, EndWish, or_now, request_of};
pub use take::TakeWish;
pub use update_amount::UpdateAmountWish;
