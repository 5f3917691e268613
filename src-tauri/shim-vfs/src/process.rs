//! One program on a disk, and what happens to it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::disk::Shelf;

/// What SQLite asked the disk to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Bytes of a file.
    Write,
    /// A file made lasting.
    Sync,
    /// The end of a file cut off.
    Truncate,
    /// A file deleted.
    Delete,
}

/// One thing asked of the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// What.
    pub act: Act,
    /// The file's name in the folder.
    pub file: String,
    /// Bytes written, or the length after a truncation; 0 for the others.
    pub bytes: u64,
}

/// What happens at an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The program stops, and the operation was not carried out.
    StopBefore,
    /// The program stops in the middle of a write: the first half of its sectors is there. What cannot be
    /// halved is carried out.
    StopTorn,
    /// The program stops right after it.
    StopAfter,
    /// The disk says that it could not (EIO); the program goes on, and the next operation works.
    Broken,
    /// The disk is full (ENOSPC) from here on, until there is room again.
    Full,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::StopBefore, Self::StopTorn, Self::StopAfter, Self::Broken, Self::Full];
}

/// What is done with an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Do,
    DoAndStop,
    Halve,
    Refuse,
    RefuseFull,
}

#[derive(Debug, Default)]
struct Life {
    operations: Vec<Operation>,
    counted: u64,
    listing: bool,
    armed: Vec<(u64, Fault)>,
    full: bool,
    stopped: bool,
}

/// One program on a disk. Its files are named through a folder of its own, which is the disk's.
#[derive(Debug, Clone)]
pub struct Process {
    pub(crate) shelf: Arc<Shelf>,
    door: PathBuf,
    life: Arc<Mutex<Life>>,
}

impl Process {
    pub(crate) fn new(shelf: Arc<Shelf>, door: PathBuf) -> Self {
        Self { shelf, door, life: Arc::default() }
    }

    /// The name by which this program has to open a file of the disk.
    #[must_use]
    pub fn path(&self, file: &str) -> PathBuf {
        self.door.join(file)
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.door
    }

    /// How many operations it has asked for.
    #[must_use]
    pub fn operations(&self) -> u64 {
        self.life().counted
    }

    /// Begins to write the operations down as well.
    pub fn list(&self) {
        self.life().listing = true;
    }

    /// The operations written down so far; begins a new list.
    #[must_use]
    pub fn listed(&self) -> Vec<Operation> {
        std::mem::take(&mut self.life().operations)
    }

    /// At its operation number `at` (the first is 1, see [`Self::operations`]) this happens.
    pub fn arm(&self, at: u64, fault: Fault) {
        self.life().armed.push((at, fault));
    }

    /// Nothing is going to happen any more, and there is room again.
    pub fn disarm(&self) {
        let mut life = self.life();
        life.armed.clear();
        life.full = false;
    }

    /// Whether something armed has still not happened.
    #[must_use]
    pub fn is_armed(&self) -> bool {
        !self.life().armed.is_empty()
    }

    /// It is stopped here and now, as by `kill -9`.
    pub fn stop(&self) {
        self.life().stopped = true;
    }

    /// Whether it is stopped: nothing of it reaches the disk any more.
    #[must_use]
    pub fn stopped(&self) -> bool {
        self.life().stopped
    }

    pub(crate) fn asks(&self, act: Act, file: &str, bytes: u64) -> Verdict {
        let mut life = self.life();
        if life.stopped {
            return Verdict::Refuse;
        }
        life.counted = life.counted.saturating_add(1);
        if life.listing {
            life.operations.push(Operation { act, file: file.to_owned(), bytes });
        }
        let here = life.counted;
        let Some(place) = life.armed.iter().position(|(at, _)| *at == here) else {
            return if life.full && act == Act::Write { Verdict::RefuseFull } else { Verdict::Do };
        };
        match life.armed.swap_remove(place).1 {
            Fault::StopBefore => {
                life.stopped = true;
                Verdict::Refuse
            }
            Fault::StopTorn => {
                life.stopped = true;
                if act == Act::Write { Verdict::Halve } else { Verdict::DoAndStop }
            }
            Fault::StopAfter => {
                life.stopped = true;
                Verdict::DoAndStop
            }
            Fault::Broken => Verdict::Refuse,
            Fault::Full => {
                life.full = true;
                if act == Act::Write { Verdict::RefuseFull } else { Verdict::Do }
            }
        }
    }

    fn life(&self) -> MutexGuard<'_, Life> {
        self.life.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
