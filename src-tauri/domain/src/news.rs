//! A notification of the gateway, kept whole, with the roads it came by and what it changed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Moment, Money, NotificationId, StreamId};

/// By which road a notification came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Road {
    /// Fetched from the gateway's feed, inside a verified answer.
    Feed,
    /// Handed on by a relay; the signature was verified again here.
    Relay,
    /// Given to us on this computer as headers and body; verified here.
    Given,
}

impl Road {
    /// The word of lists and the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Relay => "relay",
            Self::Given => "given",
        }
    }
}

/// A notification as it first came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// By which road.
    pub road: Road,
    /// The gateway's id of the event, when the road tells it.
    pub event: Option<NotificationId>,
    /// What the two roads merge on.
    pub merge_key: String,
    /// The gateway's word: `PAYMENT_RESULT`, `DISPUTE_CREATED` ... an open set.
    pub word: String,
    /// When it happened, by the gateway's clock.
    pub happened_at: Moment,
    /// The money it speaks of.
    pub amount: Option<Money>,
    /// Ids in it that people look for.
    pub names: Vec<String>,
    /// The raw body as text, or, when it holds secrets, its sealed bytes as base64.
    pub body: String,
    /// Whether `body` is sealed.
    pub sealed: bool,
    /// The headers it was signed with; empty for the feed.
    pub headers: Vec<(String, String)>,
    /// Which gateway key verified it; none for the feed, whose answer was verified whole.
    pub key_version: Option<String>,
}

/// What became of a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It changed the ledger.
    Changed,
    /// The ledger knew it already.
    Repeated,
    /// It cannot be: kept, shown and inquired about.
    Contradicts,
    /// It speaks of nothing this ledger knows.
    NotOurs,
    /// It says nothing this program acts on; kept and shown.
    Kept,
    /// Its signature did not verify here: kept as evidence, never read.
    Unverified,
    /// It did not verify at first; with the settings as they are now it does, and was taken in as the notice it
    /// names.
    Reread,
}

impl Effect {
    /// The word of lists and the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Repeated => "repeated",
            Self::Contradicts => "contradicts",
            Self::NotOurs => "not_ours",
            Self::Kept => "kept",
            Self::Unverified => "unverified",
            Self::Reread => "reread",
        }
    }
}

/// How a notification was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Took {
    /// What it is about.
    pub subject: Option<StreamId>,
    /// What it did.
    pub effect: Effect,
    /// Why, in words, when it did not do what it says.
    #[serde(default)]
    pub because: String,
}

/// What happened to a notification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewsEvent {
    /// It came for the first time.
    Arrived(Arrival),
    /// It came again.
    Again {
        /// By which road.
        road: Road,
        /// The gateway's id of the event, when this road tells it.
        event: Option<NotificationId>,
    },
    /// It was taken in, or taken in again.
    Took(Took),
}

/// A notification, folded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// As it first came.
    pub arrival: Arrival,
    /// When we had it first.
    pub heard_at: Moment,
    /// How often it came by each road.
    pub times: BTreeMap<Road, u32>,
    /// The gateway's ids of the events that told it: one event is one telling, however often it is listed.
    #[serde(default)]
    pub told: BTreeSet<NotificationId>,
    /// How it was taken in; none while that is still to be done.
    pub took: Option<Took>,
}

impl Notice {
    /// Folds a stream. `None` when it is empty or does not begin with an arrival. `heard`: when each was
    /// written down.
    pub fn fold<'a>(events: impl IntoIterator<Item = (&'a NewsEvent, Moment)>) -> Option<Self> {
        let mut events = events.into_iter();
        let mut notice = match events.next() {
            Some((NewsEvent::Arrived(arrival), heard_at)) => Self {
                times: BTreeMap::from([(arrival.road, 1)]),
                told: arrival.event.iter().cloned().collect(),
                arrival: arrival.clone(),
                heard_at,
                took: None,
            },
            _ => return None,
        };
        for (event, _) in events {
            match event {
                NewsEvent::Arrived(_) => {}
                NewsEvent::Again { road, event } => {
                    let times = notice.times.entry(*road).or_default();
                    *times = times.saturating_add(1);
                    notice.told.extend(event.clone());
                    if notice.arrival.event.is_none() {
                        notice.arrival.event.clone_from(event);
                    }
                }
                NewsEvent::Took(took) => {
                    // What it did at first is what it did; later readings add nothing.
                    let first_changed =
                        notice.took.as_ref().is_some_and(|first| first.effect == Effect::Changed);
                    if !(first_changed && took.effect == Effect::Repeated) {
                        notice.took = Some(took.clone());
                    }
                }
            }
        }
        Some(notice)
    }

    /// The state's word.
    #[must_use]
    pub fn effect_word(&self) -> &'static str {
        self.took.as_ref().map_or("waiting", |took| took.effect.word())
    }

    /// Whether it says something that cannot be.
    #[must_use]
    pub fn contradicts(&self) -> bool {
        self.took.as_ref().is_some_and(|took| took.effect == Effect::Contradicts)
    }
}

/// How far a road was read: written down only after everything before it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Everything the feed had up to this time is in the ledger.
    FeedRead {
        /// The creation time of the newest event.
        until: Moment,
    },
    /// The account has no feed.
    FeedAbsent {
        /// What the gateway said.
        code: String,
    },
    /// The feed was not read for longer than it keeps events: what happened in between must be asked for.
    FeedGap {
        /// From here.
        from: Moment,
        /// To here.
        to: Moment,
    },
    /// Everything a relay had up to this position is in the ledger.
    RelayRead {
        /// The relay's position.
        position: u64,
        /// Which store gave it; none in entries from before stores were told apart.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        store: Option<String>,
    },
}
