//! What tests put at the ports: a fixed clock, counted ids, ledgers, keys and a gateway in memory; the
//! conformance suite of the ledger; cases as data.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::as_conversions)]

mod build;
mod cases;
mod clock;
pub mod conformance;
mod dice;
mod dossier_build;
mod gateway;
mod ids;
mod keys;
mod memory;
mod relay;
mod stopping;

pub use build::{Story, money, order, sgd, written};
pub use cases::cases;
pub use clock::FixedClock;
pub use dice::Dice;
pub use dossier_build::DossierStory;
pub use gateway::{ScriptedGateway, Sent};
pub use ids::CountedIds;
pub use keys::{MemoryKeys, private_key, public_key};
pub use memory::{MemoryLedger, keys_of, matches, matches_dossier, place_of_dossier, shown_state};
pub use relay::{ListRelay, NoRelay};
pub use stopping::{StopAt, StoppingLedger};
