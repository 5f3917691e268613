//! What the engine needs from outside. Adapters implement these; the engine knows no more of them.

mod clock;
mod gateway;
mod ids;
mod keys;
mod ledger;
mod relay;
mod site;

pub use clock::Clock;
pub use gateway::{Call, Delivered, Gateway, HttpAnswer};
pub use ids::Ids;
pub use keys::{KeyBits, KeyStore, Keys, KeysError, KeysHealth};
pub use ledger::{
    Append, Attempt, AttemptEnd, ChainReport, Close, Coverage, DossierQuery, Head, Keeping, Ledger,
    LedgerError, NewAttempt, NewFact, NewOrder, OpenOrder, OrderFilter, PageCursor, PaymentPage,
    PaymentQuery, StateCount, Stored, Verdict, Written,
};
pub use relay::{Handed, Relay, RelayFailed, RelayPage};
pub use site::{Ledgers, Practice, PracticeFact, Registered, Vault};
