use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing that can be made to happen at the practice gateway, told by the gateway itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PracticeFactView {
    /// Its name.
    pub id: String,
    /// Where in the shop's day it belongs.
    pub places: Vec<String>,
    /// What happens, in English and Chinese.
    pub says: (String, String),
    /// It happens when the amount ends with these two digits, in minor units.
    pub ends: Option<String>,
    /// It happens when the amount is this, in minor units.
    pub exactly: Option<String>,
    /// It happens when these fields hold these values.
    pub fill: Vec<(String, String)>,
    /// It happens when `practice_play` is asked for it.
    pub play: bool,
    /// Once played, it happens with the next request of the shop.
    pub waits: bool,
}
