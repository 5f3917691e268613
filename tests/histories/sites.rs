//! Everywhere something can go wrong, and how often it did.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use testkit::Dice;

/// A place and a way for something to go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Site {
    /// The program stops before, in the middle of or after an operation of the disk.
    DiskStopBefore,
    DiskStopTorn,
    DiskStopAfter,
    /// One operation of the disk fails.
    DiskBroken,
    /// The disk is full for a while.
    DiskFull,
    /// The whole computer loses power, and with it what was not synced.
    PowerCut,
    /// The program stops between two things it does.
    ProgramStops,
    /// Nothing left the computer.
    NotSent,
    /// The request is lost on the way there.
    RequestLost,
    /// The request arrives and the answer is lost.
    AnswerLost,
    /// The network delivers the request twice; the second answer comes back.
    RequestTwice,
    /// The answer's body is something else.
    Garbage,
    /// A bit of the answer's body is another one.
    BitFlipped,
    /// The answer breaks off.
    BrokenOff,
    /// HTTP 500 and 429 from a machine in between, before and after the gateway.
    Http500Before,
    Http500After,
    Http429,
    /// The program stops after the gateway has answered, before it hears.
    StopsUnheard,
    /// The key store does not sign.
    KeysLocked,
    /// The computer's clock jumps.
    ClockJumps,
}

impl Site {
    pub const ALL: [Self; 20] = [
        Self::DiskStopBefore,
        Self::DiskStopTorn,
        Self::DiskStopAfter,
        Self::DiskBroken,
        Self::DiskFull,
        Self::PowerCut,
        Self::ProgramStops,
        Self::NotSent,
        Self::RequestLost,
        Self::AnswerLost,
        Self::RequestTwice,
        Self::Garbage,
        Self::BitFlipped,
        Self::BrokenOff,
        Self::Http500Before,
        Self::Http500After,
        Self::Http429,
        Self::StopsUnheard,
        Self::KeysLocked,
        Self::ClockJumps,
    ];
}

/// Which sites are live in one history, and how often each fires.
#[derive(Debug)]
pub struct Weather {
    live: BTreeMap<Site, u64>,
    dice: Mutex<(Dice, bool)>,
    hits: Mutex<BTreeMap<Site, u64>>,
}

impl Weather {
    /// A site is live in a quarter of all histories, and then fires at 2 to 12 of a hundred chances.
    pub fn of(dice: &mut Dice) -> Self {
        let mut live = BTreeMap::new();
        for site in Site::ALL {
            if dice.chance(250) {
                live.insert(site, 20 + dice.below(100));
            }
        }
        Self { live, dice: Mutex::new((dice.branch(), true)), hits: Mutex::default() }
    }

    /// Whether it happens here and now.
    pub fn strikes(&self, site: Site) -> bool {
        let mut dice = self.dice.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(rate) = self.live.get(&site).filter(|_| dice.1) else { return false };
        let struck = dice.0.chance(*rate);
        drop(dice);
        if struck {
            *self.hits.lock().unwrap().entry(site).or_default() += 1;
        }
        struck
    }

    /// A number for whatever struck.
    pub fn below(&self, limit: u64) -> u64 {
        self.dice.lock().unwrap().0.below(limit)
    }

    /// From here on nothing goes wrong any more.
    pub fn calm(&self) {
        self.dice.lock().unwrap().1 = false;
    }

    pub fn hits(&self) -> BTreeMap<Site, u64> {
        self.hits.lock().unwrap().clone()
    }
}
