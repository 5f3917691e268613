//! What the gateway promises, tried from outside: signed requests in, answers and books out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agreements;
mod authentication;
mod bench;
mod cancels;
mod captures;
mod checkout;
mod consult;
mod contract;
mod customs;
mod disputes;
mod events;
mod facts;
mod facts_calls;
mod facts_news;
mod faults;
mod feed;
mod history;
mod http;
mod in_store;
mod payments;
mod raises;
mod rates;
mod refunds;
mod registrations;
mod restart;
mod subscriptions;
mod webhooks;
