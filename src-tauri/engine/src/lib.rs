//! Use cases: decide, write down, then ask. Owns the ports (Ledger, Gateway, Keys, Clock, Ids).

#![warn(clippy::wildcard_enum_match_arm)]

pub mod accounts;
pub mod chain;
pub mod check;
pub mod dossier;
mod failed;
pub mod hear;
pub mod history;
mod merchant;
pub mod news;
pub mod outbox;
pub mod port;
mod speak;
mod usecase;

pub use dossier::DossierStanding;
pub use failed::Failed;
pub use merchant::{Merchant, Parts, Standing};
pub use speak::CLOCK_LIMIT_MS;
pub use usecase::{BuyerWish, CancelWish, CaptureWish, DeclareWish, Inquired, RefundWish, TakeWish};
