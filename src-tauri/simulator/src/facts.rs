//! What can be made to happen at this gateway, as one list: for each place of a shop's day, what somebody
//! may want to see, and the value to type or the deed to play for it. `GET /practice/facts` tells it, so
//! that no screen has to know; `tests/facts.rs` walks it and sees each of them happen.

mod agreements;
mod calls;
mod disputes;
mod news;
mod rates;
mod stores;
mod taking;
mod till;

use crate::tale::Tale;
use crate::trouble::Trouble;

/// One thing that can be made to happen.
pub struct Fact {
    pub id: &'static str,
    /// Where in the shop's day: a form, or the page of one thing.
    pub places: &'static [&'static str],
    /// What happens, in English and Chinese.
    pub says: (&'static str, &'static str),
    pub how: How,
    pub end: End,
}

/// How it ends for the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// As it should.
    Well,
    /// Refused, lost, late, or not known at first.
    Ill,
}

/// What makes it happen.
pub enum How {
    /// The amount ends with these two digits, in minor units.
    Ends(u8),
    /// The amount is this, in minor units.
    Exactly(u8),
    /// These fields hold these values. `{fresh}` stands for twelve digits nobody used yet, `{merchant}` and
    /// `{store}` for the store that was registered last.
    Fill(&'static [(&'static str, &'static str)]),
    /// Somebody else does something.
    Play(Deed),
}

/// What somebody who is not the shop does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The buyer of an open payment: pay, decline, expire.
    Buyer(&'static str),
    /// The buyer who was asked for a consent: agree, refuse, revoke.
    Consent(&'static str),
    /// The buyer of a subscription: agree, refuse, end; or time: period, empty_period.
    Subscription(&'static str),
    /// The buyer's bank disputes a payment: type, reason, hours until the deadline, the end of its id.
    Dispute(&'static str, &'static str, i64, &'static str),
    /// A dispute goes on: judge_won, judge_lost, cancel, alert, advise, write, timeout, rdr.
    Decide(&'static str),
    /// The next request to this call meets a trouble.
    Next(&'static str, Trouble),
    /// Nothing is in the way of the next request to this call.
    Plain(&'static str),
    /// Every request to this call meets a trouble.
    Lasting(&'static str, Trouble),
    /// The lasting trouble at this call is over.
    Mended(&'static str),
    /// The gateway tells something.
    Told(Tale),
}

impl How {
    /// Nothing is seen of it before the next request.
    pub fn waits(&self) -> bool {
        matches!(self, Self::Play(Deed::Next(..) | Deed::Plain(_)))
    }
}

macro_rules! facts {
    ($($id:literal in $places:expr => $how:expr, $end:ident, $en:expr, $zh:expr;)*) => {
        &[$(Fact { id: $id, places: $places, says: ($en, $zh), how: $how, end: End::$end }),*]
    };
}
use facts;

/// Every fact, in the order they are told.
pub fn all() -> impl Iterator<Item = &'static Fact> {
    [
        taking::FACTS,
        calls::FACTS,
        till::FACTS,
        agreements::FACTS,
        disputes::FACTS,
        stores::FACTS,
        rates::FACTS,
        news::FACTS,
    ]
    .into_iter()
    .flatten()
}
