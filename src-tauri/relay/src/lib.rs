//! The relay: receives the gateway's notifications on a machine with a public address, verifies each, keeps it
//! durably, acknowledges it only then, and hands the kept bytes on to desks.
//!
//! It holds no private key and believes nothing on its own account: a desk verifies every signature again. Two
//! listeners in one process: the public one behind the shop's TLS proxy, and one for desks with a token.

mod clock;
mod counters;
mod desk;
mod group;
mod hand_on;
mod handed;
mod listen;
mod mark;
mod prune;
mod receive;
mod refused;
mod serve;
mod store;
mod tokens;
mod verify;

pub use clock::{Clock, system_clock};
pub use counters::Counters;
pub use desk::{Desk, DeskFailed};
pub use group::{Door, Keeper, Kept};
pub use handed::{Handed, Page};
pub use mark::Mark;
pub use prune::{prune, prune_read};
pub use refused::Refused;
pub use serve::{Listening, Options, Relay, StartFailed};
pub use store::{Arrival, Store, StoreFailed};
pub use tokens::{DeskToken, NewToken, TokenFailed, list, make, revoke};
pub use verify::{Rules, Verified};
