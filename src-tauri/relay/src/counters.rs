use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::Refused;

/// How often a notification came that was kept before.
pub(crate) const DUPLICATE: &str = "DUPLICATE";
/// How many groups were committed.
pub(crate) const GROUPS: &str = "GROUPS";

/// What was refused, by cause, and what came again: since the store was made.
#[derive(Debug, Default)]
pub struct Counters(Mutex<Inside>);

#[derive(Debug, Default)]
struct Inside {
    counts: BTreeMap<String, u64>,
    /// Not written down yet.
    changed: BTreeSet<&'static str>,
}

impl Counters {
    /// Goes on from what was written down.
    pub(crate) fn from_kept(kept: Vec<(String, u64)>) -> Self {
        Self(Mutex::new(Inside { counts: kept.into_iter().collect(), changed: BTreeSet::new() }))
    }

    /// Counts a refusal.
    pub(crate) fn refused(&self, cause: Refused) {
        self.add(cause.word(), 1);
    }

    pub(crate) fn add(&self, name: &'static str, more: u64) {
        let mut inside = self.inside();
        let count = inside.counts.entry(name.to_owned()).or_default();
        *count = count.saturating_add(more);
        inside.changed.insert(name);
    }

    /// How often.
    #[must_use]
    pub fn of(&self, name: &str) -> u64 {
        self.inside().counts.get(name).copied().unwrap_or(0)
    }

    /// All of them by name.
    #[must_use]
    pub fn all(&self) -> BTreeMap<String, u64> {
        self.inside().counts.clone()
    }

    /// What must be written down, because it changed since the last time.
    pub(crate) fn take_changed(&self) -> Vec<(&'static str, u64)> {
        let mut inside = self.inside();
        let changed = std::mem::take(&mut inside.changed);
        changed.into_iter().map(|name| (name, inside.counts.get(name).copied().unwrap_or(0))).collect()
    }

    /// The writing down failed: try again next time.
    pub(crate) fn still_changed(&self, names: &[(&'static str, u64)]) {
        self.inside().changed.extend(names.iter().map(|(name, _)| *name));
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
