//! Use cases: decide, write down, then ask. Owns the ports (Ledger, Gateway, Keys, Clock, Ids).

#![warn(clippy::wildcard_enum_match_arm)]

pub mod accounts;
mod agreement;
mod anchor;
pub mod by_hand;
pub mod chain;
pub mod check;
mod contradiction;
mod customs;
mod disputed;
pub mod dossier;
mod failed;
pub mod hear;
pub mod history;
mod links;
mod merchant;
pub mod news;
pub mod outbox;
pub mod port;
mod speak;
mod usecase;

pub use agreement::{AgreementAct, ConsentWish};
pub use anchor::Lost;
pub use customs::next_customs_question;
pub use disputed::Disputed;
pub use dossier::DossierStanding;
pub use failed::Failed;
pub use links::link_check;
pub use merchant::{Merchant, Parts, Standing};
pub use speak::CLOCK_LIMIT_MS;
pub use usecase::{
    BuyerWish, CancelWish, CaptureWish, ChangeWish, CounterWish, DebitWish, DeclareWish, DisputeFile,
    DisputeWish, EndWish, Inquired, RefundWish, SessionWish, TakeWish, UpdateAmountWish, or_now, request_of,
};
