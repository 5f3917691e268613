//! What the gateway promises, tried from outside: signed requests in, answers and books out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agreements;
mod authentication;
mod bench;
mod cancels;
mod captures;
mod contract;
mod customs;
mod disputes;
mod events;
mod faults;
mod feed;
mod history;
mod http;
mod payments;
mod refunds;
mod restart;
mod webhooks;
