//! News comes by four roads, late, twice and in any order, and the ledger is the same.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bank;
mod contradicted;
mod desk;
mod feed;
mod history;
mod late;
mod relayed;
mod roads;
#[path = "../shop/mod.rs"]
mod shop;
mod storms;
