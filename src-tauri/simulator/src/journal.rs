//! The journal: one line for every call that could move money, and which of them did.

use serde::{Deserialize, Serialize};

use crate::money::Amount;

/// One line. `effect` is true at most once for a request id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub seq: u64,
    pub at: i64,
    pub api: String,
    pub request_id: String,
    pub payment_id: Option<String>,
    pub amount: Option<Amount>,
    pub outcome: String,
    pub effect: bool,
}
