//! Real processes on one real ledger: killed at any moment, and several at once.

#![cfg(unix)]
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod beside;
mod clerk;
mod counter;
mod kills;
mod programs;
#[path = "../shop/mod.rs"]
mod shop;
