//! Use cases: decide, write down, then ask. Owns the ports (Ledger, Gateway, Keys, Clock, Ids).

pub mod chain;
pub mod outbox;
pub mod port;
