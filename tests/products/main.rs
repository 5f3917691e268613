//! Every product once through, with its most likely failures: the engine, a ledger in a file and a practice
//! gateway over HTTP. Nothing here is played by a stand-in but the buyer, the bank and a bad road.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../shop/mod.rs"]
mod shop;

mod agreement;
mod counter;
mod customs;
mod dispute;
mod links;
mod older;
mod paid_twice;
mod raise;
mod registration;
mod second;
mod session;
mod stand;
mod stops;
mod subscription;
mod waiting;
