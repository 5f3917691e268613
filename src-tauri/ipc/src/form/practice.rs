use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What can be made to happen, and where.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PracticeForm {
    /// A place of the shop's day, as the practice gateway names it; everything without one.
    pub place: Option<String>,
    /// The gateway's id of what the place is about.
    pub subject: Option<String>,
}

/// What somebody else is to do at the practice gateway.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PracticePlayForm {
    /// A fact of `practice_facts` that is played.
    pub fact: String,
    /// Where it was asked for.
    pub place: String,
    /// The gateway's id of what it is about.
    #[serde(default)]
    pub subject: Option<String>,
}
